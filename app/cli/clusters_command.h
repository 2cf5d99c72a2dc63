#pragma once

#include "app/cli/command.h"

namespace cortiscope {

/// `cortiscope clusters`: which vertices of fits read the same channels, in which regions.
void add_clusters_command(CLI::App& program);

}  // namespace cortiscope
