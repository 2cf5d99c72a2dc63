#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

#include "app/session/library.h"

// What is taken out of a library or moved in it, and the files that it holds.

namespace cortiscope {
namespace {

/// Erases what fits. std::map has no such thing in C++17.
template <class Cells, class Predicate>
void erase_cells(Cells& cells, Predicate is_unwanted) {
  for (auto cell = cells.begin(); cell != cells.end();) {
    cell = is_unwanted(cell->first) ? cells.erase(cell) : std::next(cell);
  }
}

template <class List, class Predicate>
void erase_from(List& list, Predicate is_unwanted) {
  list.erase(std::remove_if(list.begin(), list.end(), is_unwanted), list.end());
}

/// Puts the one of an id before another; behind all where there is no such other.
template <class List>
void move_before(List& list, int id, int before) {
  const auto place_of = [&list](int wanted) {
    return std::find_if(list.begin(), list.end(),
                        [wanted](const auto& each) { return each.id == wanted; });
  };
  const auto from = place_of(id);
  if (from == list.end() || id == before) return;
  auto moved = std::move(*from);
  list.erase(from);
  list.insert(place_of(before), std::move(moved));
}

/// The same among the models of one group, which keep their places among the others.
void move_in_group(std::vector<LibraryModel>& models, const LibraryModel& moved, ModelId before,
                   ModelGrouping grouping) {
  std::vector<LibraryModel> group;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < models.size(); ++i) {
    if (!is_same_group(models[i], moved, grouping)) continue;
    group.push_back(models[i]);
    places.push_back(i);
  }
  move_before(group, moved.id, before);
  for (std::size_t k = 0; k < places.size(); ++k) models[places[k]] = std::move(group[k]);
}

}  // namespace

void Library::remove_subject(SubjectId id) {
  assert(find_subject(id));
  erase_cells(cells_, [id](Choice at) { return at.subject == id; });
  erase_from(subjects_, [id](const LibrarySubject& subject) { return subject.id == id; });
  const bool has_answers = std::any_of(cells_.begin(), cells_.end(), [](const auto& cell) {
    return cell.first.model == kKnownAnswer;
  });
  if (!has_answers) {
    erase_from(models_, [](const LibraryModel& model) { return model.is_known_answer; });
  }
}

void Library::remove_model(ModelId id) {
  const LibraryModel* model = find_model(id);
  assert(model && !model->is_known_answer);
  const std::string name = model->name;
  erase_from(features_, [&](const Features& features) { return features.info.network == name; });
  erase_cells(cells_, [id](Choice at) { return at.model == id; });
  erase_from(models_, [id](const LibraryModel& each) { return each.id == id; });
}

void Library::clear() {
  Library empty;
  empty.next_subject_ = next_subject_;
  empty.next_model_ = next_model_;
  *this = std::move(empty);
}

void Library::describe_model(ModelId id, const FeatureInfo& features) {
  for (LibraryModel& model : models_) {
    if (model.id != id) continue;
    if (!features.objective.empty()) model.objective = features.objective;
    model.layers = features.layer_count();
    model.channels = 0;
    for (const int channels : features.channels) {
      model.channels = std::max(model.channels, channels);
    }
  }
  arrange_models();
}

std::vector<LibraryModel> Library::models_as_placed() const {
  std::vector<LibraryModel> models = models_;
  sort_as_placed(models);
  return models;
}

/// Makes the order of a list the user's.
void Library::place_models(std::vector<LibraryModel> as_placed) {
  for (std::size_t i = 0; i < as_placed.size(); ++i) as_placed[i].place = int(i);
  models_ = std::move(as_placed);
  arrange_models();
}

void Library::order_models(const std::vector<ModelId>& order) {
  const auto place_of = [&](const LibraryModel& model) {
    return std::find(order.begin(), order.end(), model.id) - order.begin();
  };
  std::vector<LibraryModel> models = models_as_placed();
  std::stable_sort(models.begin(), models.end(), [&](const LibraryModel& a, const LibraryModel& b) {
    return place_of(a) < place_of(b);
  });
  place_models(std::move(models));
}

void Library::move_model(ModelId model, ModelId before) {
  const LibraryModel* moved = find_model(model);
  if (!moved) return;
  std::vector<LibraryModel> models = models_as_placed();
  const LibraryModel* next = find_model(before);
  if (grouping_ == ModelGrouping::kNone) {
    move_before(models, model, before);
  } else if (next && is_same_group(*moved, *next, grouping_)) {
    move_in_group(models, *moved, before, grouping_);
  } else if (!next || moved < next) {  // no further than the end of its group
    move_in_group(models, *moved, -1, grouping_);
  }
  place_models(std::move(models));
}

void Library::set_grouping(ModelGrouping grouping) {
  grouping_ = grouping;
  arrange_models();
}

void Library::move_subject(SubjectId subject, SubjectId before) {
  move_before(subjects_, subject, before);
}

std::vector<std::filesystem::path> Library::feature_files() const {
  std::vector<std::filesystem::path> files;
  for (const Features& features : features_) files.push_back(features.file);
  return files;
}

std::vector<std::filesystem::path> Library::stimulus_files() const {
  std::vector<std::filesystem::path> files;
  for (const OpenedStimuli& stimuli : stimuli_) files.push_back(stimuli.file);
  return files;
}

}  // namespace cortiscope
