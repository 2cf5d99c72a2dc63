#include "app/cli/bench_command.h"

namespace cortiscope {

void add_bench_command(CLI::App& program) {
  CLI::App* bench = program.add_subcommand("bench", kBenchSummary);
  bench->require_subcommand(1);
  add_bench_step(*bench);
  add_bench_fit(*bench);
  add_bench_load(*bench);
  bench->add_subcommand("paint", kBenchPaintSummary);  // named here, run by the program that draws
}

}  // namespace cortiscope
