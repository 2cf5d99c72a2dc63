#include "app/gui/session_controller.h"
#include "app/session/session_state.h"
#include "core/base/error.h"

// What a session file restores.

namespace cortiscope {
namespace {

bool is_in(const Cortex& cortex, CortexVertex vertex) {
  return vertex.vertex < cortex[vertex.hemisphere].vertex_count();
}

}  // namespace

void SessionController::close_all() {
  set_drawing(false);
  choose({});
  library_.clear();
  steps_.clear();
  view_.against = -1;
  view_.picture.reset();
  Q_EMIT library_changed();
}

void SessionController::add_session_parts(SubjectId id, const OpenedSession& opened,
                                          std::size_t place, Warnings* warnings) {
  const SessionSubject& saved = opened.session.subjects[place];
  const LibrarySubject& row = *library_.find_subject(id);
  const Cortex& cortex = row.subject->cortex;
  const auto attempt = [&](const auto& step) {
    try {
      step();
    } catch (const Error& error) {
      warn(warnings, error.what());
    }
  };
  for (const OverlayPair& overlay : opened.overlays[place]) {
    attempt([&] { library_.add_overlays(id, {overlay}, warnings); });
  }
  if (saved.outlined) {
    std::vector<RegionsPair> files;
    for (const RegionsPair& file : opened.regions[place]) {
      attempt([&] { files.push_back(fitted_to(file, cortex, warnings)); });
    }
    attempt([&] {
      OutlinedRegions outlined = *saved.outlined;
      for (const Hemisphere h : kHemispheres) {
        if (cortex[h].vertex_count() > 0) continue;
        outlined.drawn[h].clear();
        outlined.hidden_drawn[h].clear();
      }
      fitted_to(drawn_pair(outlined), cortex);  // or throws
      library_.set_regions(id, outlining(row.regions, outlined, files));
    });
  }
  Pins pins = row.pins;
  for (const Pin& pin : saved.pins) {
    if (!is_in(cortex, pin.vertex)) {
      warn(warnings, pin.name + ": a pin of " + row.name + " at vertex " +
                         std::to_string(pin.vertex.vertex) + ", which its mesh does not have");
    } else if (!pin_at(pins, pin.vertex)) {
      pins.push_back(pin);
    }
  }
  library_.set_pins(id, std::move(pins));
}

void SessionController::show_session(const OpenedSession& opened, Warnings* warnings) {
  const SavedSession& saved = opened.session;
  std::vector<ModelId> order;
  for (const std::string& name : saved.models) order.push_back(model_named(library_, name));
  library_.order_models(order);
  library_.set_grouping(saved.grouping);
  for (std::size_t place = 0; place < saved.subjects.size(); ++place) {
    const SessionFile& file = saved.files[std::size_t(saved.subjects[place].file)];
    const auto id = file.is_missing ? std::nullopt : subject_of_file(library_, file.file);
    if (!id) continue;
    library_.move_subject(*id, -1);  // one behind the other
    add_session_parts(*id, opened, place, warnings);
  }
  Q_EMIT library_changed();
  choose(choice_of(library_, saved));
  view_.against = saved.against.empty() ? -1 : model_named(library_, saved.against);
  Look look = with_selection_of(saved.look, view_);
  put_look(look);
  note_cameras(look.folds_camera, look.flat_camera);
  outline_regions();
  Q_EMIT map_changed();
  Q_EMIT cameras_changed();
  Q_EMIT regions_changed();
  Q_EMIT pins_changed();
  steps_.clear();
  const LibrarySubject* row = subject();
  const bool has_image = row && row->stimuli && saved.image < int(row->stimuli->names.size());
  show_image(has_image ? saved.image : 0);
  const bool has_picked = row && saved.picked && is_in(row->subject->cortex, *saved.picked);
  if (has_picked) pick(saved.picked);
}

}  // namespace cortiscope
