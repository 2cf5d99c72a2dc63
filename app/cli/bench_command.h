#pragma once

#include "app/cli/command.h"

namespace cortiscope {

/// `cortiscope bench`: measures the program's speed, beside what its arithmetic needs.
void add_bench_command(CLI::App& program);

// Its parts, one file each.
void add_bench_step(CLI::App& bench);
void add_bench_fit(CLI::App& bench);
void add_bench_cluster(CLI::App& bench);
void add_bench_load(CLI::App& bench);
void add_bench_null(CLI::App& bench);
void add_bench_paint(CLI::App& bench);
void add_bench_alignment(CLI::App& bench);

}  // namespace cortiscope
