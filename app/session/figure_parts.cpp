#include "app/session/figure_parts.h"

#include "app/session/figure_content.h"
#include "app/session/view_state.h"

namespace cortiscope {

std::string joined(const std::string& a, const std::string& b) {
  return a.empty() || b.empty() ? a + b : a + " · " + b;
}

SurfaceKind view_of(const FigureRequest& request, const Cortex& cortex) {
  if (!request.view.empty()) return parse_view(request.view);
  for (const SurfaceKind kind :
       {SurfaceKind::kFlat, SurfaceKind::kInflated, SurfaceKind::kPial, SurfaceKind::kWhite}) {
    if (has_form(cortex, kind)) return kind;
  }
  return SurfaceKind::kSphere;
}

std::shared_ptr<const OverlayPair> overlay_on(const Cortex& cortex, const FigureRequest& request,
                                              Warnings* warnings) {
  if (!request.overlay) return nullptr;
  const MapChoice& choice = *request.overlay;
  return std::make_shared<const OverlayPair>(
      fitted_to(read_overlay_pair(choice.file, warnings, choice.map), cortex, warnings));
}

}  // namespace cortiscope
