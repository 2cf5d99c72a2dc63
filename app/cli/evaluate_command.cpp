#include "app/cli/evaluate_command.h"

#include <cstdio>
#include <filesystem>
#include <memory>

#include "app/cli/common_options.h"
#include "app/cli/evaluation_text.h"
#include "app/cli/json_text.h"
#include "app/cli/progress_line.h"
#include "app/cli/second_test_text.h"
#include "app/cli/warnings_text.h"
#include "core/analysis/evaluate.h"
#include "core/analysis/fit_rows.h"
#include "core/analysis/kept_baselines.h"
#include "core/analysis/second_test.h"
#include "core/base/error.h"
#include "core/fit/data_check.h"
#include "core/fit/study_files.h"
#include "core/io/hdf5/fit_file.h"
#include "core/io/recorded_file.h"
#include "core/simulate/builtin_template.h"

namespace cortiscope {
namespace {

struct EvaluateArguments {
  std::string fit, subject, features, test, test_features;
  FitOptions options;
  bool has_baselines = false;
  bool json = false;
};

/// The hash of a subject as a fit records it, of any layout.
std::string fingerprint_of(const std::filesystem::path& subject) {
  return study_at(subject)->fingerprint();
}

/// The file given, or the one recorded in the fit if it is still the same.
std::string resolve(const EvaluateArguments& arguments, const std::string& given,
                    const std::string& recorded, const std::string& hash, const char* option,
                    const HashOfPlace& hash_of = hash_of_place) {
  if (!given.empty()) return given;
  const auto found =
      find_recorded(recorded, hash, std::filesystem::path(arguments.fit).parent_path(), hash_of);
  if (!found) {
    throw Error(ErrorKind::kNotFound, recorded, "the file that the fit was made from is not there",
                std::string("say where it is with ") + option);
  }
  if (found->has_changed) {
    throw Error(ErrorKind::kBadValue, found->file.string(),
                "the file has changed since the fit was made from it",
                std::string("name a file with ") + option + " to use it nonetheless");
  }
  return found->file.string();
}

/// The baselines of a fit: kept ones, else computed and kept.
/// @param data  opened with the hashes of its files
Baselines baselines_of(const FitResult& fit, const EncodingData& data, int threads) {
  const std::string key = baselines_key(fit, data.files.subject_hash, data.files.features_hash);
  if (std::optional<Baselines> kept = kept_baselines(key, fit)) return std::move(*kept);
  BaselineOptions options;
  options.threads = threads;
  ProgressLine line;
  Baselines baselines = score_baselines(
      data, rows_of_fit(fit, data), fit.scaling, options,
      [&](double done) { line.show("baselines: " + std::to_string(int(100 * done)) + " %"); });
  if (!keep_baselines(key, baselines)) {
    line.say("The baselines could not be kept in the cache folder: figures cannot show them.");
  }
  return baselines;
}

/// The fit's scores on the second test set that the arguments name.
/// @param features  of the fit's images: the default for the set's
SecondTest second_test_of(const EvaluateArguments& arguments, const FitResult& fit,
                          const EncodingData& data, const Evaluation& evaluation,
                          const std::string& features) {
  const std::string& given = arguments.test_features;
  const EncodingData second = open_study(arguments.test, given.empty() ? features : given,
                                         kDefaultCacheGb, [&] { return fit.subject.cortex; });
  warn_of(second.concerns);
  return score_second_test(fit, data, evaluation.r2, second, arguments.options);
}

void run(const EvaluateArguments& arguments) {
  const FitResult fit = read_fit(arguments.fit, builtin_template);
  if (fit.parameters.empty()) {
    throw Error(ErrorKind::kNotFound, arguments.fit,
                "is for viewing only: it holds no parameters to predict with",
                "cortiscope fit makes one that can be evaluated");
  }
  const Provenance& made = fit.provenance;
  const std::string subject = resolve(arguments, arguments.subject, made.subject_path,
                                      made.subject_hash, "--subject", fingerprint_of);
  const std::string features =
      resolve(arguments, arguments.features, made.features_path, made.features_hash, "--features");
  const StudyCortex cortex = [&] { return fit.subject.cortex; };
  const EncodingData data = arguments.has_baselines
                                ? open_study(FitFiles{subject, features, arguments.fit},
                                             kDefaultCacheGb, cortex)  // with hashes
                                : open_study(subject, features, kDefaultCacheGb, cortex);
  const Evaluation evaluation = evaluate(fit, data, arguments.options);
  warn_of(data.concerns);
  warn_of(concerns_about(fit));
  if (evaluation.leaked_images > 0) {
    warn_of({std::to_string(evaluation.leaked_images) + " of " +
             std::to_string(evaluation.test_images) +
             " test images are the same as a training image of this fit: its scores are "
             "too good; fit again"});
  }
  if (const auto concern = concern_about(evaluation.retinotopy)) warn_of({*concern});
  nlohmann::ordered_json scores = to_json(evaluation);
  if (arguments.has_baselines) {
    scores.update(to_json(baselines_of(fit, data, arguments.options.threads)));
  }
  std::string text = arguments.json ? "" : text_of(scores);
  if (!arguments.test.empty()) {
    const SecondTest second = second_test_of(arguments, fit, data, evaluation, features);
    scores["test"] = to_json(second, arguments.test);
    text += text_of(second, arguments.test);
  }
  std::printf("%s", arguments.json ? json_text(scores).c_str() : text.c_str());
}

}  // namespace

void add_evaluate_command(CLI::App& program) {
  auto arguments = std::make_shared<EvaluateArguments>();
  CLI::App* command = program.add_subcommand(
      "evaluate", "Score a fit on its test images, and against a known truth");
  command->add_option("fit", arguments->fit, "Fit file")->required();
  command->add_option("--subject", arguments->subject, "Default: the file the fit was made from");
  command->add_option("--features", arguments->features, "Default: the file the fit was made from");
  CLI::Option* test = command->add_option(
      "--test", arguments->test,
      "A second test set, such as NSD-synthetic: a subject with responses of the same vertices to "
      "other images; the drop of R2 is given for each ROI");
  command
      ->add_option("--test-features", arguments->test_features,
                   "The network's features of those images [the features of the fit]")
      ->needs(test);
  command->add_option("--device", arguments->options.device, "auto, cpu, cuda or cuda:N")
      ->capture_default_str();
  add_threads(*command, arguments->options.threads);
  command->add_flag("--baselines", arguments->has_baselines,
                    "Also score simpler models: feature-weighted receptive fields, ridge on "
                    "principal components, and stacked ridge; and what early, middle and late "
                    "layers add to the last that the others cannot");
  command->add_flag("--json", arguments->json, "Print one JSON object");
  command->footer(
      "Examples:\n  cortiscope evaluate aligned.fit.h5 --json\n"
      "  cortiscope evaluate aligned.fit.h5 --baselines\n"
      "  cortiscope evaluate subj01.clip.fit.h5 --test subj01-synthetic.h5 --test-features "
      "clip.synthetic.features.h5");
  command->callback([arguments] { run(*arguments); });
}

}  // namespace cortiscope
