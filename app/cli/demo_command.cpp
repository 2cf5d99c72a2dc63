#include "app/cli/demo_command.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "app/cli/other_programs.h"
#include "core/base/error.h"
#include "core/simulate/demonstration.h"

namespace cortiscope {
namespace {

struct DemoArguments {
  std::string folder;
  std::uint64_t seed = 1;
};

void run(const DemoArguments& arguments) {
  if (arguments.folder.empty()) {
    if (has_display()) {
      throw CLI::RuntimeError(become_window({"--seed", std::to_string(arguments.seed)}));
    }
    throw Error(ErrorKind::kBadValue, "demo", "there is no display to open a window on",
                "use --headless DIR to fit the demonstration and draw its figures into DIR");
  }
  const std::filesystem::path folder = arguments.folder;
  std::filesystem::create_directories(folder);
  const auto in_folder = [&](const std::string& name) { return (folder / name).string(); };
  const std::string seed = std::to_string(arguments.seed);

  std::string networks;
  for (const std::string& network : kDemoNetworks) {
    networks += (networks.empty() ? "" : ",") + network;
  }
  run_cortiscope({"simulate", "--cortex", "builtin", "--networks", networks, "--images",
                  std::to_string(kDemoImages), "--seed", seed, "--out", folder.string()});
  for (const std::string& network : kDemoNetworks) {
    const std::string fit = in_folder(network + ".fit.h5");
    run_cortiscope({"fit", "--subject", in_folder("subject.h5"), "--features",
                    in_folder(network + ".features.h5"), "--steps", std::to_string(kDemoSteps),
                    "--learning-rate", std::to_string(kDemoLearningRate), "--seed", seed, "--out",
                    fit});
    run_cortiscope({"figure", fit, "--rois", "--out", in_folder(network + ".png")});
  }
  const std::string aligned = in_folder("aligned.fit.h5");
  run_cortiscope({"figure", aligned, "--rois", "--out", in_folder("aligned.pdf")});
  run_cortiscope({"figure", aligned, "--map", "layer", "--view", "inflated", "--out",
                  in_folder("aligned-inflated.png")});
  run_cortiscope({"evaluate", aligned});
  std::printf("The demonstration (synthetic subject and networks) is in %s:\n", folder.c_str());
  for (const std::string& network : kDemoNetworks) {
    std::printf("  %s.png  the layer, space, scale and score maps of network %s\n", network.c_str(),
                network.c_str());
  }
}

}  // namespace

void add_demo_command(CLI::App& program) {
  const auto arguments = std::make_shared<DemoArguments>();
  CLI::App* command = program.add_subcommand(
      "demo", "The built-in synthetic subject and networks, in the window or headless");
  command->add_option("--headless", arguments->folder, "Without a window, into this folder");
  command->add_option("--seed", arguments->seed, "Another seed gives another subject")
      ->capture_default_str();
  command->footer("Examples:\n  cortiscope demo\n  cortiscope demo --headless cortiscope-demo");
  command->callback([arguments] { run(*arguments); });
}

}  // namespace cortiscope
