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

void Library::order_models(const std::vector<ModelId>& order) {
  const auto place_of = [&](const LibraryModel& model) {
    if (model.is_known_answer) return std::ptrdiff_t(-1);
    return std::find(order.begin(), order.end(), model.id) - order.begin();
  };
  std::stable_sort(
      models_.begin(), models_.end(),
      [&](const LibraryModel& a, const LibraryModel& b) { return place_of(a) < place_of(b); });
}

void Library::move_model(ModelId model, ModelId before) {
  move_before(models_, model, before);
  order_models({});  // the known answers again before the networks
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
