#pragma once

#include "app/cli/command.h"

namespace cortiscope {

/// `cortiscope bench`: measures what the program does, beside what its arithmetic needs.
void add_bench_command(CLI::App& program);

}  // namespace cortiscope
