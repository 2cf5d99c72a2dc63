#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace cortiscope {

/// A lesson that can be played.
struct ListedLesson {
  std::filesystem::path file;
  std::string title, summary, level;
  std::string problem;  ///< why it cannot be read; empty where it can
};

/// Where the lessons that come with the program are: share/cortiscope/lessons.
std::filesystem::path installed_lessons();

/// The lessons of a folder, *.lesson.json, in the order of their names; none where there is no such
/// folder.
std::vector<ListedLesson> lessons_in(const std::filesystem::path& folder);

/// One lesson.
ListedLesson listed_lesson(const std::filesystem::path& file);

}  // namespace cortiscope
