#include <chrono>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/bench_command.h"
#include "app/cli/json_text.h"
#include "core/analysis/comparison.h"
#include "core/simulate/cortex/builtin_cortex.h"
#include "core/simulate/null_alignment.h"
#include "core/simulate/planted_subject.h"

namespace cortiscope {
namespace {

struct AlignmentArguments {
  int seeds = 100, vertices = 37984, fits = 50;
  bool json = false;
};

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void run(const AlignmentArguments& arguments) {
  constexpr int kAsFineAsFsaverage = 7;
  PlantedSubjectOptions options;
  options.vertices = arguments.vertices;
  const Subject planted = plant_subject(builtin_cortex(kAsFineAsFsaverage), options).subject;
  ComparedSubjects subjects;
  const Clock::time_point opened = Clock::now();
  const auto subject = subjects.of(planted);
  nlohmann::ordered_json result;
  result["vertices"] = subject->vertex_count();
  result["subject_ms"] = milliseconds_since(opened);
  result["seeds"] = arguments.seeds;
  result["coverage"] = nlohmann::ordered_json::array();
  for (const float length_mm : {4.0F, 8.0F, 12.0F, 16.0F, 20.0F}) {
    const NullCoverage coverage = null_coverage(subject, length_mm, arguments.seeds);
    result["coverage"].push_back({{"smoothness_mm", length_mm},
                                  {"slope", coverage.slope},
                                  {"b0", coverage.b0},
                                  {"b1", coverage.b1}});
  }

  std::vector<ComparedFit> fits;
  for (int seed = 1; seed <= arguments.fits; ++seed) {
    fits.push_back(random_fit(subject, 12, std::uint64_t(seed)));
  }
  const Clock::time_point one = Clock::now();
  compare({fits.front()}, {});
  result["one_fit_ms"] = milliseconds_since(one);
  const Clock::time_point all = Clock::now();
  compare(fits, {});
  result["fits"] = arguments.fits;
  result["table_ms"] = milliseconds_since(all);
  if (arguments.json) {
    std::printf("%s", json_text(result).c_str());
    return;
  }
  for (const auto& [name, value] : result.items()) {
    if (name != "coverage") {
      std::printf("%-12s %s\n", name.c_str(), value.dump().c_str());
      continue;
    }
    for (const auto& row : value) {
      std::printf("%-12s smoothness %g mm: slope %.2f, b0 %.2f, b1 %.2f\n", name.c_str(),
                  row["smoothness_mm"].get<double>(), row["slope"].get<double>(),
                  row["b0"].get<double>(), row["b1"].get<double>());
    }
  }
}

}  // namespace

void add_bench_alignment(CLI::App& bench) {
  const auto arguments = std::make_shared<AlignmentArguments>();
  CLI::App* alignment =
      bench.add_subcommand("alignment", "Intervals of slopes where there is none, and their time");
  const CLI::Range positive(1, 10000000);
  alignment->add_option("--seeds", arguments->seeds, "Random maps of each smoothness")
      ->capture_default_str()
      ->check(positive);
  alignment->add_option("--vertices", arguments->vertices, "N of the random maps")
      ->capture_default_str()
      ->check(positive);
  alignment->add_option("--fits", arguments->fits, "How many fits the table that is timed has")
      ->capture_default_str()
      ->check(CLI::Range(2, 1000));
  alignment->add_flag("--json", arguments->json, "Print one JSON object");
  alignment->footer(
      "coverage is the share of smooth random layer maps, which follow no hierarchy, whose 95 % "
      "intervals cover the truth. one_fit_ms and table_ms are the comparison of one fit, and of "
      "all with every pair of them.\nExample:\n  cortiscope bench alignment --json");
  alignment->callback([arguments] { run(*arguments); });
}

}  // namespace cortiscope
