#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/session/lesson.h"
#include "app/session/library.h"
#include "core/base/random.h"

namespace cortiscope {

/// The subject that a lesson is played on: the present one where it has what is needed, else the
/// first that has. -1: none.
SubjectId subject_for(const LessonNeeds& needs, const Library& library, SubjectId now);

/// What is missing, in a sentence that says what to open; empty where nothing is.
std::string missing_for(const LessonNeeds& needs, const Library& library);

/// The vertices that a lesson can ask about: with a noise ceiling that maps paint and, where the
/// source was tested, with evidence; in one of the regions, as the cortex's ROIs or the areas that
/// these are parts of; of those the share with the best scores, at least one where there is any.
///
/// @return  in the order of the rows; none of a source without selectors
std::vector<CortexVertex> askable_vertices(const MapSource& source, const LessonVertex& wanted);

/// The models that a lesson chooses from: those that it needs, or where it names none all that are
/// fitted to the subject; in the order of the library.
std::vector<ModelId> lesson_models(const LessonNeeds& needs, const Library& library,
                                   SubjectId subject);

/// A step's view in a library.
struct FoundView {
  Look look;
  std::string problem;  ///< what of the view is not there, in a sentence; empty: nothing
};

/// @param needs  of the lesson: its models are those that a random one is among
/// @param now    what is shown, which the view changes
FoundView find_view(const LessonView& view, const LessonNeeds& needs, const Look& now,
                    const Library& library, Random& random);

}  // namespace cortiscope
