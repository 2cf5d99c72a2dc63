#include "app/cli/bench_command.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/common_options.h"
#include "app/cli/json_text.h"
#include "core/base/error.h"
#include "core/fit/arithmetic.h"
#include "core/fit/step_bench.h"
#include "core/fit/torch_module.h"

namespace cortiscope {
namespace {

struct StepArguments {
  int vertices = 37984, layers = 12, channels = 768, rows = 8, columns = 8, batch = 8;
  int steps = 5, threads = 0;
  std::string device = "auto";
  std::string only;  ///< of the process that times one engine
  bool json = false;

  ModelSize size() const {
    return {vertices, std::vector<int>(std::size_t(layers), channels), rows, columns, 128};
  }
};

/// Times one engine in a process of its own, so that its memory is its own too.
nlohmann::json timing_of(const StepArguments& arguments, const std::string& engine) {
  std::string line = std::filesystem::read_symlink("/proc/self/exe").string() + " bench step";
  const auto add = [&](const char* option, const auto& value) {
    line += std::string(" ") + option + " " + value;
  };
  add("--vertices", std::to_string(arguments.vertices));
  add("--layers", std::to_string(arguments.layers));
  add("--channels", std::to_string(arguments.channels));
  add("--rows", std::to_string(arguments.rows));
  add("--columns", std::to_string(arguments.columns));
  add("--batch", std::to_string(arguments.batch));
  add("--steps", std::to_string(arguments.steps));
  add("--threads", std::to_string(arguments.threads));
  add("--device", torch_module().resolve_device(arguments.device));
  add("--only", engine);
  const std::unique_ptr<FILE, int (*)(FILE*)> child(popen(line.c_str(), "r"), pclose);
  std::string output;
  std::array<char, 4096> buffer{};
  while (child && std::fgets(buffer.data(), int(buffer.size()), child.get())) {
    output += buffer.data();
  }
  const nlohmann::json timing = nlohmann::json::parse(output, nullptr, /*allow_exceptions=*/false);
  if (timing.is_discarded()) {
    throw Error(ErrorKind::kInternal, "bench step", "the " + engine + " engine gave no timing",
                "see its own message above; is there enough memory?");
  }
  return timing;
}

void print_timing(const StepArguments& arguments) {
  const StepTiming timing = time_steps(arguments.only, arguments.size(), arguments.batch,
                                       arguments.steps, arguments.threads, arguments.device);
  const nlohmann::json result = {{"step_ms", timing.step_ms},
                                 {"sgemm_gflop_per_s", timing.sgemm_gflop_per_s},
                                 {"peak_rss_mb", timing.peak_rss_mb}};
  std::printf("%s\n", result.dump().c_str());
}

void run(const StepArguments& arguments) {
  if (!arguments.only.empty()) {
    print_timing(arguments);
    return;
  }
  const nlohmann::json fast = timing_of(arguments, "fast"), eager = timing_of(arguments, "eager");
  const double fast_ms = fast.at("step_ms"), eager_ms = eager.at("step_ms");
  const double sgemm = fast.at("sgemm_gflop_per_s");
  const double gflop = step_gflop(arguments.size(), arguments.batch);
  nlohmann::ordered_json result;
  result["vertices"] = arguments.vertices;
  result["layers"] = arguments.layers;
  result["channels"] = arguments.channels;
  result["batch"] = arguments.batch;
  result["threads"] = torch_module().use_threads(arguments.threads);
  result["device"] = torch_module().resolve_device(arguments.device);
  result["eager_ms"] = eager_ms;
  result["fast_ms"] = fast_ms;
  result["ratio"] = eager_ms / fast_ms;
  result["gflop"] = gflop;
  result["gflop_per_s"] = gflop / fast_ms * 1000;
  result["sgemm_gflop_per_s"] = sgemm;
  result["efficiency"] = gflop / fast_ms * 1000 / sgemm;
  result["fast_peak_rss_mb"] = fast.at("peak_rss_mb");
  result["eager_peak_rss_mb"] = eager.at("peak_rss_mb");
  if (arguments.json) {
    std::printf("%s", json_text(result).c_str());
    return;
  }
  for (const auto& [name, value] : result.items()) {
    std::printf("%-20s %s\n", name.c_str(), value.dump().c_str());
  }
}

}  // namespace

void add_bench_step(CLI::App& bench) {
  CLI::App* step = bench.add_subcommand("step", "One optimiser step of both engines");
  const auto arguments = std::make_shared<StepArguments>();
  const CLI::Range positive(1, 10000000);
  step->add_option("--vertices", arguments->vertices, "N")->capture_default_str()->check(positive);
  step->add_option("--layers", arguments->layers, "L")->capture_default_str()->check(positive);
  step->add_option("--channels", arguments->channels, "C of every layer")
      ->capture_default_str()
      ->check(positive);
  step->add_option("--rows", arguments->rows, "H")->capture_default_str()->check(positive);
  step->add_option("--columns", arguments->columns, "W")->capture_default_str()->check(positive);
  step->add_option("--batch", arguments->batch, "Images per step")
      ->capture_default_str()
      ->check(positive);
  step->add_option("--steps", arguments->steps, "How many are timed; the median is reported")
      ->capture_default_str()
      ->check(positive);
  add_threads(*step, arguments->threads);
  step->add_option("--device", arguments->device, "auto, cpu, cuda or cuda:N")
      ->capture_default_str();
  step->add_option("--only", arguments->only, "Time this engine alone, in this process")
      ->check(CLI::IsMember({"fast", "eager"}));
  step->add_flag("--json", arguments->json, "Print one JSON object");
  step->footer(
      "The nominal size by default. efficiency is the step's arithmetic a second over that of a "
      "large matrix product in the same process.\nExample:\n  cortiscope bench step --json");
  step->callback([arguments] { run(*arguments); });
}

}  // namespace cortiscope
