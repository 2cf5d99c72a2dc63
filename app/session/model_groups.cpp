#include "app/session/model_groups.h"

#include <algorithm>
#include <climits>
#include <utility>

#include "app/session/library.h"

namespace cortiscope {
namespace {

constexpr ModelGrouping kAll[] = {ModelGrouping::kNone, ModelGrouping::kObjective,
                                  ModelGrouping::kSize};

std::string counted(int count, const char* what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::string group_name(const LibraryModel& model, ModelGrouping grouping) {
  if (grouping == ModelGrouping::kObjective) {
    return model.objective.empty() ? "objective not given" : model.objective;
  }
  if (model.layers == 0) return "size not known";
  return counted(model.layers, "layer") + ", " + counted(model.channels, "channel");
}

/// The objectives, each once, in the order of their first models.
std::vector<std::string> objectives_of(const std::vector<LibraryModel>& models) {
  std::vector<std::string> all;
  for (const LibraryModel& model : models) {
    const bool is_new = std::find(all.begin(), all.end(), model.objective) == all.end();
    if (!model.objective.empty() && is_new) all.push_back(model.objective);
  }
  return all;
}

}  // namespace

const char* name_of(ModelGrouping grouping) {
  switch (grouping) {
    case ModelGrouping::kObjective:
      return "objective";
    case ModelGrouping::kSize:
      return "size";
    case ModelGrouping::kNone:
      break;
  }
  return "none";
}

std::optional<ModelGrouping> find_model_grouping(const std::string& name) {
  for (const ModelGrouping each : kAll) {
    if (name == name_of(each)) return each;
  }
  return std::nullopt;
}

bool is_same_group(const LibraryModel& a, const LibraryModel& b, ModelGrouping grouping) {
  if (a.is_known_answer != b.is_known_answer) return false;
  if (grouping == ModelGrouping::kObjective) return a.objective == b.objective;
  if (grouping == ModelGrouping::kSize) return a.layers == b.layers && a.channels == b.channels;
  return true;
}

std::vector<ModelGroup> groups_of(const std::vector<LibraryModel>& models, ModelGrouping grouping) {
  std::vector<ModelGroup> groups;
  if (grouping == ModelGrouping::kNone) return groups;
  for (int place = 0; place < int(models.size()); ++place) {
    const LibraryModel& model = models[std::size_t(place)];
    if (model.is_known_answer) continue;
    const bool goes_on =
        !groups.empty() && is_same_group(models[std::size_t(place) - 1], model, grouping);
    if (!goes_on) groups.push_back({group_name(model, grouping), place, 0});
    ++groups.back().count;
  }
  return groups;
}

void sort_as_placed(std::vector<LibraryModel>& models) {
  std::stable_sort(models.begin(), models.end(), [](const LibraryModel& a, const LibraryModel& b) {
    return std::pair(!a.is_known_answer, a.place) < std::pair(!b.is_known_answer, b.place);
  });
}

void sort_by_group(std::vector<LibraryModel>& models, ModelGrouping grouping) {
  sort_as_placed(models);
  const std::vector<std::string> objectives = objectives_of(models);
  // What is not known comes behind all that is.
  const auto rank = [&](const LibraryModel& model) -> std::pair<int, int> {
    if (model.is_known_answer) return {-1, 0};
    if (grouping == ModelGrouping::kObjective) {
      return {int(std::find(objectives.begin(), objectives.end(), model.objective) -
                  objectives.begin()),
              0};
    }
    if (grouping == ModelGrouping::kSize) {
      return {model.layers > 0 ? model.layers : INT_MAX, model.channels};
    }
    return {0, 0};
  };
  std::stable_sort(models.begin(), models.end(),
                   [&](const LibraryModel& a, const LibraryModel& b) { return rank(a) < rank(b); });
}

}  // namespace cortiscope
