#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/session/library.h"
#include "core/data/cortex.h"

namespace cortiscope {

/// What the search goes to.
enum class FoundKind { kVertex, kRegion, kModel, kSubject, kMap, kCommand };

/// "vertex", "region", "model", "subject", "map" or "command".
const char* name_of(FoundKind kind);

/// A thing that can be searched for.
struct Searchable {
  FoundKind kind = FoundKind::kCommand;
  std::string text;         ///< what is shown and matched
  std::string detail = {};  ///< shown beside it: a key, or why it cannot be gone to
  int id = 0;               ///< of a model, a subject, a region or a command; of a map its place in
                            ///< the table; -1: it cannot be gone to
  std::optional<CortexVertex> vertex = {};
};

/// The subjects and models of a library, the regions of one of its subjects, and the maps that the
/// window shows.
/// @param subject  the one shown; nullptr: none
std::vector<Searchable> searchables_of(const Library& library, const LibrarySubject* subject);

/// The vertex that a text names: "lh 1234", "rh 17", "1234". Absent where the text is no vertex;
/// of a number that the cortex does not have with the reason as its detail.
/// @param usual  the hemisphere of a number alone
std::optional<Searchable> vertex_named(const std::string& text, const Cortex& cortex,
                                       Hemisphere usual);

/// Those that contain every word of a text, in any case of its letters: first those that start with
/// the text, then those of which a word starts with it, then the others; within these as given.
/// None for an empty text.
/// @param at_most  as many of them
std::vector<Searchable> find(const std::vector<Searchable>& all, const std::string& text,
                             std::size_t at_most);

}  // namespace cortiscope
