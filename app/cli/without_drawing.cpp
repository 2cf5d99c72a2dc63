// The drawing commands in a build without VTK: they report that they cannot draw.

#include "app/cli/bench_command.h"
#include "app/cli/compare_command.h"
#include "app/cli/demo_command.h"
#include "app/cli/figure_command.h"
#include "app/cli/info_command.h"
#include "app/cli/predict_command.h"
#include "core/base/error.h"

namespace cortiscope {
namespace {

constexpr const char* kDrawElsewhere =
    "copy the fit to a machine with the whole program, and draw it there";

void refuse(CLI::App& program, const char* command, const char* summary, const char* hint) {
  CLI::App* refused = program.add_subcommand(command, summary);
  refused->allow_extras();
  refused->callback([command, hint] {
    throw Error(ErrorKind::kBadValue, command,
                "this build of cortiscope has the command line alone and cannot draw", hint);
  });
}

}  // namespace

void add_figure_command(CLI::App& program) {
  refuse(program, "figure", "Draw maps on the cortex (not in this build)", kDrawElsewhere);
}

void add_demo_command(CLI::App& program) {
  refuse(program, "demo", "The built-in synthetic subject and networks (not in this build)",
         "simulate and fit make and fit the same study");
}

void add_drawing_compare_command(CLI::App& program) { add_compare_command(program); }

void add_whole_info_command(CLI::App& program) { add_info_command(program); }

void add_drawing_predict_command(CLI::App& program) { add_predict_command(program); }

void add_bench_paint(CLI::App& bench) {
  refuse(bench, "paint", "Drawing a cortex as the window does (not in this build)", kDrawElsewhere);
}

}  // namespace cortiscope
