#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/bench_command.h"
#include "app/cli/common_options.h"
#include "app/cli/json_text.h"
#include "app/cli/progress_line.h"
#include "app/cli/stop_signal.h"
#include "core/base/random.h"
#include "core/fit/fit.h"
#include "core/metrics/evidence.h"
#include "core/metrics/score.h"
#include "core/simulate/planted_study.h"

namespace cortiscope {
namespace {

struct NullBenchArguments {
  PlantedOptions study;
  FitOptions fit;
  int seeds = 100;
  bool json = false;

  NullBenchArguments() {
    study.vertices = 500;
    study.images = 600;
    fit.steps = 300;
    fit.bottleneck = 32;
  }
};

/// A planted study in which the responses belong to other images: there is nothing to find, though
/// neighbouring vertices still respond alike.
EncodingData null_study(const PlantedOptions& options, std::uint64_t seed) {
  PlantedStudy planted = make_planted_study(options, seed);
  EncodingData study = pair(std::move(planted.recording), std::move(planted.features));
  Random(seed).shuffle(study.images);
  study.subject.truth.reset();
  return study;
}

void run(const NullBenchArguments& arguments) {
  const StopToken stop = stop_on_signal();
  nlohmann::ordered_json result;
  result["vertices"] = arguments.study.vertices;
  result["images"] = arguments.study.images;
  result["steps"] = arguments.fit.steps;
  result["seeds"] = arguments.seeds;
  int silent = 0;
  double shares = 0, r2 = 0, expected = 0;
  {
    ProgressLine line;
    for (int seed = 1; seed <= arguments.seeds; ++seed) {
      FitOptions options = arguments.fit;
      options.seed = std::uint64_t(seed);
      const EncodingData study = null_study(arguments.study, options.seed);
      const FitResult fit = fit_factor_topy(study, options, stop, {});
      if (stop.stop_requested()) throw CLI::RuntimeError(exit_code_of_signal());
      int found = 0;
      for (std::size_t i = 0; i < fit.r2.size(); ++i) {
        found += has_evidence(fit.evidence[i], fit.r2[i]);
      }
      silent += found == 0;
      shares += double(found) / double(fit.r2.size());
      r2 += mean_of_known(fit.r2);
      expected += fit.provenance.null_r2;
      line.show("seed " + std::to_string(seed) + ": " + std::to_string(found) +
                " vertices with evidence");
    }
  }
  result["seeds_without_evidence"] = silent;
  result["evidence_share"] = shares / arguments.seeds;
  result["r2_mean"] = r2 / arguments.seeds;
  result["null_r2"] = expected / arguments.seeds;
  if (arguments.json) {
    std::printf("%s", json_text(result).c_str());
    return;
  }
  for (const auto& [name, value] : result.items()) {
    std::printf("%-24s %s\n", name.c_str(), value.dump().c_str());
  }
}

}  // namespace

void add_bench_null(CLI::App& bench) {
  CLI::App* null = bench.add_subcommand(
      "null", "Whole fits of subjects in which there is nothing to find: how many show evidence");
  const auto arguments = std::make_shared<NullBenchArguments>();
  const CLI::Range positive(1, 10000000);
  const auto size = [&](const char* name, int& value, const char* meaning) {
    null->add_option(name, value, meaning)->capture_default_str()->check(positive);
  };
  size("--vertices", arguments->study.vertices, "N, even");
  size("--images", arguments->study.images, "M");
  size("--steps", arguments->fit.steps, "Optimiser steps");
  size("--seeds", arguments->seeds, "How many subjects, with seeds 1, 2, ...");
  add_threads(*null, arguments->fit.threads);
  null->add_flag("--json", arguments->json, "Print one JSON object");
  null->footer("Example:\n  cortiscope bench null --seeds 100");
  null->callback([arguments] { run(*arguments); });
}

}  // namespace cortiscope
