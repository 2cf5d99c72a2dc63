#include "app/cli/simulate_command.h"

#include <cstdio>
#include <filesystem>
#include <memory>

#include "app/cli/common_options.h"
#include "app/cli/progress_line.h"
#include "core/fit/torch_module.h"
#include "core/io/output_place.h"
#include "core/open/cortex_folder.h"
#include "core/simulate/cortex/builtin_cortex.h"
#include "core/simulate/photograph_folder.h"
#include "core/simulate/simulate_study.h"

namespace cortiscope {
namespace {

struct Arguments {
  std::string cortex = "builtin";
  std::string image_folder;
  std::string out;
  std::string responses = name_of(ResponseModel::kFactorized);
  int vertices = 0;
  bool replaces = false;
  SimulationOptions simulation;
};

void run(const Arguments& arguments, bool has_vertices) {
  const bool is_builtin = arguments.cortex == "builtin";
  require_output_folder(
      arguments.out,
      {{is_builtin ? "" : arguments.cortex, arguments.image_folder}, arguments.replaces});
  SimulationOptions options = arguments.simulation;
  options.responses = parse_response_model(arguments.responses);
  if (has_vertices) options.vertices = arguments.vertices;
  if (!arguments.image_folder.empty()) {
    options.photographs = read_photographs(arguments.image_folder);
  }
  torch_module().use_threads(0);
  int vertices = 0;
  {
    ProgressLine line;
    const auto show = [&](const std::string& what, double done) {
      line.show(what + ": " + std::to_string(int(100 * done)) + " %");
    };
    const Cortex cortex =
        is_builtin
            ? builtin_cortex(5, [&](double done) { show("cortex, folded once and kept", done); })
            : read_cortex_folder(arguments.cortex);
    const SimulatedStudy study = simulate_study(options, cortex, show);
    vertices = study.recordings.front().subject.vertex_count();
    write_study(study, arguments.out, show);
  }
  const std::string subjects =
      options.subjects == 1 ? "" : std::to_string(options.subjects) + " subjects, ";
  std::printf("%s: %s%d images, %d vertices, %zu networks (synthetic)\n", arguments.out.c_str(),
              subjects.c_str(), options.images, vertices, options.networks.size());
}

}  // namespace

void add_simulate_command(CLI::App& program) {
  CLI::App* command = program.add_subcommand(
      "simulate", "Make a synthetic subject and networks with a known answer");
  const auto arguments = std::make_shared<Arguments>();
  SimulationOptions& options = arguments->simulation;
  command->add_option("--cortex", arguments->cortex, "builtin, or a folder that holds a cortex")
      ->capture_default_str();
  command
      ->add_option(
          "--networks", options.networks,
          "Comma-separated: aligned, truncated, low-level, scrambled; aligned-finetuned: aligned "
          "with its late layers rewired; aligned-forgotten: with all of them rewired; untrained: "
          "aligned with the values of each weight tensor shuffled")
      ->delimiter(',')
      ->capture_default_str();
  command->add_option("--images", options.images, "How many images")->capture_default_str();
  command->add_option("--image-folder", arguments->image_folder,
                      "Cut the images out of the photographs (PNG, JPEG) of this folder");
  CLI::Option* vertices = command->add_option(
      "--vertices", arguments->vertices, "Encode only this many vertices of the visual cortex");
  command
      ->add_option("--responses", arguments->responses,
                   "factorized: as the model that is fitted assumes, or pooled: outside that class")
      ->check(CLI::IsMember({"factorized", "pooled"}))
      ->capture_default_str();
  command
      ->add_option("--subjects", options.subjects,
                   "How many, who see the same images: subject.h5, subject-2/subject.h5 and so on")
      ->capture_default_str();
  command->add_option("--seed", options.seed, "Another seed gives another subject")
      ->capture_default_str();
  command->add_option("--out", arguments->out, "The folder to write to")->required();
  add_force(*command, arguments->replaces);
  command->footer(
      "With --responses pooled no fit can be exact: selectors are jittered from vertex to vertex, "
      "every\nvertex pools the image with a Gaussian that grows with eccentricity, and weights the "
      "channels of\neach layer on their own. The truth holds the jittered layers, positions and "
      "scales. It shows how\nmuch of a result depends on what the model assumes.\n\n"
      "Examples:\n  cortiscope simulate --cortex builtin --images 1200 --seed 3 --out study\n"
      "  cortiscope simulate --networks aligned,aligned-finetuned --out before-and-after\n"
      "  cortiscope simulate --networks aligned --subjects 3 --out group\n"
      "  cortiscope simulate --responses pooled --networks aligned --out outside-the-model");
  command->callback([arguments, vertices] { run(*arguments, vertices->count() > 0); });
}

}  // namespace cortiscope
