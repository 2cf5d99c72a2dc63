#pragma once

#include <CLI/CLI.hpp>
#include <vector>

namespace cortiscope {

/// Adds one subcommand to the program's parser: its options, its help, and a callback that runs it.
/// Callbacks report by throwing Error; results go to standard output, progress to standard error.
using AddCommand = void (*)(CLI::App& program);

/// Parses the command line and runs the subcommand it names. Catches every exception of the command
/// line and prints what() to standard error.
///
/// @return  the exit code: 0 only on success, which includes that the results were written; 2 for a
///          wrong command line, else by ErrorKind
int run_program(int argc, char** argv, const std::vector<AddCommand>& commands);

}  // namespace cortiscope
