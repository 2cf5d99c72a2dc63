#include "app/cli/bench_command.h"
#include "app/cli/command.h"
#include "app/cli/evaluate_command.h"
#include "app/cli/fit_command.h"
#include "app/cli/simulate_command.h"

/// The commands that need torch.
int main(int argc, char** argv) {
  return cortiscope::run_program(argc, argv,
                                 {cortiscope::add_simulate_command, cortiscope::add_fit_command,
                                  cortiscope::add_evaluate_command, cortiscope::add_bench_command});
}
