#include "app/session/predicted_response.h"

#include <algorithm>

#include "core/analysis/predicted_images.h"
#include "core/base/error.h"
#include "core/io/hdf5/prediction_file.h"
#include "core/io/open_features.h"

namespace cortiscope {
namespace {

PredictedResponse response_in(const Prediction& prediction, const FitResult& fit,
                              const std::string& file, const std::string& image) {
  if (prediction.vertices != fit.subject.vertices) {
    throw Error(ErrorKind::kBadShape, file, "is a prediction of other vertices than the fit's",
                "predict with this fit again");
  }
  const auto found = std::find(prediction.images.begin(), prediction.images.end(), image);
  if (found == prediction.images.end()) {
    throw Error(ErrorKind::kNotFound, file, "has no response to " + in_quotes(image));
  }
  const float* row = prediction.responses.row(found - prediction.images.begin());
  return {image,
          {row, row + prediction.responses.row_size()},
          parse_read_part(prediction.part, fit.selectors.layer_count())};
}

}  // namespace

PredictedResponse predicted_response(const FitResult& fit, const std::filesystem::path& file,
                                     const std::string& image, const ReadPart& part) {
  {
    const H5Reader reader(file);
    if (format_of(reader) == "prediction") {
      return response_in(read_prediction(reader), fit, file.filename().string(), image);
    }
  }
  Prediction found = predict_images(fit, *open_features(file, 0), {image}, part, {});
  return {image, std::move(found.responses.values), part};
}

}  // namespace cortiscope
