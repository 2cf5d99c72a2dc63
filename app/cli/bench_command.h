#pragma once

#include "app/cli/command.h"

namespace cortiscope {

inline constexpr const char* kBenchSummary = "Measure speed and memory";
inline constexpr const char* kBenchPaintSummary = "Drawing a cortex as the window does";

/// `cortiscope bench`: measures what the program does, beside what its arithmetic needs.
void add_bench_command(CLI::App& program);

/// The `bench` of the program that draws: its one part is paint.
void add_bench_command_that_draws(CLI::App& program);

// Its parts, one file each.
void add_bench_step(CLI::App& bench);
void add_bench_fit(CLI::App& bench);
void add_bench_load(CLI::App& bench);
void add_bench_paint(CLI::App& bench);

}  // namespace cortiscope
