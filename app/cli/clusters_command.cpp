#include "app/cli/clusters_command.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/cli/common_options.h"
#include "app/cli/json_text.h"
#include "core/analysis/cluster_match.h"
#include "core/analysis/shown_clusters.h"
#include "core/data/synthetic_note.h"
#include "core/io/hdf5/fit_file.h"
#include "core/simulate/builtin_template.h"

namespace cortiscope {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kRegionsPrinted = 3;

struct ClustersArguments {
  std::vector<std::string> fits;
  int count = kUsualClusters;
  bool is_safe = false;
  KMeansOptions options;
  bool json = false;
};

/// The clusters of one fit, and what is printed of them.
struct FittedClusters {
  std::string file, network, note;
  ClusteredSubject clustered;
  ShownClusters shown;
  std::vector<ClusterFacts> facts;
  std::vector<std::vector<ClusterChannel>> channels;
  std::optional<double> agreement;  // with the first fit; NaN where they share no vertices

  NamedClusters named() const { return {*clustered.subject, shown.cluster_of}; }
  int vertices() const {
    int sum = 0;
    for (const ClusterFacts& each : facts) sum += each.vertices;
    return sum;
  }
};

/// @param first  whose names and colours are kept; null of the first
FittedClusters clusters_in(const std::string& file, const ClustersArguments& arguments,
                           const FittedClusters* first) {
  const FitResult fit = read_fit(file, builtin_template);
  FittedClusters found;
  found.file = file;
  found.network = fit.features.network;
  found.note = synthetic_note(fit.subject.is_synthetic, fit.features.is_synthetic);
  found.clustered = {std::make_shared<const Subject>(fit.subject),
                     *cluster_channels(fit, file, arguments.options)};
  found.shown = shown_clusters(found.clustered, first ? &first->clustered : nullptr,
                               arguments.count, arguments.is_safe);
  const int count = found.shown.count();
  found.facts = describe_clusters(fit.subject, found.shown.cluster_of, count);
  found.channels = top_channels(fit, found.shown.cluster_of, count);
  if (first) found.agreement = agreement_of(first->named(), found.named());
  return found;
}

std::string hex_of(Rgb8 color) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "#%02x%02x%02x", color.r, color.g, color.b);
  return text.data();
}

Json to_json(const FittedClusters& found) {
  Json clusters = Json::array();
  for (std::size_t c = 0; c < found.facts.size(); ++c) {
    Json cluster;
    cluster["id"] = int(c) + 1;
    cluster["color"] = hex_of(found.shown.colors[c]);
    cluster["vertices"] = found.facts[c].vertices;
    cluster["rois"] = Json::array();
    for (const ClusterRegion& region : found.facts[c].regions) {
      cluster["rois"].push_back(
          {{"roi", region.name}, {"share", region.share}, {"vertices", region.vertices}});
    }
    cluster["channels"] = Json::array();
    for (const ClusterChannel& channel : found.channels[c]) {
      cluster["channels"].push_back({{"channel", channel.channel}, {"weight", channel.weight}});
    }
    clusters.push_back(std::move(cluster));
  }
  Json result;
  result["file"] = found.file;
  result["network"] = found.network;
  result["subject"] = found.clustered.subject->name;
  result["vertices"] = found.vertices();
  if (found.agreement) result["agreement"] = *found.agreement;
  result["count"] = found.shown.count();
  result["clusters"] = std::move(clusters);
  return result;
}

/// "V1 43 %, V2 21 %".
std::string text_of(const std::vector<ClusterRegion>& regions) {
  std::string text;
  for (std::size_t i = 0; i < std::min(kRegionsPrinted, regions.size()); ++i) {
    text += (i ? ", " : "") + regions[i].name + " " +
            std::to_string(std::lround(100 * regions[i].share)) + " %";
  }
  return text.empty() ? "no ROI" : text;
}

std::string text_of(const std::vector<ClusterChannel>& channels) {
  std::string text;
  for (const ClusterChannel& channel : channels) {
    std::array<char, 48> words{};
    std::snprintf(words.data(), words.size(), "%s%d (%+.3g)", text.empty() ? "" : ", ",
                  channel.channel, double(channel.weight));
    text += words.data();
  }
  return text;
}

void print(const FittedClusters& found) {
  const Subject& subject = *found.clustered.subject;
  std::printf("%s · %s%s%s: %d clusters of %d of %d vertices\n", found.network.c_str(),
              subject.name.c_str(), found.note.empty() ? "" : " · ", found.note.c_str(),
              found.shown.count(), found.vertices(), subject.vertex_count());
  if (found.agreement && std::isfinite(*found.agreement)) {
    std::printf("agreement with the first fit: %.2f (adjusted Rand index)\n", *found.agreement);
  } else if (found.agreement) {
    std::printf("matched with the first fit by their ROIs, as they share no vertices\n");
  }
  for (std::size_t c = 0; c < found.facts.size(); ++c) {
    std::printf("%4d  %s %6d  %s; channels %s\n", int(c) + 1, hex_of(found.shown.colors[c]).c_str(),
                found.facts[c].vertices, text_of(found.facts[c].regions).c_str(),
                text_of(found.channels[c]).c_str());
  }
}

void run(const ClustersArguments& arguments) {
  std::vector<FittedClusters> all;
  for (const std::string& file : arguments.fits) {
    all.push_back(clusters_in(file, arguments, all.empty() ? nullptr : &all.front()));
    if (!arguments.json) print(all.back());
  }
  if (!arguments.json) return;
  Json result = to_json(all.front());
  if (all.size() > 1) {
    for (const FittedClusters& each : all) result["fits"].push_back(to_json(each));
  }
  std::printf("%s", json_text(result).c_str());
}

}  // namespace

void add_clusters_command(CLI::App& program) {
  const auto arguments = std::make_shared<ClustersArguments>();
  CLI::App* command = program.add_subcommand(
      "clusters", "Group the vertices of fits by the channels that they read");
  command
      ->add_option("fits", arguments->fits,
                   "Fit files; clusters of later ones are named and coloured as the most similar "
                   "ones of the first")
      ->required();
  command->add_option("--count", arguments->count, "How many clusters")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  command->add_flag("--safe-colors", arguments->is_safe,
                    "Colours that every kind of colour vision tells apart");
  command->add_option("--seed", arguments->options.seed, "Of the first centroids")
      ->capture_default_str();
  add_threads(*command, arguments->options.threads);
  command->add_flag("--json", arguments->json, "Print one JSON object");
  command->footer(
      "Prints for each cluster its colour, its number of vertices, the ROIs with the largest share "
      "of their vertices in it, and the channels with the largest mean read-out weight. Vertices "
      "without evidence are left out.\nExamples:\n  cortiscope clusters aligned.fit.h5 --count 12\n"
      "  cortiscope clusters aligned.fit.h5 reversed.fit.h5 --json");
  command->callback([arguments] { run(*arguments); });
}

}  // namespace cortiscope
