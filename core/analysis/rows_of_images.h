#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/data/fit_result.h"
#include "core/fit/encoding_data.h"

namespace cortiscope {

/// The rows of the data that hold a fit's images, found by name. Borrows both.
class RowsOfImages {
 public:
  RowsOfImages(const FitResult& fit, const EncodingData& data);

  /// @param images  of fit.features
  /// @throws Error  kBadValue: one of them has no responses
  std::vector<int> rows(const std::vector<int>& images) const;

 private:
  const FitResult& fit_;
  std::map<std::string, int> row_of_;
};

}  // namespace cortiscope
