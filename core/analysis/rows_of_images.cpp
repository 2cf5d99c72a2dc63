#include "core/analysis/rows_of_images.h"

#include "core/base/error.h"

namespace cortiscope {

RowsOfImages::RowsOfImages(const FitResult& fit, const EncodingData& data) : fit_(fit) {
  const std::vector<std::string>& names = data.features->info().images;
  for (std::size_t row = 0; row < data.images.size(); ++row) {
    row_of_[names[data.images[row]]] = int(row);
  }
}

std::vector<int> RowsOfImages::rows(const std::vector<int>& images) const {
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

}  // namespace cortiscope
