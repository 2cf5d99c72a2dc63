#include "core/analysis/fit_rows.h"

#include <map>
#include <numeric>

#include "core/base/error.h"
#include "core/fit/measure_responses.h"

namespace cortiscope {
namespace {

class RowOfImage {
 public:
  RowOfImage(const FitResult& fit, const EncodingData& data) : fit_(fit) {
    const std::vector<std::string>& names = data.features->info().images;
    for (std::size_t row = 0; row < data.images.size(); ++row) {
      row_of_[names[data.images[row]]] = int(row);
    }
  }

  std::vector<int> rows(const std::vector<int>& images) const {
    std::vector<int> rows;
    for (const int image : images) {
      const std::string& name = fit_.features.images[image];
      const auto found = row_of_.find(name);
      if (found == row_of_.end()) {
        throw Error(ErrorKind::kBadValue, fit_.subject.name,
                    "the fit's image \"" + name + "\" has no responses here",
                    "evaluate on the subject that was fitted");
      }
      rows.push_back(found->second);
    }
    return rows;
  }

 private:
  const FitResult& fit_;
  std::map<std::string, int> row_of_;
};

}  // namespace

void require_same_parts(const FitResult& fit, const EncodingData& data, const std::string& hint) {
  const FeatureInfo& features = data.features->info();
  if (fit.subject.vertices != data.subject.vertices) {
    throw Error(ErrorKind::kBadShape, fit.subject.name,
                "the fit's " + std::to_string(fit.subject.vertex_count()) +
                    " vertices are not the subject's " +
                    std::to_string(data.subject.vertex_count()),
                hint);
  }
  if (fit.features.channels != features.channels || fit.features.rows != features.rows ||
      fit.features.columns != features.columns) {
    throw Error(ErrorKind::kBadShape, fit.features.network,
                "the features have other layers, channels or tokens than those fitted",
                "give features of the network and the grid that the fit was made from");
  }
}

DataScaling scaling_of(const FitResult& fit, const EncodingData& data) {
  DataScaling scaling = scaling_of(fit);
  if (!scaling.responses.empty()) return scaling;
  std::vector<int> all(std::size_t(data.image_count()));
  std::iota(all.begin(), all.end(), 0);
  scaling.responses = measure_responses(data, all);
  return scaling;
}

Split rows_of_fit(const FitResult& fit, const EncodingData& data) {
  require_same_parts(fit, data, "evaluate on the subject that was fitted");
  const RowOfImage row_of(fit, data);
  return {row_of.rows(fit.training_images), row_of.rows(fit.validation_images),
          row_of.rows(fit.test_images)};
}

}  // namespace cortiscope
