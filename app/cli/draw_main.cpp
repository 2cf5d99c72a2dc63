#include "app/cli/bench_command.h"
#include "app/cli/command.h"
#include "app/cli/figure_command.h"

/// The commands that draw.
int main(int argc, char** argv) {
  return cortiscope::run_program(
      argc, argv, {&cortiscope::add_figure_command, &cortiscope::add_bench_command_that_draws});
}
