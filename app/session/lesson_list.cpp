#include "app/session/lesson_list.h"

#include <algorithm>

#include "app/session/lesson.h"
#include "core/base/error.h"
#include "core/base/program_folder.h"
#include "core/base/text_ends.h"

namespace cortiscope {

std::filesystem::path installed_lessons() {
  return (program_folder() / ".." / "share" / "cortiscope" / "lessons").lexically_normal();
}

ListedLesson listed_lesson(const std::filesystem::path& file) {
  try {
    const Lesson lesson = read_lesson(file);
    return {file, lesson.title, lesson.summary, lesson.level, {}};
  } catch (const Error& error) {
    return {file, file.filename().string(), {}, {}, error.what()};
  }
}

std::vector<ListedLesson> lessons_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (ends_with(entry.path().filename().string(), ".lesson.json")) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<ListedLesson> lessons;
  for (const std::filesystem::path& file : files) lessons.push_back(listed_lesson(file));
  return lessons;
}

}  // namespace cortiscope
