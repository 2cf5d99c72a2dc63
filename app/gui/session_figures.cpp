#include <optional>
#include <utility>

#include "app/gui/session_controller.h"
#include "app/session/snapshot_source.h"
#include "app/session/window_figure.h"

// The views of figures that are opened.

namespace cortiscope {
namespace {

/// The subject's regions, those of them outlined that a figure outlines.
RegionList outlined_in(const FigureRequest& figure, const LibrarySubject& subject) {
  const Cortex& cortex = subject.subject->cortex;
  std::vector<RegionsPair> files;
  for (const std::string& text : figure.regions) {
    const MapChoice choice = split_map_choice(text);
    files.push_back(fitted_to(read_regions_pair(choice.file, nullptr, choice.map), cortex));
  }
  fitted_to(drawn_pair(*figure.outlined), cortex);  // or throws
  return outlining(subject.regions, *figure.outlined, files);
}

}  // namespace

bool SessionController::show_figure(const FigureRequest& figure) {
  const std::optional<Choice> at = choice_of_figure(library_, figure);
  if (!at) return false;
  const Look after = look_of_figure(view_, figure);
  std::optional<OverlayPair> shown;
  if (figure.overlay) {
    shown = read_overlay_pair(figure.overlay->file, nullptr, figure.overlay->map);
  }
  std::optional<RegionList> outlined;
  if (figure.outlined) outlined = outlined_in(figure, *library_.find_subject(at->subject));
  choose(*at);
  if (const ModelId first = model_against_of_figure(library_, figure, *at); first >= 0) {
    set_against(first);
  }
  Look step = after;
  step.choice = view_.choice;
  if (shown) step.overlay = library_.add_overlays(at->subject, {*shown});
  const QString what = tr("view of a figure");
  steps_.beginMacro(what);
  change_look(what, step);
  if (outlined) change_regions(what, std::move(*outlined));
  change_pins(what, with_pins_added(pins(), figure.pins, subject()->subject->cortex));
  steps_.endMacro();
  if (figure.look) show_views_of(figure, after);
  return true;
}

/// The cameras, the step and how far the cortex is unfolded: what undo does not restore.
void SessionController::show_views_of(const FigureRequest& figure, const Look& look) {
  const std::shared_ptr<const MapSource> fit = source();
  set_snapshot(fit && figure.step ? snapshot_after(*fit, *figure.step) : std::nullopt);
  std::optional<float> unfolding;
  for (const FigurePane& pane : figure.panes) {
    if (pane.unfolding) unfolding = pane.unfolding;
  }
  if (unfolding) {
    set_unfolding(*unfolding);
  } else {
    end_unfolding();
  }
  set_cameras(look.folds_camera, look.flat_camera);
}

}  // namespace cortiscope
