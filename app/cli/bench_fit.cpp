#include <cmath>
#include <cstdio>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/bench_command.h"
#include "app/cli/common_options.h"
#include "app/cli/json_text.h"
#include "app/cli/progress_line.h"
#include "app/cli/stop_signal.h"
#include "core/base/duration_text.h"
#include "core/base/error.h"
#include "core/fit/arithmetic.h"
#include "core/fit/fit_bench.h"
#include "core/fit/step_bench.h"
#include "core/fit/torch_module.h"
#include "core/simulate/planted_study.h"

namespace cortiscope {
namespace {

using Json = nlohmann::ordered_json;

struct FitBenchArguments {
  PlantedOptions study;
  FitOptions fit;
  std::vector<std::string> engines = {"fast", "eager"};
  std::string responses = name_of(ResponseModel::kFactorized);
  int seeds = 1;
  double target = 0.5;
  bool json = false;

  FitBenchArguments() {
    study.vertices = 2500;
    study.layers = 12;
    study.channels = 256;
    study.images = 2000;
    study.readout_rank = 32;
  }

  ModelSize size() const {
    return {study.vertices, std::vector<int>(std::size_t(study.layers), study.channels), study.rows,
            study.columns, fit.bottleneck};
  }
};

Json or_null(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json to_json(const FitTiming& timing, double gflop, double sgemm_gflop_per_s) {
  Json result;
  result["r2_mean"] = timing.r2_mean;
  result["r2_over_ceiling"] = timing.r2_over_ceiling;
  result["layer_argmax_hit"] = timing.layer_argmax_hit;
  result["layer_slope"] = timing.layer_slope;
  result["space_mae"] = timing.space_mae;
  result["scale_corr"] = timing.scale_corr;
  result["steps_done"] = timing.steps;
  result["seconds"] = timing.seconds;
  for (std::size_t i = 0; i < kFitBenchParts.size(); ++i) {
    const std::string percent = std::to_string(std::lround(100 * kFitBenchParts[i]));
    result["seconds_to_" + percent + "_percent"] = or_null(timing.to_s[i]);
  }
  result["seconds_to_target"] = or_null(timing.to_target_s);
  result["step_ms"] = timing.step_ms;
  result["efficiency"] = gflop / timing.step_ms * 1000 / sgemm_gflop_per_s;
  return result;
}

/// The mean over runs of every number that each of them has.
Json mean_of(const std::vector<Json>& runs) {
  Json mean;
  for (const auto& [name, first] : runs.front().items()) {
    double sum = 0;
    bool is_known = true;
    for (const Json& run : runs) {
      is_known = is_known && run.at(name).is_number();
      if (is_known) sum += run.at(name).get<double>();
    }
    mean[name] = is_known ? Json(sum / double(runs.size())) : Json(nullptr);
  }
  return mean;
}

/// A case is one seed: its study, then one fit of it with every engine.
std::map<std::string, std::vector<Json>> measure(const FitBenchArguments& arguments, double gflop,
                                                 double sgemm) {
  const StopToken stop = stop_on_signal();
  std::map<std::string, std::vector<Json>> runs;
  ProgressLine line;
  for (int seed = 1; seed <= arguments.seeds; ++seed) {
    line.show("seed " + std::to_string(seed) + ": making the study");
    PlantedOptions planting = arguments.study;
    planting.responses = parse_response_model(arguments.responses);
    PlantedStudy planted = make_planted_study(planting, std::uint64_t(seed));
    const EncodingData study = pair(std::move(planted.recording), std::move(planted.features));
    FitOptions options = arguments.fit;
    options.seed = std::uint64_t(seed);
    for (const std::string& engine : arguments.engines) {
      options.engine = engine;
      const auto show = [&](const FitProgress& progress) {
        line.show("seed " + std::to_string(seed) + ", " + engine + " engine: step " +
                  std::to_string(progress.step) + " of " + std::to_string(progress.steps) + ", " +
                  duration_text(progress.remaining_s) + " left");
      };
      const auto timing = time_fit(study, options, arguments.target, stop, show);
      if (!timing) throw CLI::RuntimeError(exit_code_of_signal());
      runs[engine].push_back(to_json(*timing, gflop, sgemm));
    }
  }
  return runs;
}

void print_table(const Json& result) {
  for (const auto& [name, value] : result.items()) {
    if (value.is_structured()) continue;
    std::printf("%-24s %s\n", name.c_str(), value.dump().c_str());
  }
  for (const auto& [engine, mean] : result.at("mean").items()) {
    std::printf("\n%s engine\n", engine.c_str());
    for (const auto& [name, value] : mean.items()) {
      std::printf("  %-22s %s\n", name.c_str(),
                  value.is_null() ? "not reached" : value.dump().c_str());
    }
  }
}

void run(const FitBenchArguments& arguments) {
  if (arguments.study.vertices % 2) {
    throw Error(ErrorKind::kBadValue, "--vertices",
                "expected an even number, found " + std::to_string(arguments.study.vertices),
                "half are in each hemisphere");
  }
  Json result;
  result["vertices"] = arguments.study.vertices;
  result["layers"] = arguments.study.layers;
  result["channels"] = arguments.study.channels;
  result["rows"] = arguments.study.rows;
  result["columns"] = arguments.study.columns;
  result["images"] = arguments.study.images;
  result["readout_rank"] = arguments.study.readout_rank;
  result["responses"] = arguments.responses;
  result["ceiling"] = arguments.study.ceiling;
  result["bottleneck"] = arguments.fit.bottleneck;
  result["batch"] = arguments.fit.batch;
  result["steps"] = arguments.fit.steps;
  result["recipe"] = arguments.fit.recipe.name;
  const LearningRates& rates = arguments.fit.recipe.rates;
  result["rates"] = {rates.selectors, rates.alignment, rates.readout};
  result["readout_decay"] = rates.readout_decay;
  result["averaging"] = arguments.fit.recipe.averaging;
  result["seeds"] = arguments.seeds;
  result["target"] = arguments.target;
  result["threads"] = torch_module().use_threads(arguments.fit.threads);
  result["device"] = torch_module().resolve_device(arguments.fit.device);
  const double gflop = step_gflop(arguments.size(), arguments.fit.batch);
  const double sgemm = torch_module().sgemm_gflop_per_s(
      torch_module().resolve_device(arguments.fit.device), kSgemmSide, kSgemmRuns);
  result["gflop"] = gflop;
  result["sgemm_gflop_per_s"] = sgemm;
  result["floor_ms"] = gflop / sgemm * 1000;
  const auto runs = measure(arguments, gflop, sgemm);
  for (const std::string& engine : arguments.engines) {
    result["mean"][engine] = mean_of(runs.at(engine));
  }
  for (const std::string& engine : arguments.engines) result["runs"][engine] = runs.at(engine);
  if (arguments.json) {
    std::printf("%s", json_text(result).c_str());
  } else {
    print_table(result);
  }
}

}  // namespace

void add_bench_fit(CLI::App& bench) {
  CLI::App* fit =
      bench.add_subcommand("fit", "A whole fit of a simulated study, to a known answer");
  const auto arguments = std::make_shared<FitBenchArguments>();
  PlantedOptions& study = arguments->study;
  FitOptions& options = arguments->fit;
  const CLI::Range positive(1, 10000000);
  const auto size = [&](const char* name, int& value, const char* meaning) {
    fit->add_option(name, value, meaning)->capture_default_str()->check(positive);
  };
  size("--vertices", study.vertices, "N, even");
  size("--layers", study.layers, "L");
  size("--channels", study.channels, "C of every layer");
  size("--rows", study.rows, "H");
  size("--columns", study.columns, "W");
  size("--images", study.images, "M");
  fit->add_option("--rank", study.readout_rank,
                  "Directions of the channels that responses come from; 0: every channel")
      ->capture_default_str()
      ->check(CLI::Range(0, 10000));
  fit->add_option("--ceiling", study.ceiling, "Explainable variance of every vertex")
      ->capture_default_str()
      ->check(CLI::Range(0.11, 1.0));
  fit->add_option(
         "--responses", arguments->responses,
         "factorized: as the model assumes, or pooled: outside its class, of the same sizes")
      ->check(CLI::IsMember({"factorized", "pooled"}))
      ->capture_default_str();
  size("--bottleneck", options.bottleneck, "D");
  size("--batch", options.batch, "Images per step");
  size("--steps", options.steps, "Optimiser steps; until it has converged, if absent");
  fit->add_option_function<std::string>(
         "--recipe", [&options](const std::string& name) { options.recipe = recipe_named(name); },
         "averaged or published")
      ->check(CLI::IsMember({"averaged", "published"}));
  fit->add_option_function<std::vector<double>>(
         "--rates",
         [&options](const std::vector<double>& rates) {
           options.recipe.rates = {rates[0], rates[1], rates[2],
                                   options.recipe.rates.readout_decay};
         },
         "Learning rates of selectors, channel alignment and read-out, instead of the recipe's")
      ->delimiter(',')
      ->expected(3)
      ->check(CLI::Range(1e-6, 1.0));
  fit->add_option("--readout-decay", options.recipe.rates.readout_decay,
                  "Weight decay of the read-out")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 100.0));
  fit->add_option("--averaging", options.recipe.averaging,
                  "Decay of the parameters' average per step; 0: no average")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 0.99999));
  fit->add_option_function<std::string>(
         "--standardize",
         [&options](const std::string& how) { options.standardize = parse_standardize(how); },
         "layer, channel or none")
      ->check(CLI::IsMember({"layer", "channel", "none"}));
  fit->add_option("--soft-steps", options.soft_steps,
                  "Steps until the regulariser's weight is 0; 0: half of --steps")
      ->capture_default_str()
      ->check(CLI::Range(0, kMostSteps));
  size("--seeds", arguments->seeds, "How many studies and fits, with seeds 1, 2, ...");
  fit->add_option("--engines", arguments->engines, "Comma-separated: fast, eager")
      ->delimiter(',')
      ->capture_default_str()
      ->check(CLI::IsMember({"fast", "eager"}));
  fit->add_option("--target", arguments->target,
                  "Validation R2 over ceiling whose time is reported as seconds_to_target")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0));
  add_threads(*fit, options.threads);
  fit->add_option("--device", options.device, "auto, cpu, cuda or cuda:N")->capture_default_str();
  fit->add_flag("--json", arguments->json, "Print one JSON object");
  fit->footer(
      "The study is made in memory; its features take 4 M L C (H W + 1) bytes. Times count "
      "validation and scoring, as a user waits for them.\nExample:\n"
      "  cortiscope bench fit --vertices 400 --layers 4 --channels 32 --images 500 --steps 500");
  fit->callback([arguments] { run(*arguments); });
}

}  // namespace cortiscope
