#pragma once

#include <QWidget>
#include <filesystem>

class QVBoxLayout;

namespace cortiscope {

/// The lessons to choose from: those that come with the program, those in the user's folder, and
/// any other file.
class LessonListView : public QWidget {
  Q_OBJECT

 public:
  explicit LessonListView(QWidget* parent = nullptr);

  /// Where the user's own lessons are looked for.
  static std::filesystem::path user_folder();

  /// Reads the folders again.
  void refresh();

 Q_SIGNALS:
  void chosen(const std::filesystem::path& file);

 private:
  void add(const std::filesystem::path& folder);
  void ask_for_file();

  QWidget* rows_ = nullptr;  // made again by refresh()
  QVBoxLayout* column_;
};

}  // namespace cortiscope
