#include "app/cli/command.h"

#include <gtest/gtest.h>

#include "core/base/error.h"

namespace cortiscope {
namespace {

/// A command that fails as core does, about the option that its argument names.
void add_failing_command(CLI::App& program) {
  CLI::App* group = program.add_subcommand("group", "A group of commands");
  CLI::App* command = group->add_subcommand("fail", "Fail");
  auto option = std::make_shared<std::string>();
  command->add_option("NAME", *option);
  command->add_option("--steps", "Counted");
  command->callback([option] {
    if (*option == "file") throw Error(ErrorKind::kNotFound, "steps", "no such file");
    throw option_error(ErrorKind::kBadValue, *option, "expected 1, found 0");
  });
}

std::string errors_of(std::string about) {
  std::string words[] = {"cortiscope", "group", "fail", std::move(about)};
  char* pointers[] = {words[0].data(), words[1].data(), words[2].data(), words[3].data()};
  testing::internal::CaptureStderr();
  run_program(4, pointers, {add_failing_command});
  return testing::internal::GetCapturedStderr();
}

TEST(Command, WritesAnOptionAsItIsTyped) {
  EXPECT_EQ(errors_of("steps"), "cortiscope: --steps: expected 1, found 0\n");
}

TEST(Command, AddsNoDashesToWhatIsNotItsOption) {
  EXPECT_EQ(errors_of("bottleneck"), "cortiscope: bottleneck: expected 1, found 0\n");
  EXPECT_EQ(errors_of("file"), "cortiscope: steps: no such file\n");
}

}  // namespace
}  // namespace cortiscope
