#include "app/session/library.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <unordered_set>

#include "core/data/image_names.h"
#include "core/fit/study_files.h"
#include "core/io/output_place.h"
#include "core/io/recorded_file.h"

namespace cortiscope {
namespace {

constexpr const char* kKnownAnswerName = "known answer";

/// Those of the wanted names that exist, in their order.
std::vector<std::string> common_names(const std::vector<std::string>& wanted,
                                      const std::vector<std::string>& names) {
  const std::unordered_set<std::string> known(names.begin(), names.end());
  std::vector<std::string> common;
  std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(common),
               [&](const std::string& name) { return known.count(name) > 0; });
  return common;
}

std::int64_t count_of(const std::vector<std::string>& wanted,
                      const std::vector<std::string>& names) {
  return std::int64_t(common_names(wanted, names).size());
}

bool is_same_subject(const Subject& a, const Subject& b) {
  return a.name == b.name && a.vertices == b.vertices && is_same_mesh(a.cortex, b.cortex);
}

/// A fit that leaves a part of the method out stands beside the whole one.
std::string model_name_of(const FitResult& fit) {
  const std::string& ablation = fit.provenance.ablation;
  return fit.features.network + (ablation == "none" ? "" : ", without " + ablation);
}

double megabytes_of(const FeatureInfo& info) {
  double channels = 0;
  for (const int c : info.channels) channels += c;
  return kMbOfFloat * info.image_count() * channels * (info.rows * info.columns + 1);
}

}  // namespace

std::string file_start_beside(const LibrarySubject& subject, const std::string& network) {
  std::error_code ignored;
  const bool is_folder = std::filesystem::is_directory(subject.file, ignored);
  return (is_folder ? subject.name + "." : "") + network;
}

std::filesystem::path fit_file_beside(const LibrarySubject& subject, const std::string& network) {
  return subject.file.parent_path() / (file_start_beside(subject, network) + ".fit.h5");
}

bool is_same_mesh(const Cortex& a, const Cortex& b) {
  return a[kLh].vertex_count() == b[kLh].vertex_count() &&
         a[kRh].vertex_count() == b[kRh].vertex_count();
}

const LibrarySubject* Library::find_subject(SubjectId id) const {
  const auto found = std::find_if(subjects_.begin(), subjects_.end(),
                                  [id](const LibrarySubject& subject) { return subject.id == id; });
  return found == subjects_.end() ? nullptr : &*found;
}

const LibraryModel* Library::find_model(ModelId id) const {
  const auto found = std::find_if(models_.begin(), models_.end(),
                                  [id](const LibraryModel& model) { return model.id == id; });
  return found == models_.end() ? nullptr : &*found;
}

bool Library::contains(Choice at) const { return find_subject(at.subject) && find_model(at.model); }

Choice Library::network_of(Choice at, const MapSource& source) const {
  for (const LibraryModel& model : models_) {
    const bool is_it = !model.is_known_answer && model.name == source.features.network;
    if (is_it) return {at.subject, model.id};
  }
  return {at.subject, -1};
}

bool Library::can_extract(Choice at) const {
  const LibrarySubject* subject = find_subject(at.subject);
  const LibraryModel* model = find_model(at.model);
  return subject && model && !model->network_file.empty() && !subject->file.empty() &&
         !subject->image_files.empty() && !cell(at).can_fit();
}

std::vector<Choice> Library::choices() const {
  std::vector<Choice> all;
  for (const LibrarySubject& subject : subjects_) {
    for (const LibraryModel& model : models_) all.push_back({subject.id, model.id});
  }
  return all;
}

const LibraryCell& Library::cell(Choice at) const {
  assert(contains(at));
  static const LibraryCell kEmpty;
  const auto found = cells_.find(at);
  return found == cells_.end() ? kEmpty : found->second;
}

LibrarySubject& Library::subject_at(SubjectId id) {
  const LibrarySubject* found = find_subject(id);
  assert(found);
  return subjects_[std::size_t(found - subjects_.data())];
}

ModelId Library::model_of(const std::string& name, bool is_synthetic) {
  for (LibraryModel& model : models_) {
    if (model.is_known_answer || model.name != name) continue;
    model.is_synthetic = model.is_synthetic || is_synthetic;  // which a network's file did not say
    return model.id;
  }
  // Ids only grow, so that the place is behind those of all others.
  models_.push_back({next_model_, name, false, is_synthetic, {}, next_model_});
  arrange_models();
  return next_model_++;
}

