#include <array>
#include <cmath>
#include <cstdio>

#include "core/fit/data_check.h"
#include "core/fit/schedule.h"
#include "core/io/file_bytes.h"
#include "core/io/hdf5/checkpoint_file.h"
#include "core/open/describe_parts.h"
#include "core/open/subject_check.h"

namespace cortiscope {
namespace {

Fact truth_fact(const char* name, bool is_true) {
  return {name, std::string(is_true ? "yes" : "no")};
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

void add_problems(const Concerns& concerns, Description& description) {
  description.problems.insert(description.problems.end(), concerns.begin(), concerns.end());
}

void add_subject_facts(const Subject& subject, Description& description) {
  std::vector<Fact>& facts = description.facts;
  facts.push_back({"name", subject.name});
  facts.push_back(truth_fact("synthetic", subject.is_synthetic));
  facts.push_back({"encoded_vertices", std::int64_t(subject.vertex_count())});
  facts.push_back({"cortex", subject.cortex.name});
  facts.push_back(truth_fact("noise_ceiling", !subject.noise_ceiling.empty()));
  if (subject.truth) facts.push_back({"truth_of_network", subject.truth->network});
  for (const Hemisphere h : kHemispheres) {
    const HemisphereCortex& hemisphere = subject.cortex[h];
    DescribedPart part{name_of(h), "", {}};
    part.facts.push_back({"vertices", std::int64_t(hemisphere.vertex_count())});
    part.facts.push_back({"encoded_vertices", std::int64_t(subject.vertices[h].size())});
    std::vector<std::string> kinds;
    for (const auto& [kind, surface] : hemisphere.surfaces) kinds.emplace_back(name_of(kind));
    part.facts.push_back({"surfaces", joined(kinds)});
    part.facts.push_back({"regions", std::int64_t(hemisphere.regions.size())});
    description.parts.push_back(std::move(part));
    if (!subject.vertices[h].empty() && !hemisphere.find(SurfaceKind::kSphere)) {
      description.problems.push_back(std::string(name_of(h)) + ": no sphere, which a fit needs");
    }
  }
  add_surface_parts(subject.cortex, description);
}

/// What was recorded of it.
void add_preprocessing(const Preprocessing& found, std::vector<Fact>& facts) {
  const Preprocessing none;
  if (found.side > 0) facts.push_back({"input_side_pixels", std::int64_t(found.side)});
  if (found.mean != none.mean || found.deviation != none.deviation) {
    facts.push_back({"input_mean", colors_text(found.mean)});
    facts.push_back({"input_std", colors_text(found.deviation)});
  }
  if (found.degrees > 0) facts.push_back({"visual_degrees", found.degrees});
}

void add_feature_facts(const FeatureInfo& info, Description& description) {
  std::vector<Fact>& facts = description.facts;
  facts.push_back({"network", info.network});
  facts.push_back(truth_fact("synthetic_network", info.is_synthetic));
  facts.push_back({"images", std::int64_t(info.image_count())});
  facts.push_back({"layers", std::int64_t(info.layer_count())});
  facts.push_back({"grid", std::to_string(info.rows) + " x " + std::to_string(info.columns)});
  if (!info.tokens.empty()) facts.push_back({"tokens", info.tokens});
  if (!info.objective.empty()) facts.push_back({"objective", info.objective});
  add_preprocessing(info.preprocessing, facts);
  for (int layer = 0; layer < info.layer_count(); ++layer) {
    description.parts.push_back(
        {"layer " + info.layers[layer], "", {{"channels", std::int64_t(info.channels[layer])}}});
  }
}

/// Reads the responses of small enough files; throws if a number is not finite.
void add_responses(const RecordingSource& recording, Description& description) {
  const std::optional<Concerns> concerns = check_responses(recording);
  description.facts.push_back({"images", std::int64_t(recording.responses->image_count())});
  if (!recording.test_rows.empty()) {
    description.facts.push_back({"images_of_test_set", std::int64_t(recording.test_rows.size())});
  }
  description.facts.push_back(truth_fact("responses_checked", concerns.has_value()));
  if (concerns) add_problems(*concerns, description);
}

void add_fit_facts(const FitResult& fit, Description& description) {
  add_subject_facts(fit.subject, description);
  add_feature_facts(fit.features, description);
  double sum = 0;
  std::int64_t count = 0;
  for (const float r2 : fit.r2) {
    if (!std::isfinite(r2)) continue;
    sum += r2;
    ++count;
  }
  std::vector<Fact>& facts = description.facts;
  if (count > 0) facts.push_back({"r2_mean", sum / double(count)});
  facts.push_back({"training_images", std::int64_t(fit.training_images.size())});
  facts.push_back({"validation_images", std::int64_t(fit.validation_images.size())});
  facts.push_back({"test_images", std::int64_t(fit.test_images.size())});
  facts.push_back(truth_fact("parameters", !fit.parameters.empty()));
  const Provenance& made = fit.provenance;
  facts.push_back({"program", made.program});
  facts.push_back({"created", made.created});
  facts.push_back({"engine", made.engine});
  facts.push_back({"device", made.device});
  facts.push_back({"seed", std::int64_t(made.seed)});
  facts.push_back({"steps", std::int64_t(made.steps)});
  facts.push_back({"steps_done", std::int64_t(made.steps_done)});
  facts.push_back({"snapshots", std::int64_t(fit.snapshots.size())});
  facts.push_back({"recipe", made.recipe.name});
  if (made.ablation != "none") facts.push_back({"without", made.ablation});
  facts.push_back(truth_fact("is_converged", has_converged(fit.history)));
  facts.push_back({"seconds", made.seconds});
  facts.push_back({"subject_path", made.subject_path});
  facts.push_back({"features_path", made.features_path});
  if (!made.leak.empty()) description.problems.push_back(made.leak);
  if (!made.is_finished()) {
    description.problems.push_back("stopped after " + std::to_string(made.steps_done) + " of " +
                                   std::to_string(made.steps) + " steps");
  }
  add_problems(concerns_about(fit), description);
}

Description of_kind(const Contents& contents) {
  Description description;
  description.kind = kind_of(contents);
  return description;
}

}  // namespace

std::string colors_text(const std::array<double, 3>& colors) {
  std::vector<std::string> words;
  for (const double color : colors) {
    char text[40];
    std::snprintf(text, sizeof text, "%.6g", color);
    words.emplace_back(text);
  }
  return joined(words);
}

Description describe_study_file(const SubjectContents& part, const Contents& contents) {
  Description description = of_kind(contents);
  add_subject_facts(part.recording.subject, description);
  add_responses(part.recording, description);
  return description;
}

Description describe_study_file(const FeaturesContents& part, const Contents& contents) {
  Description description = of_kind(contents);
  add_feature_facts(part.features->info(), description);
  return description;
}

Description describe_study_file(const ImagesContents& part, const Contents& contents) {
  Description description = of_kind(contents);
  description.facts = {{"images", std::int64_t(part.names.size())}};
  if (!part.shape.empty()) description.facts.push_back({"shape", to_string(part.shape)});
  return description;
}

Description describe_study_file(const FitContents& part, const Contents& contents) {
  Description description = of_kind(contents);
  add_fit_facts(*part.fit, description);
  if (part.cortex_template) description.facts.push_back({"cortex_template", *part.cortex_template});
  return description;
}

Description describe_study_file(const CheckpointContents& part, const Contents& contents) {
  const FitCheckpoint checkpoint = read_checkpoint(*part.file);
  Description description = of_kind(contents);
  description.facts = {{"plan", checkpoint.plan},
                       {"steps_done", std::int64_t(checkpoint.step)},
                       {"seconds", checkpoint.elapsed_s}};
  return description;
}

Description describe_study_file(const OtherHdf5Contents& part, const Contents& contents) {
  Description description = of_kind(contents);
  for (const std::string& name : part.children) description.parts.push_back({name, "", {}});
  description.problems.push_back(
      "not one of Cortiscope's own files: it carries no format (core/io/FORMAT.md says how to "
      "write one)");
  return description;
}

Description describe_study_folder(const StudyFolderContents& part, const Contents& contents) {
  Description description = of_kind(contents);
  description.facts = {{"files", std::int64_t(part.files.size())}};
  for (const std::filesystem::path& file : part.files) {
    description.parts.push_back({file_name(file), "", {}});
  }
  return description;
}

Description describe_algonauts(const AlgonautsContents& part, const Contents& contents) {
  const AlgonautsFolder found = part.study.look();
  Description description = of_kind(contents);
  description.facts = {{"name", found.subject},
                       {"training_images", std::int64_t(found.training_images)},
                       {"test_images", std::int64_t(found.test_images)},
                       {"cortex", std::string("fsaverage, not in the folder")},
                       truth_fact("noise_ceiling", found.has_noise_ceiling)};
  for (const Hemisphere h : kHemispheres) {
    if (found.vertices[h] == 0) continue;
    description.parts.push_back({name_of(h),
                                 "",
                                 {{"vertices", found.mesh[h]},
                                  {"encoded_vertices", found.vertices[h]},
                                  {"images", found.responses[h]},
                                  {"images_of_test_set", found.test_responses[h]},
                                  {"regions", found.regions[h]}}});
  }
  description.problems = found.problems;
  return description;
}

}  // namespace cortiscope
