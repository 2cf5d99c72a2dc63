#pragma once

#include "core/backbone/open_backbone.h"
#include "core/data/features.h"
#include "core/data/fit_result.h"
#include "core/data/image.h"

namespace cortiscope {

/// How to open the network of a fit so that it sees images as it did for the features that were
/// fitted; what these do not say is absent.
BackboneOptions options_as_fitted(const FitResult& fit);

/// The side in pixels that images were resized to for those features; where they do not say it, as
/// the network itself does; 0: not at all.
int side_as_fitted(const FitResult& fit, const Backbone& network);

/// The tokens of one image on the grid of the fit.
/// @param side  the image is resized to so many pixels squared; 0: not at all
/// @throws Error  as Backbone::tokens
TokenBatch tokens_as_fitted(const FitResult& fit, Backbone& network, const Image& image, int side);

}  // namespace cortiscope
