#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/bench_command.h"
#include "app/cli/common_options.h"
#include "app/cli/json_text.h"
#include "core/analysis/clusters.h"
#include "core/base/process_memory.h"
#include "core/simulate/planted_readout.h"

namespace cortiscope {
namespace {

struct ClusterBenchArguments {
  PlantedReadoutOptions planted = {37984, 128, 60, 2};  // the Natural Scenes Dataset's vertices
  KMeansOptions options;
  bool json = false;
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The slowest of several numbers of clusters.
double longest_cut_ms(const ChannelClusters& clusters) {
  double longest = 0;
  for (const int count : {2, 5, 20, 60, 200, clusters.most()}) {
    const auto start = std::chrono::steady_clock::now();
    cluster_of_vertices(clusters, count);
    longest = std::max(longest, 1000 * seconds_since(start));
  }
  return longest;
}

void run(const ClusterBenchArguments& arguments) {
  FitResult fit;
  fit.subject.vertices[kLh].resize(std::size_t(arguments.planted.vertices));
  fit.parameters["readout_weight"] =
      plant_readout(arguments.planted, arguments.options.seed).weight;
  const auto start = std::chrono::steady_clock::now();
  const ChannelClusters clusters = *cluster_channels(fit, "", arguments.options);
  const double seconds = seconds_since(start);
  nlohmann::ordered_json result;
  result["vertices"] = arguments.planted.vertices;
  result["channels"] = arguments.planted.channels;
  result["centroids"] = clusters.most();
  result["seconds"] = seconds;
  result["cut_ms"] = longest_cut_ms(clusters);
  result["peak_rss_mb"] = peak_resident_mb();
  if (arguments.json) {
    std::printf("%s", json_text(result).c_str());
    return;
  }
  for (const auto& [name, value] : result.items()) {
    std::printf("%-12s %.6g\n", name.c_str(), value.get<double>());
  }
}

}  // namespace

void add_bench_cluster(CLI::App& bench) {
  const auto arguments = std::make_shared<ClusterBenchArguments>();
  CLI::App* cluster = bench.add_subcommand("cluster", "Clustering the vertices of a fit");
  cluster->add_option("--vertices", arguments->planted.vertices)
      ->capture_default_str()
      ->check(CLI::Range(1, 1000000));
  cluster->add_option("--channels", arguments->planted.channels, "Aligned channels")
      ->capture_default_str()
      ->check(CLI::Range(1, 4096));
  cluster->add_option("--centroids", arguments->options.clusters, "Of k-means")
      ->capture_default_str()
      ->check(CLI::Range(1, 5000));
  cluster->add_option("--seed", arguments->options.seed)->capture_default_str();
  add_threads(*cluster, arguments->options.threads);
  cluster->add_flag("--json", arguments->json, "Print one JSON object");
  cluster->footer(
      "Read-out weights with planted clusters and much noise. cut_ms is the slowest change to "
      "another number of clusters.\nExample:\n  cortiscope bench cluster --threads 2 --json");
  cluster->callback([arguments] { run(*arguments); });
}

}  // namespace cortiscope
