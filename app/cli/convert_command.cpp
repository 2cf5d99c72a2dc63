#include "app/cli/convert_command.h"

#include <memory>
#include <string>

#include "core/io/convert.h"

namespace cortiscope {

void add_convert_command(CLI::App& program) {
  struct Options {
    std::string from;
    std::string to;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      program.add_subcommand("convert", "Convert between the surface and overlay formats");
  command->add_option("IN", options->from, "A surface or values at vertices")->required();
  command
      ->add_option("OUT", options->to,
                   "GIFTI where the name ends in .gii or .gii.gz, MGH for .mgh and .mgz, else "
                   "FreeSurfer's surface or curv format")
      ->required();
  command->footer(
      "Examples:\n"
      "  cortiscope convert surf/lh.pial lh.pial.surf.gii\n"
      "  cortiscope convert curv_left.gii.gz lh.curv\n"
      "  cortiscope convert lh.thickness lh.thickness.mgz");
  command->callback([options] { convert(options->from, options->to); });
}

}  // namespace cortiscope
