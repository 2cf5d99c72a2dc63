#include "app/session/lesson_view.h"

#include <algorithm>
#include <cmath>

#include "app/session/compared_models.h"
#include "app/session/view_state.h"
#include "core/analysis/roi_names.h"
#include "core/base/error.h"
#include "core/metrics/evidence.h"

namespace cortiscope {
namespace {

ModelId model_named(const Library& library, const std::string& name) {
  for (const LibraryModel& model : library.models()) {
    if (model.name == name) return model.id;
  }
  return -1;
}

bool meets(const LessonNeeds& needs, const Library& library, const LibrarySubject& subject) {
  if (!needs.subject.empty() && subject.name != needs.subject) return false;
  if (needs.has_known_answer && !subject.subject->truth) return false;
  const std::size_t fits = lesson_models(needs, library, subject.id).size();
  return fits >= needs.models.size() && int(fits) >= needs.fits;
}

bool is_in(const std::vector<std::string>& wanted, const HemisphereCortex& hemisphere, int vertex) {
  if (wanted.empty()) return true;
  const std::vector<Region>& regions = regions_of(hemisphere);
  return std::any_of(regions.begin(), regions.end(), [&](const Region& region) {
    const bool is_wanted = std::any_of(wanted.begin(), wanted.end(), [&](const std::string& name) {
      return region.name == name || is_of_area(region.name, name);
    });
    return is_wanted && std::binary_search(region.vertices.begin(), region.vertices.end(), vertex);
  });
}

bool can_be_asked(const MapSource& source, std::size_t row) {
  const std::vector<float>& ceiling = source.subject->noise_ceiling;
  if (!ceiling.empty() && !is_above_ceiling(ceiling[row], float(kLeastCeiling))) return false;
  return !source.is_tested() || has_evidence(source.evidence[row], source.score[row]);
}

/// One of them; there is at least one.
template <class T>
T one_of(const std::vector<T>& all, Random& random) {
  return all[std::size_t(random.below(int(all.size())))];
}

std::string find_vertex(const LessonVertex& wanted, const Library& library, Look& look,
                        Random& random) {
  using Kind = LessonVertex::Kind;
  if (wanted.kind == Kind::kKept) return {};
  const std::optional<CortexVertex> before = look.picked;
  look.picked.reset();
  const LibrarySubject* subject = library.find_subject(look.choice.subject);
  if (wanted.kind == Kind::kNone || !subject) return {};
  if (wanted.kind == Kind::kGiven) {
    try {
      look.picked = parse_vertex(wanted.given, subject->subject->cortex, kLh);
      return {};
    } catch (const Error& error) {
      return error.what();
    }
  }
  std::vector<CortexVertex> all;
  std::string model = subject->name;
  if (library.contains(look.choice)) {
    const LibraryCell& cell = library.cell(look.choice);
    if (cell.source) all = askable_vertices(*cell.source, wanted);
    model = library.find_model(look.choice.model)->name + " · " + model;
  }
  if (all.empty()) {
    std::string where;
    for (const std::string& region : wanted.regions) where += (where.empty() ? "" : ", ") + region;
    return "No vertex" + (where.empty() ? "" : " of " + where) + " has evidence in " + model +
           ", so that there is nothing to ask about.";
  }
  if (all.size() > 1 && before) all.erase(std::remove(all.begin(), all.end(), *before), all.end());
  look.picked = one_of(all, random);
  return {};
}

std::string find_choice(const LessonView& view, const LessonNeeds& needs, const Library& library,
                        Look& look, Random& random) {
  if (!view.subject.empty()) {
    const auto& all = library.subjects();
    const auto found = std::find_if(all.begin(), all.end(), [&](const LibrarySubject& subject) {
      return subject.name == view.subject;
    });
    if (found == all.end()) return "The subject " + view.subject + " is not open.";
    if (found->id != look.choice.subject) look.choice = library.first_choice(found->id);
  }
  if (view.is_random_model) {
    std::vector<ModelId> fitted = lesson_models(needs, library, look.choice.subject);
    if (fitted.empty()) return "No network is fitted to this subject.";
    if (fitted.size() > 1) {
      fitted.erase(std::remove(fitted.begin(), fitted.end(), look.choice.model), fitted.end());
    }
    look.choice.model = one_of(fitted, random);
    return {};
  }
  for (const auto& [name, model] :
       {std::pair<const std::string&, ModelId&>(view.model, look.choice.model),
        {view.against, look.against}}) {
    if (name.empty()) continue;
    const Choice at{look.choice.subject, model_named(library, name)};
    if (!library.contains(at) || !library.cell(at).source) {
      return "There is no fit of " + name + " to this subject.";
    }
    model = at.model;
  }
  return {};
}

void find_image(const LessonImage& wanted, const Library& library, Look& look, Random& random) {
  const LibrarySubject* subject = library.find_subject(look.choice.subject);
  if (wanted.kind == LessonImage::Kind::kKept || !subject || !subject->stimuli) return;
  const int count = int(subject->stimuli->names.size());
  look.image = wanted.kind == LessonImage::Kind::kRandom ? random.below(count)
                                                         : std::min(wanted.given, count - 1);
}

}  // namespace

SubjectId subject_for(const LessonNeeds& needs, const Library& library, SubjectId now) {
  const LibrarySubject* present = library.find_subject(now);
  if (present && meets(needs, library, *present)) return now;
  for (const LibrarySubject& subject : library.subjects()) {
    if (meets(needs, library, subject)) return subject.id;
  }
  return -1;
}

std::string missing_for(const LessonNeeds& needs, const Library& library) {
  if (subject_for(needs, library, -1) >= 0) return {};
  std::string what = needs.has_known_answer  ? "a simulated subject with a known answer"
                     : needs.subject.empty() ? "a subject"
                                             : "the subject " + needs.subject;
  std::string fits;
  for (const std::string& name : needs.models) fits += (fits.empty() ? "" : ", ") + name;
  if (!fits.empty()) fits = " with fits of " + fits;
  if (fits.empty() && needs.fits > 0) {
    fits = needs.fits == 1 ? " with a fit" : " with " + std::to_string(needs.fits) + " fits";
  }
  return "This lesson needs " + what + fits + ".";
}

std::vector<CortexVertex> askable_vertices(const MapSource& source, const LessonVertex& wanted) {
  std::vector<std::pair<CortexVertex, float>> found;  // and their scores
  if (!source.has_selectors()) return {};
  std::size_t row = 0;
  for (const Hemisphere h : kHemispheres) {
    for (const int vertex : source.subject->vertices[h]) {
      const std::size_t i = row++;
      if (!can_be_asked(source, i)) continue;
      if (!is_in(wanted.regions, source.subject->cortex[h], vertex)) continue;
      const float score = source.score.empty() ? 0 : source.score[i];
      found.emplace_back(CortexVertex{h, vertex}, std::isfinite(score) ? score : -1e9F);
    }
  }
  float least = -2e9F;
  if (wanted.best < 1 && !found.empty()) {
    std::vector<float> scores;
    for (const auto& [vertex, score] : found) scores.push_back(score);
    const auto count =
        std::max<std::size_t>(1, std::size_t(std::lround(wanted.best * float(scores.size()))));
    std::nth_element(scores.begin(), scores.begin() + std::ptrdiff_t(count - 1), scores.end(),
                     std::greater<>());
    least = scores[count - 1];
  }
  std::vector<CortexVertex> vertices;
  for (const auto& [vertex, score] : found) {
    if (score >= least) vertices.push_back(vertex);
  }
  return vertices;
}

std::vector<ModelId> lesson_models(const LessonNeeds& needs, const Library& library,
                                   SubjectId subject) {
  std::vector<ModelId> models;
  for (const ComparedModel& fitted : compared_models(library, subject)) {
    const bool is_wanted =
        needs.models.empty() ||
        std::find(needs.models.begin(), needs.models.end(), fitted.name) != needs.models.end();
    if (is_wanted) models.push_back(fitted.model);
  }
  return models;
}

FoundView find_view(const LessonView& view, const LessonNeeds& needs, const Look& now,
                    const Library& library, Random& random) {
  FoundView found;
  found.look = with_fields_of(now, view.look, view.fields);
  if (view.fields.count("map") > 0) {  // what hides a map does not outlast it
    if (view.fields.count("shows_overlay") == 0) found.look.shows_overlay = false;
    if (view.fields.count("looked_at") == 0) found.look.looked_at.reset();
  }
  if (view.fields.count("side") > 0 && view.fields.count("folds_camera") == 0) {
    found.look.folds_camera = cortex_camera_from(found.look.side);
  }
  found.problem = find_choice(view, needs, library, found.look, random);
  const std::string vertex = find_vertex(view.vertex, library, found.look, random);
  if (found.problem.empty()) found.problem = vertex;
  find_image(view.image, library, found.look, random);
  return found;
}

}  // namespace cortiscope
