#include "app/cli/evaluate_command.h"

#include <cstdio>
#include <filesystem>
#include <memory>

#include "app/cli/common_options.h"
#include "app/cli/evaluation_text.h"
#include "app/cli/json_text.h"
#include "app/cli/warnings_text.h"
#include "core/analysis/evaluate.h"
#include "core/base/error.h"
#include "core/fit/data_check.h"
#include "core/fit/study_files.h"
#include "core/io/hdf5/fit_file.h"
#include "core/io/recorded_file.h"
#include "core/simulate/builtin_template.h"

namespace cortiscope {
namespace {

struct EvaluateArguments {
  std::string fit, subject, features;
  FitOptions options;
  bool json = false;
};

/// The file given, or the one recorded in the fit if it is still the same.
std::string resolve(const EvaluateArguments& arguments, const std::string& given,
                    const std::string& recorded, const std::string& hash, const char* option) {
  if (!given.empty()) return given;
  const auto found =
      find_recorded(recorded, hash, std::filesystem::path(arguments.fit).parent_path());
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

void run(const EvaluateArguments& arguments) {
  const FitResult fit = read_fit(arguments.fit, builtin_template);
  if (fit.parameters.empty()) {
    throw Error(ErrorKind::kNotFound, arguments.fit,
                "is for viewing only: it holds no parameters to predict with",
                "cortiscope fit makes one that can be evaluated");
  }
  const Provenance& made = fit.provenance;
  const std::string subject =
      resolve(arguments, arguments.subject, made.subject_path, made.subject_hash, "--subject");
  const std::string features =
      resolve(arguments, arguments.features, made.features_path, made.features_hash, "--features");
  const EncodingData data = open_study(subject, features, kDefaultCacheGb);
  const Evaluation evaluation = evaluate(fit, data, arguments.options);
  warn_of(data.concerns);
  warn_of(concerns_about(fit));
  if (evaluation.leaked_images > 0) {
    warn_of({std::to_string(evaluation.leaked_images) + " of " +
             std::to_string(evaluation.test_images) +
             " test images have the same tokens as a training image of this fit: its scores are "
             "too good; fit again"});
  }
  if (const auto concern = concern_about(evaluation.retinotopy)) warn_of({*concern});
  std::printf(
      "%s", arguments.json ? json_text(to_json(evaluation)).c_str() : text_of(evaluation).c_str());
}

}  // namespace

void add_evaluate_command(CLI::App& program) {
  auto arguments = std::make_shared<EvaluateArguments>();
  CLI::App* command = program.add_subcommand(
      "evaluate", "Score a fit on its test images, and against a known truth");
  command->add_option("fit", arguments->fit, "Fit file")->required();
  command->add_option("--subject", arguments->subject, "Default: the file the fit was made from");
  command->add_option("--features", arguments->features, "Default: the file the fit was made from");
  command->add_option("--device", arguments->options.device, "auto, cpu, cuda or cuda:N")
      ->capture_default_str();
  add_threads(*command, arguments->options.threads);
  command->add_flag("--json", arguments->json, "Print one JSON object");
  command->footer("Example:\n  cortiscope evaluate aligned.fit.h5 --json");
  command->callback([arguments] { run(*arguments); });
}

}  // namespace cortiscope