SubjectId Library::add_subject(std::shared_ptr<const Subject> subject,
                               const std::filesystem::path& file, std::vector<std::string> images,
                               const std::filesystem::path& cortex_path,
                               const std::filesystem::path& image_files) {
  std::size_t row = 0;
  while (row < subjects_.size() && !is_same_file(subjects_[row].file, file) &&
         !(subjects_[row].file.empty() && is_same_subject(*subjects_[row].subject, *subject))) {
    ++row;
  }
  if (row == subjects_.size()) {
    subjects_.emplace_back();
    subjects_.back().id = next_subject_++;
  }
  LibrarySubject& entry = subjects_[row];
  RegionList regions(subject, entry.regions.next_id());
  if (entry.subject && is_same_mesh(entry.subject->cortex, subject->cortex)) {
    regions.add_drawn_of(entry.regions);
  } else {
    entry.pins.clear();
  }
  entry.name = subject->name;
  entry.file = file;
  entry.cortex_path = cortex_path;
  entry.subject = std::move(subject);
  entry.images = std::move(images);
  entry.image_files = image_files;
  if (!image_files.empty()) {
    entry.stimuli = std::make_shared<const Stimuli>(Stimuli{entry.images, {}, image_files});
  }
  entry.overlays.clear();
  entry.regions = std::move(regions);
  if (entry.subject->truth) {
    if (!find_model(kKnownAnswer)) {
      models_.insert(models_.begin(), {kKnownAnswer, kKnownAnswerName, true, true, {}});
    }
    cell_at({entry.id, kKnownAnswer}).source =
        std::make_shared<const MapSource>(truth_source(entry.subject));
  }
  for (const Features& features : features_) offer_features(entry, features);
  for (const OpenedStimuli& stimuli : stimuli_) offer_stimuli(entry, stimuli);
  return entry.id;
}

void Library::offer_features(const LibrarySubject& entry, const Features& features) {
  const auto count = std::int64_t(entry.images.size());
  if (entry.file.empty() ||
      count_of(entry.images, names_as_in(features.info.images, entry.images)) < count)
    return;
  const ModelId model = model_of(features.info.network, features.info.is_synthetic);
  LibraryCell& cell = cell_at({entry.id, model});
  const bool is_beside = features.file.parent_path() == entry.file.parent_path();
  if (cell.can_fit() && !is_beside) return;
  cell.features = features.file;
  cell.channels = features.info.channels;
  cell.rows = features.info.rows;
  cell.columns = features.info.columns;
  cell.features_mb = megabytes_of(features.info);
  if (cell.fit_file.empty()) {
    cell.fit_file = fit_file_beside(entry, features.info.network);
  }
}

ModelId Library::add_features(const FeatureInfo& info, const std::filesystem::path& file) {
  const auto known = std::find_if(features_.begin(), features_.end(), [&](const Features& entry) {
    return is_same_file(entry.file, file);
  });
  if (known != features_.end()) features_.erase(known);
  features_.push_back({info, file});
  const ModelId model = model_of(info.network, info.is_synthetic);
  describe_model(model, info);
  for (const LibrarySubject& subject : subjects_) offer_features(subject, features_.back());
  look_for_checkpoints();
  return model;
}

ModelId Library::add_network(const std::string& name, const std::filesystem::path& file) {
  const ModelId id = model_of(name, false);
  for (LibraryModel& model : models_) {
    if (model.id == id) model.network_file = file;
  }
  return id;
}

Choice Library::add_fit(const FitResult& fit, const std::filesystem::path& file,
                        bool is_installed) {
  const auto places =
      places_of(fit.provenance.subject_path, fit.provenance.subject_hash, file.parent_path());
  SubjectId subject = -1;
  for (const LibrarySubject& entry : subjects_) {
    if (!is_same_subject(*entry.subject, fit.subject)) continue;
    const bool is_from_it =
        std::any_of(places.begin(), places.end(),
                    [&](const auto& place) { return is_same_file(entry.file, place); }) ||
        (!entry.file.empty() && entry.file.parent_path() == file.parent_path());
    if (subject < 0 || is_from_it) subject = entry.id;
    if (is_from_it) break;
  }
  if (subject < 0) subject = add_subject(std::make_shared<const Subject>(fit.subject), {}, {});
  const Choice at{subject, model_of(model_name_of(fit), fit.features.is_synthetic)};
  describe_model(at.model, fit.features);
  LibraryCell& cell = cell_at(at);
  const bool has_own = cell.source && !cell.source->is_installed();
  const bool has_newer = has_own && cell.source->made.created > fit.provenance.created &&
                         !is_same_file(cell.fit_file, file);
  if (has_newer || (is_installed && has_own)) return at;
  LibrarySubject& entry = subject_at(subject);
  MapSource source = fit_source(fit, entry.subject);
  if (is_installed) source.installed_file = file;
  cell.source = std::make_shared<const MapSource>(std::move(source));
  cell.before_unsaved.reset();
  if (!is_installed) cell.fit_file = file;
  // For viewing only: its images are those that the fit was tested on.
  if (entry.file.empty() && entry.images.empty()) {
    for (const int image : fit.test_images) {
      entry.images.push_back(fit.features.images[std::size_t(image)]);
    }
    for (const OpenedStimuli& stimuli : stimuli_) offer_stimuli(entry, stimuli);
  }
  look_for_checkpoints();
  return at;
}

