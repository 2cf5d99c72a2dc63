#include <limits>
#include <variant>

#include "app/gui/session_controller.h"
#include "app/gui/text.h"
#include "app/session/network_reading.h"
#include "core/base/error.h"

// What is opened, and what a running fit shows.

namespace cortiscope {

void SessionController::choose_first_if_none() {
  if (subject() || library_.subjects().empty()) return;
  choose(library_.first_choice(library_.subjects().front().id));
}

void SessionController::add(const Opened& opened, bool is_named, Warnings* warnings) {
  std::optional<Choice> named;
  if (const auto* subject = std::get_if<OpenedSubject>(&opened)) {
    const std::size_t before = library_.subjects().size();
    const SubjectId id = library_.add_subject(subject->subject, subject->file, subject->images,
                                              subject->cortex_path, subject->image_files);
    if (library_.subjects().size() == before) steps_.clear();  // they may be of another mesh
    named = library_.first_choice(id);
    if (id == view_.choice.subject) {
      outline_regions();
      Q_EMIT library_changed();
      Q_EMIT subject_changed();
      Q_EMIT source_changed();
      return;
    }
  } else if (const auto* features = std::get_if<OpenedFeatures>(&opened)) {
    library_.add_features(features->info, features->file);
  } else if (const auto* network = std::get_if<OpenedNetwork>(&opened)) {
    library_.add_network(network->name, network->file);
  } else if (const auto* fit = std::get_if<OpenedFit>(&opened)) {
    const Choice at = add_fit(*fit->fit, fit->file, fit->is_installed);
    if (is_named) choose(at);
    return;
  } else if (const auto* images = std::get_if<OpenedImages>(&opened)) {
    library_.add_stimuli(images->stimuli, images->file);
    Q_EMIT image_changed();
  } else if (const auto* picture = std::get_if<OpenedPicture>(&opened)) {
    view_.picture = picture->picture;
    Q_EMIT image_changed();
    const auto shown = source();
    const bool can_respond =
        shown && std::holds_alternative<NetworkFiles>(files_to_run(library_, view_.choice, *shown));
    if (is_named && can_respond) set_map({"response"});
    return;
  } else {
    add_onto_cortex(opened, warnings);
    return;
  }
  Q_EMIT library_changed();
  if (is_named && named) choose(*named);
  choose_first_if_none();
}

/// Overlays and regions.
void SessionController::add_onto_cortex(const Opened& opened, Warnings* warnings) {
  const auto* overlay = std::get_if<OpenedOverlay>(&opened);
  const auto* regions = std::get_if<OpenedRegions>(&opened);
  if (!subject()) {
    throw Error(ErrorKind::kBadValue, (overlay ? overlay->file : regions->file).filename().string(),
                "expected a cortex to put it on, found none open",
                "open a subject or a cortex first");
  }
  if (overlay) {
    const int first = library_.add_overlays(view_.choice.subject, *overlay->maps, warnings);
    view_.ranges.erase(kOverlayName);
    view_.style = {};
    show_overlay(first);
    Q_EMIT map_changed();
    Q_EMIT picked_changed();
  } else {
    RegionList all = subject()->regions;
    all.add_opened(fitted_to(*regions->regions, subject()->subject->cortex, warnings));
    if (regions->maps) {
      library_.add_overlays(view_.choice.subject, *regions->maps);
      Q_EMIT map_changed();
    }
    const QString what = tr("opening %1").arg(text_of(regions->regions->name));
    steps_.beginMacro(what);
    set_regions(true);
    change_regions(what, std::move(all));
    steps_.endMacro();
  }
}

Choice SessionController::add_fit(const FitResult& fit, const std::filesystem::path& file,
                                  bool is_installed) {
  const Choice at = library_.add_fit(fit, file, is_installed);
  Q_EMIT library_changed();
  choose_first_if_none();
  if (at == view_.choice || paints_differences()) Q_EMIT source_changed();
  return at;
}

void SessionController::add_clusters(Choice at, const std::shared_ptr<const MapSource>& of,
                                     std::shared_ptr<const ClusteredSubject> clusters) {
  if (!library_.contains(at)) return;
  const std::optional<int> kept = snapshot();
  library_.add_clusters(at, of, std::move(clusters));
  if (at != view_.choice) return;
  Q_EMIT source_changed();
  set_snapshot(kept);
}

void SessionController::set_response(Choice at, const std::string& created,
                                     std::shared_ptr<const PredictedResponse> response) {
  response_ = {at, created, std::move(response)};
  if (paints_response()) Q_EMIT map_changed();
}

void SessionController::add_unsaved_fit(Choice at, const FitResult& fit,
                                        const std::filesystem::path& file) {
  if (!library_.contains(at)) return;
  library_.add_unsaved_fit(at, fit, file);
  Q_EMIT library_changed();
  if (at == view_.choice) Q_EMIT source_changed();
}

void SessionController::forget_unsaved_fit(Choice at) {
  if (!library_.contains(at)) return;
  library_.forget_unsaved_fit(at);
  Q_EMIT library_changed();
  if (at == view_.choice) Q_EMIT source_changed();
}

/// Shows a neighbour of what is about to be removed.
void SessionController::choose_beside(bool removes_subject) {
  const Choice now = view_.choice;
  const auto is_left = [&](Choice at) {
    return removes_subject ? at.subject == now.subject : at == now;
  };
  const int models = removes_subject ? 0 : 1, subjects = removes_subject ? 1 : 0;
  Choice next = library_.step(now, models, subjects);
  if (is_left(next)) next = library_.step(now, -models, -subjects);
  if (is_left(next)) next = removes_subject ? Choice{} : Choice{now.subject};
  for (const LibrarySubject& other : library_.subjects()) {
    if (next.subject < 0 && other.id != now.subject) next = library_.first_choice(other.id);
  }
  choose(next);
}

void SessionController::close_subject(SubjectId subject) {
  if (!library_.find_subject(subject)) return;
  set_drawing(false);
  if (subject == view_.choice.subject) choose_beside(true);
  library_.remove_subject(subject);
  steps_.clear();
  Q_EMIT library_changed();
}

void SessionController::remove_model(ModelId model) {
  if (!library_.find_model(model) || model == kKnownAnswer) return;
  if (model == view_.choice.model) choose_beside(false);
  library_.remove_model(model);
  steps_.clear();
  Q_EMIT library_changed();
  Q_EMIT source_changed();  // it may have been what was compared with
}

void SessionController::order_models(const std::vector<ModelId>& order) {
  library_.order_models(order);
  Q_EMIT library_changed();
}

void SessionController::move_model(ModelId model, ModelId before) {
  library_.move_model(model, before);
  Q_EMIT library_changed();
}

void SessionController::group_models(ModelGrouping grouping) {
  if (grouping == library_.grouping()) return;
  library_.set_grouping(grouping);
  Q_EMIT library_changed();
}

void SessionController::move_subject(SubjectId subject, SubjectId before) {
  library_.move_subject(subject, before);
  Q_EMIT library_changed();
}

void SessionController::show_running(Choice at, const FitProgress& progress) {
  if (!library_.contains(at) || !progress.snapshot) return;
  const bool is_first = !running_ || running_at_ != at;
  const bool has_fit = library_.cell(at).source != nullptr;
  if (is_first && has_fit && progress.snapshot->validation_r2.empty()) return;
  const LibrarySubject& row = *library_.find_subject(at.subject);
  const LibraryModel& model = *library_.find_model(at.model);
  const auto fresh = std::make_shared<MapSource>();
  fresh->kind = MapSource::Kind::kRunning;
  fresh->subject = row.subject;
  fresh->features.network = model.name;
  fresh->features.is_synthetic = model.is_synthetic;
  fresh->selectors = progress.snapshot->selectors;
  fresh->score = progress.snapshot->validation_r2;
  fresh->score.resize(std::size_t(row.subject->vertex_count()),
                      std::numeric_limits<float>::quiet_NaN());
  fresh->score_name = "validation R²";
  running_ = fresh;
  running_at_ = at;
  if (at != view_.choice) return;
  if (is_first) {
    keep_map_possible();
    Q_EMIT source_changed();
  } else {
    Q_EMIT source_renewed();
  }
}

void SessionController::end_running() {
  const bool was_shown = running_ && running_at_ == view_.choice;
  running_.reset();
  library_.look_for_checkpoints();
  Q_EMIT library_changed();
  if (was_shown) Q_EMIT source_changed();
}

}  // namespace cortiscope
