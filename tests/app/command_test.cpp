#include "app/cli/command.h"

#include <gtest/gtest.h>

#include "app/cli/common_options.h"
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

/// A command with an option of each kind of number.
void add_counting_command(CLI::App& program) {
  CLI::App* command = program.add_subcommand("count", "Count");
  struct Numbers {
    double cache = 0, epochs = 0;
    std::uint64_t seed = 0;
    int threads = 0;
    std::string size;
    bool replaces = false;
  };
  const auto numbers = std::make_shared<Numbers>();
  command->add_option("--cache", numbers->cache)->check(number_from_0(/*has_0=*/true));
  command->add_option("--epochs", numbers->epochs)->check(number_from_0(/*has_0=*/false));
  command->add_option("--seed", numbers->seed);
  command->add_option("--size", numbers->size);
  add_threads(*command, numbers->threads);
  add_force(*command, numbers->replaces);
  command->callback([numbers] {
    if (numbers->size == "taken") throw Error(ErrorKind::kExists, "a.h5", "exists already");
    std::printf("counted");
  });
}

/// The exit code, and what was printed on standard error, where `count` has this option.
std::pair<int, std::string> count_with(std::string option, std::string value) {
  std::string words[] = {"cortiscope", "count", std::move(option), std::move(value)};
  char* pointers[] = {words[0].data(), words[1].data(), words[2].data(), words[3].data()};
  testing::internal::CaptureStderr();
  testing::internal::CaptureStdout();
  const int code = run_program(4, pointers, {add_counting_command});
  testing::internal::GetCapturedStdout();
  return {code, testing::internal::GetCapturedStderr()};
}

TEST(Command, RefusesWhatIsNoNumberForAnOption) {
  const std::pair<const char*, const char*> wrong[] = {
      {"--cache", "nan"},  {"--cache", "NaN"},    {"--cache", "inf"},    {"--cache", "-inf"},
      {"--cache", ""},     {"--seed", "-1"},      {"--seed", ""},        {"--size", ""},
      {"--threads", "-1"}, {"--threads", "1025"}, {"--threads", "1e18"}, {"--threads", "nan"}};
  for (const auto& [option, value] : wrong) {
    const auto [code, errors] = count_with(option, value);
    EXPECT_EQ(code, 2) << option << " " << value;
    EXPECT_NE(errors.find(option), std::string::npos) << errors;
  }
  for (const auto& [option, value] : {std::pair("--cache", "1e3"), std::pair("--cache", "0"),
                                      std::pair("--seed", "18446744073709551615"),
                                      std::pair("--threads", "1024"), std::pair("--size", "x")}) {
    EXPECT_EQ(count_with(option, value).first, 0) << option << " " << value;
  }
}

TEST(Command, NamesTheRangeOfANumber) {
  const auto first_line_of = [](const char* option, const char* value) {
    const std::string errors = count_with(option, value).second;
    return errors.substr(0, errors.find('\n'));
  };
  EXPECT_EQ(first_line_of("--epochs", "0"), "--epochs: expected a number above 0, found 0");
  EXPECT_EQ(first_line_of("--epochs", "nan"), "--epochs: expected a number above 0, found nan");
  EXPECT_EQ(first_line_of("--cache", "-1"), "--cache: expected a number from 0 on, found -1");
  EXPECT_EQ(first_line_of("--cache", "nan"), "--cache: expected a number from 0 on, found nan");
}

TEST(Command, ShowsWhatWasTypedWithoutWhatATerminalObeys) {
  for (const auto& [option, value] :
       {std::pair("--epochs", "1\33[31m"), std::pair("--ep\33[2J", "1")}) {
    const auto [code, errors] = count_with(option, value);
    EXPECT_EQ(code, 2);
    EXPECT_NE(errors.find("?["), std::string::npos) << errors;
    EXPECT_EQ(errors.find('\33'), std::string::npos) << errors;
  }
}

TEST(Command, SaysHowToReplaceWhatExists) {
  const auto [code, errors] = count_with("--size", "taken");
  EXPECT_EQ(code, 8);
  EXPECT_EQ(errors, "cortiscope: a.h5: exists already; --force replaces it\n");
}

}  // namespace
}  // namespace cortiscope
