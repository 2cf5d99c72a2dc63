#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace cortiscope {

/// A number above 0, or from 0 on. CLI11's own checks name the largest number there is.
inline CLI::Validator number_from_0(bool has_0) {
  return CLI::Validator(
      [has_0](const std::string& text) {
        double number = 0;
        const bool is_in = CLI::detail::lexical_cast(text, number) && number >= 0;
        return is_in && (has_0 || number > 0)
                   ? std::string()
                   : std::string("expected a number ") + (has_0 ? "from 0 on" : "above 0") +
                         ", found " + text;
      },
      has_0 ? "NONNEGATIVE" : "POSITIVE");
}

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
