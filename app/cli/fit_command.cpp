#include "app/cli/fit_command.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/cli/common_options.h"
#include "app/cli/fit_text.h"
#include "app/cli/json_text.h"
#include "app/cli/progress_line.h"
#include "app/cli/stop_signal.h"
#include "app/cli/warnings_text.h"
#include "core/analysis/retinotopy_check.h"
#include "core/base/duration_text.h"
#include "core/base/error.h"
#include "core/base/process_memory.h"
#include "core/base/temporary_folder.h"
#include "core/fit/data_check.h"
#include "core/fit/fit.h"
#include "core/fit/fit_output.h"
#include "core/fit/forecast.h"
#include "core/fit/schedule.h"
#include "core/fit/study_files.h"
#include "core/io/hdf5/fit_file.h"
#include "core/metrics/score.h"
#include "core/open/study_cortex.h"

namespace cortiscope {
namespace {

struct FitArguments {
  std::string subject, features, out, cortex;
  FitOptions options;
  double epochs = 0;  // 0: options.steps decides
  std::string ablation = name_of(Ablation::kNone);
  std::string recipe = averaged_recipe().name;
  double learning_rate = kPublishedLearningRate;
  std::vector<double> rates;            // empty: the recipe's
  std::optional<double> readout_decay;  // absent: the recipe's
  double cache_gb = kDefaultCacheGb;
  std::string standardize = name_of(Standardize::kLayer);
  bool resumes = false;
  bool replaces = false;
  bool has_no_history = false;
  bool json = false;

