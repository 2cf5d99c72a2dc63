#include "core/io/hemisphere_name.h"

#include <algorithm>
#include <array>
#include <vector>

namespace cortiscope {
namespace {

struct Word {
  std::string_view text;
  std::size_t position;
};

std::vector<Word> words_of(std::string_view name) {
  constexpr std::string_view kSeparators = "._- ";
  std::vector<Word> words;
  std::size_t start = 0;
  while (start < name.size()) {
    const std::size_t end = std::min(name.find_first_of(kSeparators, start), name.size());
    if (end > start) words.push_back({name.substr(start, end - start), start});
    start = end + 1;
  }
  return words;
}

using Pair = std::array<std::string_view, 2>;  // [lh, rh]
constexpr Pair kShort[] = {{"lh", "rh"}, {"LH", "RH"}};
constexpr Pair kLetter[] = {{"L", "R"}};
constexpr Pair kLong[] = {{"left", "right"}, {"Left", "Right"}, {"LEFT", "RIGHT"}};

/// The first mark of some words among [begin, end); none where both hemispheres are named.
template <std::size_t N>
std::optional<HemisphereMark> find_one(const Word* begin, const Word* end, const Pair (&pairs)[N]) {
  std::optional<HemisphereMark> found;
  for (const Word* word = begin; word != end; ++word) {
    for (const Pair& pair : pairs) {
      for (const Hemisphere h : kHemispheres) {
        if (word->text != pair[h]) continue;
        if (found && found->hemisphere != h) return std::nullopt;
        if (found) continue;
        found = HemisphereMark{h, word->position, word->text.size(), std::string(pair[1 - h])};
      }
    }
  }
  return found;
}

/// "hemi-L": its two words are one mark.
std::optional<HemisphereMark> find_labelled(const std::vector<Word>& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i].text != "hemi") continue;
    const Word* const next = &words[i + 1];
    std::optional<HemisphereMark> mark = find_one(next, next + 1, kLetter);
    if (!mark) continue;
    mark->length += mark->position - words[i].position;
    mark->position = words[i].position;
    mark->of_other = "hemi-" + mark->of_other;
    return mark;
  }
  return std::nullopt;
}

}  // namespace

std::optional<HemisphereMark> find_hemisphere_mark(const std::string& name) {
  const std::vector<Word> words = words_of(name);
  if (words.empty()) return std::nullopt;
  const Word *const begin = words.data(), *const end = begin + words.size();
  if (const auto mark = find_one(begin, begin + 1, kShort)) return mark;
  if (const auto mark = find_labelled(words)) return mark;
  if (const auto mark = find_one(begin, end, kShort)) return mark;
  if (const auto mark = find_one(begin, end, kLetter)) return mark;
  return find_one(begin, end, kLong);
}

std::optional<Hemisphere> hemisphere_of_structure(std::string_view structure) {
  if (structure == "CortexLeft" || structure == "CIFTI_STRUCTURE_CORTEX_LEFT") return kLh;
  if (structure == "CortexRight" || structure == "CIFTI_STRUCTURE_CORTEX_RIGHT") return kRh;
  return std::nullopt;
}

}  // namespace cortiscope
