#include "app/cli/command.h"

#include <cstdio>
#include <new>
#include <string>

#include "core/base/error.h"

namespace cortiscope {
namespace {

constexpr int kWrongCommandLine = 2;

int exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kNotFound:
      return 3;
    case ErrorKind::kBadFormat:
      return 4;
    case ErrorKind::kBadShape:
      return 5;
    case ErrorKind::kBadValue:
      return 6;
    case ErrorKind::kNoMemory:
      return 7;
    case ErrorKind::kInternal:
      return 1;
  }
  return 1;
}

int fail(const char* what, int code) {
  std::fprintf(stderr, "cortiscope: %s\n", what);
  return code;
}

/// The subcommand that was parsed, the innermost.
const CLI::App* command_of(const CLI::App& program) {
  const CLI::App* command = &program;
  while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
  return command;
}

/// Core names options without dashes; here they are written as they were typed.
std::string message_of(const Error& error, const CLI::App& program) {
  const std::string dashed = "--" + std::string(error.option());
  const bool is_option =
      !error.option().empty() && command_of(program)->get_option_no_throw(dashed);
  return (is_option ? "--" : "") + std::string(error.what());
}

}  // namespace

int run_program(int argc, char** argv, const std::vector<AddCommand>& commands) {
  CLI::App program("Maps deep vision networks onto the human brain.", "cortiscope");
  program.set_version_flag("--version", "cortiscope " CORTISCOPE_VERSION);
  program.require_subcommand(1);
  for (const AddCommand add : commands) add(program);
  try {
    program.parse(argc, argv);
  } catch (const CLI::RuntimeError& error) {  // a command that chose its own exit code
    return error.get_exit_code();
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : kWrongCommandLine;
  } catch (const Error& error) {
    return fail(message_of(error, program).c_str(), exit_code(error.kind()));
  } catch (const std::bad_alloc&) {
    return fail("out of memory", exit_code(ErrorKind::kNoMemory));
  } catch (const std::exception& error) {
    return fail(error.what(), exit_code(ErrorKind::kInternal));
  }
  return 0;
}

}  // namespace cortiscope
