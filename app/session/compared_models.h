#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/session/library.h"
#include "core/analysis/comparison_report.h"
#include "core/base/stop_token.h"

namespace cortiscope {

/// A fit of the library that is compared with others.
struct ComparedModel {
  ModelId model = -1;
  std::string name;  ///< the model's
  std::shared_ptr<const MapSource> source;
  std::string file;

  /// Whether the two are the same fit; their clusters may have been computed in between.
  friend bool operator==(const ComparedModel& a, const ComparedModel& b) {
    return a.model == b.model && a.file == b.file && a.source->kind == b.source->kind &&
           a.source->made.created == b.source->made.created &&
           a.source->made.steps_done == b.source->made.steps_done;
  }
};

/// The fits of a subject, finished or stopped, in the order of the library's models.
std::vector<ComparedModel> compared_models(const Library& library, SubjectId subject);

/// Compares them; takes seconds.
///
/// @param subjects  keeps what is measured once of a subject
/// @return  absent where `stop` asked
/// @throws Error  as ComparedSubjects::of and compare
std::optional<ComparisonReport> compare_models(const std::vector<ComparedModel>& models,
                                               const ComparisonOptions& options,
                                               ComparedSubjects& subjects, const StopToken& stop);

}  // namespace cortiscope