void Library::add_unsaved_fit(Choice at, const FitResult& fit, const std::filesystem::path& file) {
  assert(contains(at));
  LibraryCell& cell = cell_at(at);
  // Where saving it fails again, what was there before stays the same.
  if (!cell.before_unsaved) cell.before_unsaved = {cell.source, cell.fit_file};
  cell.source =
      std::make_shared<const MapSource>(fit_source(fit, find_subject(at.subject)->subject));
  cell.fit_file = file;
  look_for_checkpoints();
}

void Library::forget_unsaved_fit(Choice at) {
  assert(contains(at));
  LibraryCell& cell = cell_at(at);
  if (!cell.before_unsaved) return;
  cell.source = cell.before_unsaved->source;
  cell.fit_file = cell.before_unsaved->file;
  cell.before_unsaved.reset();
  look_for_checkpoints();
}

bool Library::offer_stimuli(LibrarySubject& subject, const OpenedStimuli& stimuli) const {
  const std::int64_t count = count_of(subject.images, stimuli.set->names);
  if (count == 0) return false;
  const bool is_beside =
      !subject.file.empty() && subject.file.parent_path() == stimuli.file.parent_path();
  const bool has_all = count == std::int64_t(subject.images.size());
  if (has_all && (subject.image_files.empty() || is_beside)) subject.image_files = stimuli.file;
  if (subject.stimuli && !is_beside) return false;
  subject.stimuli = stimuli.set;
  if (!stimuli.set->files.empty()) {
    subject.stimuli = std::make_shared<const Stimuli>(
        Stimuli{common_names(subject.images, stimuli.set->names), {}, stimuli.set->files});
  }
  return true;
}

int Library::add_stimuli(std::shared_ptr<const Stimuli> stimuli,
                         const std::filesystem::path& file) {
  stimuli_.push_back({std::move(stimuli), file});
  int taken = 0;
  for (LibrarySubject& subject : subjects_) taken += offer_stimuli(subject, stimuli_.back());
  return taken;
}

int Library::add_overlays(SubjectId subject, const OverlayPairs& maps, Warnings* warnings) {
  LibrarySubject& entry = subject_at(subject);
  auto& all = entry.overlays;
  std::vector<std::shared_ptr<const OverlayPair>> added;
  for (const OverlayPair& map : maps) {
    // What is said of one map is said of the file.
    Warnings* const said = added.empty() ? warnings : nullptr;
    added.push_back(
        std::make_shared<const OverlayPair>(fitted_to(map, entry.subject->cortex, said)));
  }
  int first = int(all.size());
  for (const auto& map : added) {
    const auto same = std::find_if(all.begin(), all.end(), [&](const auto& other) {
      return other->files == map->files && other->map == map->map && other->name == map->name;
    });
    const int place = int(same - all.begin());
    if (same == all.end()) {
      all.push_back(map);
    } else {
      *same = map;
    }
    if (map == added.front()) first = place;
  }
  return first;
}

void Library::set_regions(SubjectId subject, RegionList regions) {
  subject_at(subject).regions = std::move(regions);
}

void Library::set_pins(SubjectId subject, Pins pins) { subject_at(subject).pins = std::move(pins); }

void Library::note_saved(SubjectId subject, int region) {
  LibrarySubject& entry = subject_at(subject);
  if (const ListedRegion* found = entry.regions.find(region)) {
    entry.saved_regions[region] = found->region;
  }
}

void Library::look_for_checkpoints() {
  for (auto& [at, cell] : cells_) {
    std::error_code ignored;
    cell.has_checkpoint =
        cell.can_fit() && std::filesystem::exists(checkpoint_of(cell.fit_file), ignored);
  }
}

void Library::add_clusters(Choice at, const std::shared_ptr<const MapSource>& of,
                           std::shared_ptr<const ClusteredSubject> clusters) {
  LibraryCell& cell = cell_at(at);
  if (cell.source != of) return;
  MapSource source = *of;
  source.clusters = std::move(clusters);
  source.clusters_like = first_clusters_;
  if (!first_clusters_) first_clusters_ = source.clusters;
  cell.source = std::make_shared<const MapSource>(std::move(source));
}

Choice Library::first_choice(SubjectId subject) const {
  assert(find_subject(subject));
  for (const LibraryModel& model : models_) {
    if (!is_empty({subject, model.id})) return {subject, model.id};
  }
  return {subject, -1};
}

Choice Library::step(Choice from, int models, int subjects) const {
  const auto place_of = [](const auto& all, int id) {
    int place = 0;
    while (place < int(all.size()) && all[std::size_t(place)].id != id) ++place;
    return place < int(all.size()) ? place : -1;
  };
  int row = place_of(subjects_, from.subject), column = place_of(models_, from.model);
  const bool has_model = column >= 0;
  while (true) {
    row += subjects;
    column += models;
    if (row < 0 || row >= int(subjects_.size())) return from;
    const Choice first = first_choice(subjects_[std::size_t(row)].id);
    if (subjects != 0 && (!has_model || first.model < 0)) return first;
    if (column < 0 || column >= int(models_.size())) return from;
    const Choice to{subjects_[std::size_t(row)].id, models_[std::size_t(column)].id};
    if (!is_empty(to)) return to;
  }
}

}  // namespace cortiscope