  FitFiles files() const { return {subject, features, out}; }
};

/// Prints the forecast before the fit starts.
void announce(const FitForecast& forecast) {
  std::fprintf(stderr, "forecast: %s and %.1f GB of memory\n",
               duration_text(forecast.seconds).c_str(),
               (forecast.memory_mb + resident_mb()) / 1024);
}

void print_result(const FitArguments& arguments, const std::string& file, const FitResult& fit,
                  const std::optional<FitForecast>& forecast, const Concerns& concerns) {
  const Provenance& made = fit.provenance;
  if (arguments.json) {
    nlohmann::ordered_json result;
    result["fit"] = file;
    result["network"] = fit.features.network;
    result["vertices"] = fit.subject.vertex_count();
    result["r2_mean"] = mean_of_known(fit.r2);
    result["validation_r2_mean"] = mean_of_known(fit.validation_r2);
    result["steps_done"] = made.steps_done;
    result["best_step"] = made.best_step;
    result["is_converged"] = has_converged(fit.history);
    result["device"] = made.device;
    result["seconds"] = made.seconds;
    if (forecast) result["forecast_seconds"] = forecast->seconds;
    result["peak_rss_mb"] = peak_resident_mb();
    result["warnings"] = concerns;
    std::printf("%s", json_text(result).c_str());
    return;
  }
  std::printf("%s\n", result_text(file, fit).c_str());
}

/// Writes the fit; where that fails, writes it to a folder of its own among the temporary files, so
/// that hours of computing are not lost with a disk.
std::optional<std::filesystem::path> write_or_rescue(FitOutput& output, const FitResult& fit) {
  try {
    return output.write(fit);
  } catch (const Error&) {
    const std::optional<std::filesystem::path> folder = make_temporary_folder();
    if (!folder) throw;
    const std::filesystem::path rescued = *folder / "rescued.fit.h5";
    write_fit(rescued, fit);
    std::fprintf(stderr, "cortiscope: the fit is kept in %s instead\n", rescued.c_str());
    throw;
  }
}

void run(const FitArguments& arguments) {
  const StopToken stop = stop_on_signal();
  FitOptions options = arguments.options;
  options.standardize = parse_standardize(arguments.standardize);
  options.ablation = parse_ablation(arguments.ablation);
  options.keeps_snapshots = !arguments.has_no_history;
  options.recipe =
      recipe_named(arguments.recipe).times(arguments.learning_rate / kPublishedLearningRate);
  if (!arguments.rates.empty()) {
    options.recipe.rates = {arguments.rates[0], arguments.rates[1], arguments.rates[2],
                            options.recipe.rates.readout_decay};
  }
  if (arguments.readout_decay) options.recipe.rates.readout_decay = *arguments.readout_decay;
  FitOutput output(arguments.files(), arguments.resumes    ? FitBeginning::kResumed
                                      : arguments.replaces ? FitBeginning::kReplacing
                                                           : FitBeginning::kNew);
  if (arguments.resumes && options.steps == 0 && arguments.epochs == 0) {
    options.steps = kept_options(arguments.files(), options).steps;
  }
  if (!arguments.cortex.empty() && std::filesystem::is_regular_file(arguments.subject)) {
    throw option_error(
        ErrorKind::kBadValue, "cortex",
        "is for subjects that hold no cortex, but " + arguments.subject + " holds its own",
        "leave it out");
  }
  const EncodingData data = open_study(arguments.files(), arguments.cache_gb,
                                       study_cortex(arguments.subject, arguments.cortex));
  if (arguments.epochs > 0) options.steps = steps_of_epochs(arguments.epochs, data, options);
  const std::optional<FitForecast> forecast = forecast_fit(work_of(data, options), options);
  if (forecast) announce(*forecast);
  Concerns concerns = concerns_about(data, options);
  warn_of(concerns);
  FitResult fit;
  std::string warning;
  {
    ProgressLine line;
    const auto show_progress = [&](const FitProgress& progress) {
      show(line, progress);
      if (progress.warning == warning) return;
      warning = progress.warning;
      if (!warning.empty()) line.say("warning: " + warning);
    };
    fit = fit_factor_topy(data, options, stop, show_progress, output.keeping());
  }
  const std::optional<std::filesystem::path> file = write_or_rescue(output, fit);
  Concerns of_fit = concerns_about(fit);
  if (const auto more = concern_about(check_retinotopy(fit))) of_fit.push_back(*more);
  for (const std::string& concern : of_fit) {
    if (std::find(concerns.begin(), concerns.end(), concern) != concerns.end()) continue;
    warn_of({concern});
    concerns.push_back(concern);
  }
  if (file) print_result(arguments, file->string(), fit, forecast, concerns);
  if (!fit.provenance.leak.empty()) {
    throw Error(ErrorKind::kBadValue, arguments.out, fit.provenance.leak);
  }
  if (fit.provenance.is_finished()) {
    if (!has_converged(fit.history)) {
      std::fprintf(stderr,
                   "cortiscope: not converged: --resume with more --steps, or without, goes on\n");
    }
    return;
  }
  std::fprintf(stderr, "cortiscope: stopped at step %d of %d; %s%s\n", fit.provenance.steps_done,
               fit.provenance.steps,
               (file ? "what was reached is in " + file->string()
                     : arguments.out + " still holds the finished fit of before")
                   .c_str(),
               warning.empty() ? ", and --resume continues from there" : "");
  throw CLI::RuntimeError(exit_code_of_signal());
}

}  // namespace

void add_fit_command(CLI::App& program) {
  auto arguments = std::make_shared<FitArguments>();
  FitOptions& options = arguments->options;
  CLI::App* command = program.add_subcommand("fit", "Fit FactorTopy to a subject's responses");
  command
      ->add_option("--subject", arguments->subject,
                   "Subject file with responses, or an Algonauts 2023 folder (subj01)")
      ->required();
  command
      ->add_option(
          "--features", arguments->features,
          "Features of a network: a file of ours, or a folder of thingsvision or Net2Brain")
      ->required();
  command->add_option("--out", arguments->out, "Fit file to write")->required();
  command->add_option("--cortex", arguments->cortex,
                      "Folder of fsaverage, for subjects that refer to it; found by itself beside "
                      "the subject's folder and in $SUBJECTS_DIR");
  command->add_option("--device", options.device, "auto, cpu, cuda or cuda:N")
      ->capture_default_str();
  command->add_option("--engine", options.engine, "fast, or eager: the method as it is written")
      ->capture_default_str();
  auto* steps = command
                    ->add_option("--steps", options.steps,
                                 "Optimiser steps; until it has converged, if absent")
                    ->check(CLI::Range(1, kMostSteps));
  command->add_option("--epochs", arguments->epochs, "Passes over the training images instead")
      ->check(number_from_0(/*has_0=*/false))
      ->excludes(steps);
  command->add_option("--batch", options.batch, "Images per step")->capture_default_str();
  command
      ->add_option("--standardize", arguments->standardize,
                   "Bring features to one scale by layer or by channel, or leave them as they are: "
                   "layer, channel or none")
      ->check(CLI::IsMember({"layer", "channel", "none"}))
      ->capture_default_str();
  command
      ->add_option("--recipe", arguments->recipe,
                   "averaged: a learning rate for each part of the model, averaged parameters, far "
                   "fewer steps; published: one rate for all")
      ->check(CLI::IsMember({"averaged", "published"}))
      ->capture_default_str();
  command
      ->add_option("--learning-rate", arguments->learning_rate,
                   "Learning rate of AdamW in the published recipe; the other's rates change in "
                   "proportion")
      ->check(CLI::Range(1e-6, 1.0))
      ->capture_default_str();
  command
      ->add_option("--ablate", arguments->ablation,
                   "Leave a part of the method out, to see what it is worth: topology (selectors "
                   "of each vertex on its own), factorization (one weight for every layer and "
                   "place), space (every vertex reads at the image centre)")
      ->check(CLI::IsMember({"topology", "factorization", "space"}));
  command
      ->add_option("--rates", arguments->rates,
                   "Learning rates of selectors, channel alignment and read-out, instead of the "
                   "recipe's")
      ->delimiter(',')
      ->expected(3)
      ->check(CLI::Range(1e-6, 1.0));
  command
      ->add_option("--readout-decay", arguments->readout_decay,
                   "Weight decay of the read-out, instead of the recipe's: more where responses "
                   "are noisy or images few")
      ->check(CLI::Range(0.0, 100.0));
  command->add_option("--seed", options.seed, "Seed of the split, the start and the order")
      ->capture_default_str();
  add_threads(*command, options.threads);
  command
      ->add_option("--cache", arguments->cache_gb,
                   "GB of features and responses to hold in memory; what does not fit is read as "
                   "it is needed")
      ->check(number_from_0(/*has_0=*/true))
      ->capture_default_str();
  command->add_flag("--resume", arguments->resumes,
                    "Resume an interrupted fit from its kept state");
  add_force(*command, arguments->replaces);
  command->add_flag("--no-history", arguments->has_no_history,
                    "Leave out the snapshots of the maps on the way, some bytes a vertex, that the "
                    "window's time slider shows");
  command->add_flag("--json", arguments->json, "Print the result as JSON");
  command->footer(
      "Examples:\n  cortiscope fit --subject S/subject.h5 --features S/aligned.features.h5 --out "
      "aligned.fit.h5\n"
      "  cortiscope fit --subject subj01 --cortex fsaverage --features clip.features.h5 --out "
      "clip.fit.h5\nCtrl-C stops within a step and writes what was reached; the state is kept "
      "beside it "
      "(FIT.h5.checkpoint) every minute and on stop, and --resume continues from there.");
  command->callback([arguments] { run(*arguments); });
}

}  // namespace cortiscope
