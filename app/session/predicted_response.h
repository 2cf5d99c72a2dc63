#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/analysis/read_part.h"
#include "core/data/fit_result.h"

namespace cortiscope {

/// The response that a fit predicts to one image.
struct PredictedResponse {
  std::string image;          ///< its name
  std::vector<float> values;  ///< (N) in standard deviations of the responses that were fitted
  ReadPart part = {};         ///< what contributes it
  bool is_of_user = false;    ///< the image is the user's, and not of the study
};

/// Of an image whose tokens are in a features file, or whose response is in a prediction file.
/// @param part  of the tokens; a prediction is of its own part
/// @throws Error  as open_features, predict_images and read_prediction; kBadShape: a prediction of
///                other vertices; kNotFound: it has no such image
PredictedResponse predicted_response(const FitResult& fit, const std::filesystem::path& file,
                                     const std::string& image, const ReadPart& part = {});

}  // namespace cortiscope
