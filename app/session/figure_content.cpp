#include "app/session/figure_content.h"

#include <memory>
#include <utility>
#include <vector>

#include "app/session/figure_inputs.h"
#include "app/session/figure_of_cortex.h"
#include "app/session/figure_of_fits.h"
#include "app/session/figure_of_look.h"
#include "app/session/figure_parts.h"
#include "core/base/error.h"

namespace cortiscope {

SurfaceKind parse_view(const std::string& text) {
  for (const SurfaceKind kind : kSurfaceKinds) {
    if (text == name_of(kind)) return kind;
  }
  throw Error(ErrorKind::kBadValue, "--view \"" + text + "\"",
              "expected flat, inflated, pial, white or sphere");
}

Figure figure_of(const FigureRequest& request, Warnings* warnings) {
  const Side side = parse_side(request.side);
  const std::vector<Contents> inputs = read_inputs(request, warnings);
  std::shared_ptr<Subject> bare;
  if (!request.look && inputs.size() == 1) bare = bare_subject_of(request, inputs[0], warnings);
  if (request.overlay && !request.look && !bare) {
    throw option_error(ErrorKind::kBadValue, "map",
                       "expected one cortex, fit or subject to paint an overlay on, found another "
                       "input",
                       "give the folder of its cortex");
  }
  if (request.network && bare) {
    throw option_error(ErrorKind::kBadValue, "network",
                       request.overlay ? "expected maps of fits, found an overlay"
                                       : "expected fits, found a cortex alone",
                       "leave the option out");
  }
  Figure figure = request.look ? figure_of_look(request, *request.look, inputs, warnings)
                  : bare       ? figure_of_cortex(request, std::move(bare), warnings)
                               : figure_of_fits(request, inputs, warnings);
  figure.side = side;
  if (!request.look && figure.view != SurfaceKind::kFlat)
    figure.title = joined(figure.title, name_of(side));
  if (!request.title.empty()) figure.title = request.title;
  figure.shows_regions = request.look ? request.look->shows_regions
                                      : request.shows_regions || !request.regions.empty();
  figure.names_regions = !request.look || request.look->shows_region_names;
  figure.width_mm = request.width_mm;
  figure.height_mm = request.height_mm;
  figure.dpi = request.dpi;
  figure.is_transparent = request.is_transparent;
  return figure;
}

}  // namespace cortiscope
