#include "app/session/predicted_response.h"

#include "core/analysis/predicted_images.h"
#include "core/io/hdf5/features_file.h"

namespace cortiscope {

PredictedResponse predicted_response(const FitResult& fit, const std::filesystem::path& features,
                                     const std::string& image) {
  Prediction found = predict_images(fit, *open_features(features, 0), {image}, {}, {});
  return {image, std::move(found.responses.values)};
}

}  // namespace cortiscope
