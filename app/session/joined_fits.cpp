#include "app/session/joined_fits.h"

#include "core/base/error.h"

namespace cortiscope {
namespace {

using Fits = std::vector<std::shared_ptr<const MapSource>>;

std::string seed_text(const MapSource& fit) { return ", seed " + std::to_string(fit.made.seed); }

/// "tuned (B) - original (A) · subject": the networks, with their seeds or subjects where the
/// networks are the same.
std::string name_of_pair(const MapSource& first, const MapSource& second) {
  const bool is_one_network = first.features.network == second.features.network;
  const bool is_one_subject = first.subject->name == second.subject->name;
  const auto name = [&](const MapSource& fit, const char* letter) {
    std::string words = fit.features.network;
    if (!is_one_subject) words += ", " + fit.subject->name;
    if (is_one_network && is_one_subject) words += seed_text(fit);
    return words + " (" + letter + ")";
  };
  return name(second, "B") + " - " + name(first, "A") +
         (is_one_subject ? " · " + first.subject->name : "");
}

std::vector<JoinedFits> pairs_with_first(const Fits& fits) {
  std::vector<JoinedFits> pairs;
  for (std::size_t i = 1; i < fits.size(); ++i) {
    auto source = std::make_shared<MapSource>(*fits[i]);
    source->differences = std::make_shared<const VertexDifferences>(
        differences_between(fit_maps(*fits[0]), fit_maps(*fits[i])));
    pairs.push_back({source, i, name_of_pair(*fits[0], *fits[i])});
  }
  return pairs;
}

bool is_one_group(const MapSource& a, const MapSource& b) {
  return a.features.network == b.features.network && a.subject->name == b.subject->name;
}

std::vector<JoinedFits> seeds_of_each(const Fits& fits) {
  std::vector<JoinedFits> joined;
  for (std::size_t i = 0; i < fits.size(); ++i) {
    std::vector<FitMaps> seeds;
    bool is_first = true;  // of its network and subject
    for (std::size_t j = 0; j < fits.size(); ++j) {
      if (!is_one_group(*fits[i], *fits[j])) continue;
      is_first = is_first && j >= i;
      seeds.push_back(fit_maps(*fits[j]));
    }
    if (!is_first) continue;
    auto source = std::make_shared<MapSource>(*fits[i]);
    source->stability = std::make_shared<const SeedStability>(stability_of(seeds));
    joined.push_back({source, i,
                      source->features.network + " · " + source->subject->name + " · " +
                          std::to_string(seeds.size()) + " seeds"});
  }
  return joined;
}

}  // namespace

std::vector<JoinedFits> joined_fits(const Fits& fits, const Map& map) {
  const bool is_of_seeds = entry_of(map).has(kNeedsStability);
  if (fits.size() < 2) {
    throw Error(ErrorKind::kNotFound, "map " + in_quotes(name_of(map)),
                "expected two fits or more, found " + std::to_string(fits.size()),
                is_of_seeds ? "give fits of several seeds"
                            : "give the fit that the others are compared with first");
  }
  return is_of_seeds ? seeds_of_each(fits) : pairs_with_first(fits);
}

}  // namespace cortiscope
