#pragma once

#include <memory>

#include "app/session/figure_request.h"
#include "core/open/contents.h"
#include "render/figure.h"

namespace cortiscope {

/// The subject of an input that is drawn without the maps of a fit: of a whole cortex, or of one of
/// a single surface and the other hemisphere's beside it; where an overlay is asked for, also that
/// of a fit or of a subject. Else null.
std::shared_ptr<Subject> bare_subject_of(const FigureRequest& request, const Contents& contents,
                                         Warnings* warnings);

/// A cortex with a map that needs no fit, or with an overlay.
/// @throws Error  as figure_of
Figure figure_of_cortex(const FigureRequest& request, std::shared_ptr<Subject> bare,
                        Warnings* warnings);

}  // namespace cortiscope
