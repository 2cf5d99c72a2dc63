#include "app/cli/bench_command.h"

namespace cortiscope {

void add_bench_command(CLI::App& program) {
  CLI::App* bench = program.add_subcommand("bench", "Measure speed and memory");
  bench->require_subcommand(1);
  add_bench_step(*bench);
  add_bench_fit(*bench);
  add_bench_cluster(*bench);
  add_bench_load(*bench);
  add_bench_null(*bench);
  add_bench_paint(*bench);
  add_bench_alignment(*bench);
}

}  // namespace cortiscope
