#pragma once

#include <QWidget>
#include <filesystem>

class QPushButton;
class QTreeWidget;

namespace cortiscope {

class SessionController;

/// The pins of the chosen subject: a click shows one, a double click renames it, its colour is
/// changed by a click on it; and those of all subjects as CSV.
class PinList : public QWidget {
  Q_OBJECT

 public:
  explicit PinList(SessionController& session, QWidget* parent = nullptr);

  /// Writes csv_of_pins() with the chosen model.
  void save_csv(const std::filesystem::path& file);

 Q_SIGNALS:
  void saved(const QString& file);
  /// A file was not written. The message says why, and what to do.
  void failed(const QString& message);

 private:
  void show_pins();
  void show_buttons();
  void ask_for_color(int row);
  void ask_and_save();

  SessionController& session_;
  QTreeWidget* list_;
  QPushButton* pin_;
  QPushButton* save_;
  bool is_filling_ = false;
};

}  // namespace cortiscope
