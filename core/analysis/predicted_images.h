#pragma once

#include <string>
#include <vector>

#include "core/analysis/read_part.h"
#include "core/backbone/backbone.h"
#include "core/base/stop_token.h"
#include "core/data/features.h"
#include "core/data/fit_result.h"
#include "core/data/image_set.h"
#include "core/data/prediction.h"

namespace cortiscope {

/// The predicted responses of images whose tokens are known.
///
/// @param images  names of the features, with or without the ending of an image file
/// @return  less where `stop` asked
/// @throws Error  kNotFound: the features have no such image; also as align_tokens and
///                FeatureSet::read
Prediction predict_images(const FitResult& fit, const FeatureSet& features,
                          const std::vector<std::string>& images, const ReadPart& part,
                          const StopToken& stop);

/// The same of any images, through the network whose features were fitted. Local tokens are brought
/// to the grid of the fit.
///
/// @param side  every image is resized to so many pixels squared; 0: not at all
/// @return  less where `stop` asked
/// @throws Error  as Backbone::tokens, ImageSet::read and align_tokens
Prediction predict_images(const FitResult& fit, Backbone& network, const ImageSet& images, int side,
                          const ReadPart& part, const StopToken& stop);

}  // namespace cortiscope
