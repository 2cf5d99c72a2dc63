#include "core/io/cortex_names.h"

#include <algorithm>
#include <vector>

#include "core/io/hemisphere_name.h"

namespace cortiscope {
namespace {

constexpr int kGiftiPreference = 100;  ///< behind every FreeSurfer file

/// The words between dots, underscores and hyphens: "hemi-L_pial.surf.gii" has five.
std::vector<std::string> words_of(const std::string& name) {
  std::vector<std::string> words(1);
  for (const char letter : name) {
    if (letter == '.' || letter == '_' || letter == '-') {
      words.emplace_back();
    } else {
      words.back() += letter;
    }
  }
  return words;
}

bool holds(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool ends_with(const std::string& text, const std::string& ending) {
  return text.size() > ending.size() &&
         text.compare(text.size() - ending.size(), ending.size(), ending) == 0;
}

std::optional<CortexFileName> understand_freesurfer(const std::string& name,
                                                    Hemisphere hemisphere) {
  const std::string rest = name.substr(3);
  const auto is = [&](CortexPart part, int preference) {
    return CortexFileName{hemisphere, part, preference, rest == "sphere.reg"};
  };
  if (rest == "white") return is(CortexPart::kWhite, 0);
  if (rest == "pial") return is(CortexPart::kPial, 0);
  if (rest == "pial.T1") return is(CortexPart::kPial, 1);
  if (rest == "inflated") return is(CortexPart::kInflated, 0);
  if (rest == "sphere.reg") return is(CortexPart::kSphere, 0);
  if (rest == "sphere") return is(CortexPart::kSphere, 1);
  if (rest == "curv") return is(CortexPart::kCurvature, 0);
  if (rest == "sulc") return is(CortexPart::kSulcalDepth, 0);
  if (rest == "aparc.annot") return is(CortexPart::kParcels, 0);
  if (ends_with(rest, ".patch.flat") || ends_with(rest, "flat.patch.3d")) {
    const std::vector<std::string> words = words_of(rest);
    return is(CortexPart::kFlat, holds(words, "cortex") ? 0 : holds(words, "full") ? 1 : 2);
  }
  // cortex.label is a mask of the whole hemisphere, not a region.
  if (ends_with(rest, ".label") && rest.rfind("cortex", 0) != 0 && rest.rfind("nofix", 0) != 0) {
    return is(CortexPart::kRegion, 0);
  }
  return std::nullopt;
}

std::optional<CortexFileName> understand_gifti(const std::string& name,
                                               std::optional<Hemisphere> hemisphere) {
  const std::vector<std::string> words = words_of(name);
  if (!hemisphere) return std::nullopt;
  if (holds(words, "very")) return std::nullopt;
  if (holds(words, "a2009s") || holds(words, "DKTatlas")) return std::nullopt;  // not aparc itself
  struct Word {
    const char* word;
    CortexPart part;
    int preference;
  };
  static constexpr Word kWords[] = {
      {"flat", CortexPart::kFlat, 0},         {"sphere", CortexPart::kSphere, 1},
      {"inflated", CortexPart::kInflated, 0}, {"infl", CortexPart::kInflated, 0},
      {"pial", CortexPart::kPial, 0},         {"white", CortexPart::kWhite, 0},
      {"curv", CortexPart::kCurvature, 0},    {"curvature", CortexPart::kCurvature, 0},
      {"sulc", CortexPart::kSulcalDepth, 0},  {"aparc", CortexPart::kParcels, 0},
  };
  // Maps of one surface are named after it too: rh.inflated.curv.shape.gii is not a surface.
  const bool is_map = holds(words, "shape") || holds(words, "func") || holds(words, "label");
  for (const Word& entry : kWords) {
    const bool is_surface = entry.part <= CortexPart::kFlat;
    if (!holds(words, entry.word) || (is_surface && is_map)) continue;
    const bool is_registered = entry.part == CortexPart::kSphere && holds(words, "reg");
    return CortexFileName{*hemisphere, entry.part,
                          kGiftiPreference + (is_registered ? 0 : entry.preference), is_registered};
  }
  return std::nullopt;
}

}  // namespace

const char* name_of(CortexPart part) {
  switch (part) {
    case CortexPart::kWhite:
      return "white";
    case CortexPart::kPial:
      return "pial";
    case CortexPart::kInflated:
      return "inflated";
    case CortexPart::kSphere:
      return "sphere";
    case CortexPart::kFlat:
      return "flat";
    case CortexPart::kCurvature:
      return "curvature";
    case CortexPart::kSulcalDepth:
      return "sulcal depth";
    case CortexPart::kParcels:
      return "parcels";
    case CortexPart::kRegion:
      return "region";
  }
  return "";
}

std::optional<CortexFileName> understand_cortex_file_name(const std::string& name,
                                                          std::optional<Hemisphere> tagged) {
  const std::optional<HemisphereMark> mark = find_hemisphere_mark(name);
  if (ends_with(name, ".gii") || ends_with(name, ".gii.gz")) {
    return understand_gifti(name, tagged || !mark ? tagged : std::optional(mark->hemisphere));
  }
  const std::string start = name.substr(0, 3);
  const bool is_freesurfer = start == "lh." || start == "lh_" || start == "rh." || start == "rh_";
  return is_freesurfer ? understand_freesurfer(name, mark->hemisphere) : std::nullopt;
}

}  // namespace cortiscope
