#include "app/cli/command.h"

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <sstream>
#include <string>
#include <system_error>

#include "core/base/error.h"
#include "core/base/readable_text.h"

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
    case ErrorKind::kExists:
      return 8;
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
  const CLI::App* command = command_of(program);
  const std::string dashed = "--" + std::string(error.option());
  const bool is_option = !error.option().empty() && command->get_option_no_throw(dashed);
  const bool can_force =
      error.kind() == ErrorKind::kExists && command->get_option_no_throw("--force");
  return (is_option ? "--" : "") + std::string(error.what()) +
         (can_force ? "; --force replaces it" : "");
}

/// Why a value cannot be one of this option; empty if it can. CLI11 takes an empty text for "not
/// given", NaN for any number and -1 for a very large one.
std::string reason_against(const std::string& value, const std::string& type) {
  if (value.empty()) return "expected a value, found an empty one";
  const auto is_a = [&](const char* kind) { return type.rfind(kind, 0) == 0; };  // "FLOAT:POSITIVE"
  if (is_a("UINT") && value[0] == '-') return "expected a number from 0 on, found " + value;
  if (!is_a("FLOAT")) return "";
  char* end = nullptr;
  const double number = std::strtod(value.c_str(), &end);
  return *end == '\0' && !std::isfinite(number) ? "expected a finite number, found " + value : "";
}

/// Adds these checks to every option of a command and its subcommands.
void check_values(CLI::App& command) {
  for (CLI::Option* option : command.get_options()) {
    if (option->get_items_expected_max() == 0) continue;  // a flag
    const std::string type = option->get_type_name();
    option->check([type](const std::string& value) { return reason_against(value, type); });
  }
  for (CLI::App* inner : command.get_subcommands({})) check_values(*inner);
}

/// Prints help, or what is wrong with the command line: with what was typed, which may hold bytes
/// that a terminal obeys.
int answer(const CLI::App& program, const CLI::ParseError& error) {
  std::stringstream help, problem;
  const int code = program.exit(error, help, problem);
  std::fputs(help.str().c_str(), stdout);
  for (std::string line; std::getline(problem, line);) {
    std::fprintf(stderr, "%s\n", readable_text(line).c_str());
  }
  return code;
}

/// @return  `code`, or that of a failure where the results could not be written
int written_or_fail(int code) {
  errno = 0;
  if (std::fflush(stdout) == 0 && !std::ferror(stdout)) return code;
  const std::string reason = errno != 0 ? std::string(": ") + std::strerror(errno) : "";
  return fail(("standard output: could not be written" + reason).c_str(),
              exit_code(ErrorKind::kInternal));
}

}  // namespace

int run_program(int argc, char** argv, const std::vector<AddCommand>& commands) {
  CLI::App program("Maps deep vision networks onto the human brain.", "cortiscope");
  program.set_version_flag("--version", "cortiscope " CORTISCOPE_VERSION);
  program.require_subcommand(1);
  for (const AddCommand add : commands) add(program);
  check_values(program);
  try {
    program.parse(argc, argv);
  } catch (const CLI::RuntimeError& error) {  // a command that chose its own exit code
    return error.get_exit_code();
  } catch (const CLI::ParseError& error) {
    return answer(program, error) == 0 ? written_or_fail(0) : kWrongCommandLine;
  } catch (const Error& error) {
    return fail(message_of(error, program).c_str(), exit_code(error.kind()));
  } catch (const std::bad_alloc&) {
    return fail("out of memory", exit_code(ErrorKind::kNoMemory));
  } catch (const std::system_error& error) {  // no thread could be started, for one
    const bool is_memory = error.code() == std::errc::resource_unavailable_try_again ||
                           error.code() == std::errc::not_enough_memory;
    return fail(error.what(), exit_code(is_memory ? ErrorKind::kNoMemory : ErrorKind::kInternal));
  } catch (const std::exception& error) {
    return fail(error.what(), exit_code(ErrorKind::kInternal));
  }
  return written_or_fail(0);
}

}  // namespace cortiscope
