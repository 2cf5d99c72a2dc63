#include "core/fit/ablation.h"

#include "core/base/error.h"

namespace cortiscope {

namespace {

constexpr Ablation kAll[] = {Ablation::kNone, Ablation::kTopology, Ablation::kFactorization,
                             Ablation::kSpace};

}  // namespace

const char* name_of(Ablation ablation) {
  switch (ablation) {
    case Ablation::kNone:
      return "none";
    case Ablation::kTopology:
      return "topology";
    case Ablation::kFactorization:
      return "factorization";
    case Ablation::kSpace:
      return "space";
  }
  return "";
}

Ablation parse_ablation(const std::string& name) {
  for (const Ablation ablation : kAll) {
    if (name == name_of(ablation)) return ablation;
  }
  throw option_error(ErrorKind::kBadValue, "ablate",
                     "expected topology, factorization or space, found \"" + name + "\"");
}

}  // namespace cortiscope
