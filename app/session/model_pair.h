#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/session/library.h"
#include "app/session/look.h"

namespace cortiscope {

// What the map of differences is painted from in a window: the chosen model, B, set against another
// one of the same subject, A.

/// The models that the chosen one can be set against, in the library's order: finished and stopped
/// fits of its subject. None where what is shown is no fit.
/// @param shown  at the look's choice; may be a running fit of it
std::vector<ModelId> models_to_compare(const Library& library, const Look& look,
                                       const MapSource& shown);

/// The one that a look sets it against: the one chosen where it can be, else the first; -1 where
/// there is none.
ModelId model_against(const Library& library, const Look& look, const MapSource& shown);

/// A pair that is kept while neither of the two changes, since it takes milliseconds to make.
class ModelPair {
 public:
  /// The shown source with its differences from the other.
  /// @pre both have selectors, of the same vertices
  std::shared_ptr<const MapSource> source(const std::shared_ptr<const MapSource>& first,
                                          const std::shared_ptr<const MapSource>& shown);

  /// Of the pair made last: "tuned (B) - original (A) · subject".
  const std::string& name() const { return name_; }

 private:
  std::shared_ptr<const MapSource> first_, shown_, pair_;
  std::string name_;
};

}  // namespace cortiscope
