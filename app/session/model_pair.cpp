#include "app/session/model_pair.h"

#include <algorithm>

#include "app/session/compared_models.h"
#include "app/session/joined_fits.h"

namespace cortiscope {

std::vector<ModelId> models_to_compare(const Library& library, const Look& look,
                                       const MapSource& shown) {
  std::vector<ModelId> models;
  const bool is_fit = shown.has_selectors() && shown.kind != MapSource::Kind::kTruth;
  if (!is_fit) return models;
  for (const ComparedModel& other : compared_models(library, look.choice.subject)) {
    if (other.model != look.choice.model) models.push_back(other.model);
  }
  return models;
}

ModelId model_against(const Library& library, const Look& look, const MapSource& shown) {
  const std::vector<ModelId> models = models_to_compare(library, look, shown);
  if (models.empty()) return -1;
  const auto chosen = std::find(models.begin(), models.end(), look.against);
  return chosen == models.end() ? models.front() : *chosen;
}

std::shared_ptr<const MapSource> ModelPair::source(const std::shared_ptr<const MapSource>& first,
                                                   const std::shared_ptr<const MapSource>& shown) {
  if (first != first_ || shown != shown_) {
    const JoinedFits joined = joined_fits({first, shown}, {"difference"}).front();
    first_ = first;
    shown_ = shown;
    pair_ = joined.source;
    name_ = joined.name;
  }
  return pair_;
}

}  // namespace cortiscope
