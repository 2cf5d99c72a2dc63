#pragma once

#include <CLI/CLI.hpp>

namespace cortiscope {

/// --threads, the same in every command.
inline void add_threads(CLI::App& command, int& threads) {
  command.add_option("--threads", threads, "0: every core")
      ->capture_default_str()
      ->check(CLI::Range(0, 1024));
}

/// --force, of commands that write.
inline void add_force(CLI::App& command, bool& replaces) {
  command.add_flag("--force", replaces, "Replace what exists at the output");
}

}  // namespace cortiscope
