#include "core/simulate/known_answer.h"

#include <algorithm>
#include <cassert>
#include <vector>

#include "core/simulate/network_weights.h"
#include "core/simulate/synthetic_network.h"

namespace cortiscope {
namespace {

/// The networks whose layers are those of `aligned`, each once.
std::vector<std::string> reordered_networks() {
  return {"aligned", "scrambled", kFinetunedNetwork, kForgottenNetwork};
}

}  // namespace

std::optional<Selectors> known_answer(const std::string& network, const Selectors& of_aligned) {
  const std::vector<std::string> names = reordered_networks();
  const auto found = std::find_if(names.begin(), names.end(), [&](const std::string& name) {
    return network == name || network == title_of_network(name);
  });
  if (found == names.end()) return std::nullopt;
  const std::vector<float> places = trunk_places(*found);
  assert(of_aligned.layer_count() == int(places.size()));
  Selectors answer = of_aligned;
  for (std::int64_t i = 0; i < of_aligned.vertex_count(); ++i) {
    for (std::size_t l = 0; l < places.size(); ++l) {
      answer.layer.row(i)[l] = of_aligned.layer.row(i)[int(places[l])];
    }
  }
  return answer;
}

}  // namespace cortiscope
