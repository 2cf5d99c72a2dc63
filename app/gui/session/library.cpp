#include "app/gui/session/library.h"

#include <algorithm>
#include <cassert>
#include <unordered_set>

#include "core/fit/study_files.h"

namespace cortiscope {
namespace {

constexpr const char* kKnownAnswer = "known answer";

/// How many of the names wanted there are.
std::int64_t count_of(const std::vector<std::string>& wanted,
                      const std::vector<std::string>& names) {
  const std::unordered_set<std::string> known(names.begin(), names.end());
  return std::count_if(wanted.begin(), wanted.end(),
                       [&](const std::string& name) { return known.count(name) > 0; });
}

/// Where the same file may have been named in two ways.
bool is_same_file(const std::filesystem::path& a, const std::filesystem::path& b) {
  std::error_code ignored;
  return !a.empty() && !b.empty() && (a == b || std::filesystem::equivalent(a, b, ignored));
}

bool is_same_subject(const Subject& a, const Subject& b) {
  return a.name == b.name && a.vertices == b.vertices && is_same_mesh(a.cortex, b.cortex);
}

double megabytes_of(const FeatureInfo& info) {
  double channels = 0;
  for (const int c : info.channels) channels += c;
  return kMbOfFloat * info.image_count() * channels * (info.rows * info.columns + 1);
}

}  // namespace

bool is_same_mesh(const Cortex& a, const Cortex& b) {
  return a[kLh].vertex_count() == b[kLh].vertex_count() &&
         a[kRh].vertex_count() == b[kRh].vertex_count();
}

bool Library::contains(Choice at) const {
  return at.subject >= 0 && at.subject < int(subjects_.size()) && at.model >= 0 &&
         at.model < int(models_.size());
}

const LibraryCell& Library::cell(Choice at) const {
  assert(contains(at));
  return cells_[std::size_t(at.subject)][std::size_t(at.model)];
}

LibraryCell& Library::cell_at(Choice at) {
  assert(contains(at));
  return cells_[std::size_t(at.subject)][std::size_t(at.model)];
}

void Library::grow() {
  cells_.resize(subjects_.size());
  for (auto& row : cells_) row.resize(models_.size());
}

int Library::model_column(const std::string& name, bool is_synthetic) {
  for (std::size_t i = 0; i < models_.size(); ++i) {
    if (!models_[i].is_known_answer && models_[i].name == name) return int(i);
  }
  models_.push_back({name, false, is_synthetic});
  grow();
  return int(models_.size()) - 1;
}

int Library::add_subject(std::shared_ptr<const Subject> subject, const std::filesystem::path& file,
                         std::vector<std::string> images) {
  std::size_t row = 0;
  while (row < subjects_.size() && !is_same_file(subjects_[row].file, file) &&
         !(subjects_[row].file.empty() && is_same_subject(*subjects_[row].subject, *subject))) {
    ++row;
  }
  if (row == subjects_.size()) subjects_.emplace_back();
  LibrarySubject& entry = subjects_[row];
  RegionList regions(subject, entry.regions.next_id());
  if (entry.subject && is_same_mesh(entry.subject->cortex, subject->cortex)) {
    regions.add_drawn_of(entry.regions);
  }
  entry.name = subject->name;
  entry.file = file;
  entry.subject = std::move(subject);
  entry.images = std::move(images);
  entry.overlay.reset();
  entry.regions = std::move(regions);
  grow();
  if (entry.subject->truth) {
    if (models_.empty() || !models_[0].is_known_answer) {
      models_.insert(models_.begin(), {kKnownAnswer, true, true});
      for (auto& cells : cells_) cells.insert(cells.begin(), LibraryCell{});
      grow();
    }
    cells_[row][0].source = std::make_shared<const MapSource>(truth_source(entry.subject));
  }
  for (const Features& features : features_) offer_features(int(row), features);
  for (const Stimuli& stimuli : stimuli_) offer_stimuli(entry, stimuli);
  return int(row);
}

void Library::offer_features(int subject, const Features& features) {
  const LibrarySubject& entry = subjects_[std::size_t(subject)];
  const auto count = std::int64_t(entry.images.size());
  if (entry.file.empty() || count_of(entry.images, features.info.images) < count) return;
  const int column = model_column(features.info.network, features.info.is_synthetic);
  LibraryCell& cell = cell_at({subject, column});
  const bool is_beside = features.file.parent_path() == entry.file.parent_path();
  if (cell.can_fit() && !is_beside) return;
  cell.features = features.file;
  cell.channels = features.info.channels;
  cell.rows = features.info.rows;
  cell.columns = features.info.columns;
  cell.features_mb = megabytes_of(features.info);
  if (cell.fit_file.empty()) {
    cell.fit_file = entry.file.parent_path() / (features.info.network + ".fit.h5");
  }
}

int Library::add_features(const FeatureInfo& info, const std::filesystem::path& file) {
  const auto known = std::find_if(features_.begin(), features_.end(), [&](const Features& entry) {
    return is_same_file(entry.file, file);
  });
  if (known != features_.end()) features_.erase(known);
  features_.push_back({info, file});
  const int column = model_column(info.network, info.is_synthetic);
  for (int subject = 0; subject < int(subjects_.size()); ++subject) {
    offer_features(subject, features_.back());
  }
  look_for_checkpoints();
  return column;
}

Choice Library::add_fit(const FitResult& fit, const std::filesystem::path& file) {
  int row = -1;
  for (int i = 0; i < int(subjects_.size()); ++i) {
    const LibrarySubject& entry = subjects_[std::size_t(i)];
    if (!is_same_subject(*entry.subject, fit.subject)) continue;
    const bool is_from_it = is_same_file(entry.file, fit.provenance.subject_path) ||
                            (!entry.file.empty() && entry.file.parent_path() == file.parent_path());
    if (row < 0 || is_from_it) row = i;
    if (is_from_it) break;
  }
  if (row < 0) row = add_subject(std::make_shared<const Subject>(fit.subject), {}, {});
  const int column = model_column(fit.features.network, fit.features.is_synthetic);
  LibraryCell& cell = cell_at({row, column});
  const bool is_installed = file.empty();
  const bool has_own = cell.source && !cell.source->is_installed;
  const bool has_newer = has_own && cell.source->made.created > fit.provenance.created &&
                         !is_same_file(cell.fit_file, file);
  if (has_newer || (is_installed && has_own)) return {row, column};
  MapSource source = fit_source(fit, subjects_[std::size_t(row)].subject);
  source.is_installed = is_installed;
  cell.source = std::make_shared<const MapSource>(std::move(source));
  if (!is_installed) cell.fit_file = file;
  LibrarySubject& entry = subjects_[std::size_t(row)];
  // Only looked at: its pictures are those that the fit was tested on.
  if (entry.file.empty() && entry.images.empty()) {
    for (const int image : fit.test_images) {
      entry.images.push_back(fit.features.images[std::size_t(image)]);
    }
    for (const Stimuli& stimuli : stimuli_) offer_stimuli(entry, stimuli);
  }
  look_for_checkpoints();
  return {row, column};
}

bool Library::offer_stimuli(LibrarySubject& subject, const Stimuli& stimuli) const {
  if (count_of(subject.images, stimuli.set->names) == 0) return false;
  const bool is_beside =
      !subject.file.empty() && subject.file.parent_path() == stimuli.file.parent_path();
  if (subject.stimuli && !is_beside) return false;
  subject.stimuli = stimuli.set;
  return true;
}

int Library::add_stimuli(std::shared_ptr<const StimulusSet> stimuli,
                         const std::filesystem::path& file) {
  stimuli_.push_back({std::move(stimuli), file});
  int taken = 0;
  for (LibrarySubject& subject : subjects_) taken += offer_stimuli(subject, stimuli_.back());
  return taken;
}

void Library::add_overlay(int subject, const OverlayPair& overlay) {
  LibrarySubject& entry = subjects_[std::size_t(subject)];
  entry.overlay = std::make_shared<const OverlayPair>(fitted_to(overlay, entry.subject->cortex));
}

void Library::set_regions(int subject, RegionList regions) {
  subjects_[std::size_t(subject)].regions = std::move(regions);
}

void Library::note_saved(int subject, int region) {
  LibrarySubject& entry = subjects_[std::size_t(subject)];
  if (const ListedRegion* found = entry.regions.find(region)) {
    entry.saved_regions[region] = found->region;
  }
}

void Library::look_for_checkpoints() {
  for (auto& row : cells_) {
    for (LibraryCell& cell : row) {
      std::error_code ignored;
      cell.has_checkpoint =
          cell.can_fit() && std::filesystem::exists(checkpoint_of(cell.fit_file), ignored);
    }
  }
}

Choice Library::step(Choice from, int models, int subjects) const {
  Choice to = from;
  while (true) {
    to = {to.subject + subjects, to.model + models};
    if (!contains(to)) return from;
    if (!cell(to).is_empty()) return to;
  }
}

}  // namespace cortiscope
