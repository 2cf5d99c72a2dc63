#include "app/cli/convert_command.h"

#include <cstdio>
#include <memory>
#include <string>

#include "app/cli/common_options.h"
#include "core/io/output_place.h"
#include "core/open/convert.h"

namespace cortiscope {
namespace {

constexpr const char* kExplained =
    R"(OUT's name says the format: .surf.gii and other .gii, .mgh, .mgz, .nii, .nii.gz, .dscalar.nii,
.dlabel.nii, .annot, .label, .asc, .patch.flat, .h5 (a whole cortex), else FreeSurfer's own:
a surface or curv file, or of a cortex a folder with surf/ and label/.
What OUT cannot hold, and a file name that contradicts the file's hemisphere, are
reported on standard error.

Examples:
  cortiscope convert surf/lh.pial lh.pial.surf.gii
  cortiscope convert curv_left.gii.gz lh.curv
  cortiscope convert lh.thickness thickness.dscalar.nii      (and rh.thickness beside it)
  cortiscope convert areas.dlabel.nii lh.areas.annot
  cortiscope convert areas.dlabel.nii rh.b.label.gii --map "atlas B"
  cortiscope convert $SUBJECTS_DIR/fsaverage5 cortex.h5
  cortiscope convert cortex.h5 subject)";

}  // namespace

void add_convert_command(CLI::App& program) {
  struct Options {
    std::string from;
    std::string to;
    std::string map;
    bool replaces = false;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "convert", "Convert surfaces, overlays, labels and whole cortices between formats");
  command
      ->add_option("IN", options->from,
                   "A surface, values at vertices, an annotation, a label, a cortex folder or .h5")
      ->required();
  command->add_option("OUT", options->to, "The file or folder to write")->required();
  command->add_option("--map", options->map,
                      "Of a file of several maps the one to write: its number, from 1, or its name "
                      "[all that OUT can hold]");
  add_force(*command, options->replaces);
  command->footer(kExplained);
  command->callback([options] {
    require_output(options->to, {{options->from}, options->replaces});
    Warnings warnings;
    const Dropped dropped = convert(options->from, options->to, &warnings, options->map);
    for (const std::string& what : warnings) std::fprintf(stderr, "warning: %s\n", what.c_str());
    for (const std::string& what : dropped) std::fprintf(stderr, "dropped: %s\n", what.c_str());
  });
}

}  // namespace cortiscope
