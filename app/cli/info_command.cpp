#include "app/cli/info_command.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "app/cli/json_text.h"
#include "core/analysis/retinotopy_check.h"
#include "core/base/readable_text.h"
#include "core/open/contents.h"
#include "core/open/describe.h"
#include "core/open/read_any.h"
#include "core/simulate/builtin_template.h"

namespace cortiscope {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const std::vector<Fact>& facts) {
  Json object = Json::object();
  for (const Fact& fact : facts) {
    std::visit([&](const auto& value) { object[fact.name] = value; }, fact.value);
  }
  return object;
}

Json to_json(const std::string& path, const Description& description) {
  Json object = {{"path", path}, {"kind", description.kind}};
  object["facts"] = to_json(description.facts);
  object["parts"] = Json::array();
  for (const DescribedPart& part : description.parts) {
    Json entry = {{"name", part.name}};
    if (!part.file.empty()) entry["file"] = part.file;
    entry.update(to_json(part.facts));
    object["parts"].push_back(std::move(entry));
  }
  object["problems"] = description.problems;
  return object;
}

/// "area_mm2" reads "area mm2".
std::string readable(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::string text_of(const Fact& fact) {
  if (const auto* text = std::get_if<std::string>(&fact.value)) return *text;
  if (const auto* count = std::get_if<std::int64_t>(&fact.value)) return std::to_string(*count);
  char number[40];
  std::snprintf(number, sizeof number, "%.6g", std::get<double>(fact.value));
  return number;
}

std::string text_of(const DescribedPart& part) {
  std::string text = part.file;
  for (const Fact& fact : part.facts) {
    text += (text.empty()                 ? ""
             : &fact == part.facts.data() ? ": "
                                          : ", ") +
            readable(fact.name) + " " + text_of(fact);
  }
  return text;
}

/// Files and their names may hold any bytes; a terminal gets text only.
void print_line(const std::string& name, const std::string& text) {
  std::printf("  %-24s %s\n", readable_text(name).c_str(), readable_text(text).c_str());
}

void print_text(const std::string& path, const Description& description) {
  std::printf("%s: %s\n", readable_text(path).c_str(), description.kind.c_str());
  for (const Fact& fact : description.facts) print_line(readable(fact.name), text_of(fact));
  if (!description.parts.empty()) std::printf("parts\n");
  for (const DescribedPart& part : description.parts) print_line(part.name, text_of(part));
  std::printf(description.problems.empty() ? "problems: none found\n" : "problems\n");
  for (const std::string& problem : description.problems) {
    std::printf("  %s\n", readable_text(problem).c_str());
  }
}

/// What receptive fields say of the visual field, of fits and of subjects with a known answer.
void add_retinotopy(const Contents& contents, Description& description) {
  Retinotopy retinotopy = Retinotopy::kUndecidable;
  if (const auto* fit = find<FitContents>(contents)) {
    retinotopy = check_retinotopy(*fit->fit);
  } else if (const auto* subject = find<SubjectContents>(contents);
             subject && subject->recording.subject.truth) {
    retinotopy = check_retinotopy_of_truth(subject->recording.subject);
  } else {
    return;
  }
  description.facts.push_back({"retinotopy", std::string(name_of(retinotopy))});
  if (const auto concern = concern_about(retinotopy)) description.problems.push_back(*concern);
}

Description described(const std::filesystem::path& path, DescribeMore describe_more) {
  if (describe_more) {
    if (auto more = describe_more(path)) return std::move(*more);
  }
  const Contents contents = read_any(path, builtin_template);
  Description description = describe(contents);
  add_retinotopy(contents, description);
  return description;
}

}  // namespace

void add_info_command_with(CLI::App& program, DescribeMore describe_more) {
  struct Options {
    std::string path;
    bool json = false;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "info", "Say what a file or folder is, what it holds and what is wrong with it");
  command->add_option("PATH", options->path, "A file of any format we read, or a cortex folder")
      ->required();
  command->add_flag("--json", options->json, "Print one JSON object");
  command->footer(
      "Examples:\n"
      "  cortiscope info $SUBJECTS_DIR/fsaverage\n"
      "  cortiscope info lh.pial\n"
      "  cortiscope info --json fit.h5");
  command->callback([options, describe_more] {
    const Description description = described(options->path, describe_more);
    if (options->json) {
      std::printf("%s", json_text(to_json(options->path, description)).c_str());
    } else {
      print_text(options->path, description);
    }
  });
}

void add_info_command(CLI::App& program) { add_info_command_with(program, nullptr); }

}  // namespace cortiscope
