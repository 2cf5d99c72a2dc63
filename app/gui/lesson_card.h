#pragma once

#include <QFrame>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/gui/lesson_controller.h"

class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QTextBrowser;
class QToolButton;

namespace cortiscope {

class ControlFrame;
class LessonKnobView;
class LessonListView;
class LessonQuestionView;
class SessionController;
class TextLine;

/// One card below the views: the list of lessons, or a step of one with its question. Its type is
/// as large as its font.
class LessonCard : public QFrame {
  Q_OBJECT

 public:
  LessonCard(SessionController& session, ComparisonController& comparison,
             QWidget* parent = nullptr);

  QSize sizeHint() const override;

  /// Starts a lesson. Where its file cannot be read, failed() says why.
  void open(const std::filesystem::path& file);

  const LessonController& lessons() const { return lessons_; }

 Q_SIGNALS:
  /// Files that a lesson brings, to be opened.
  void open_requested(const std::vector<std::filesystem::path>& files);
  void demonstration_requested();
  void failed(const QString& message);

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  /// What the controls of the question were made for.
  struct Shown {
    int step = -1;
    int answers = -1;
    bool is_asked = false;
    std::optional<CortexVertex> vertex;
    Choice choice;
    std::vector<std::string> options;

    friend bool operator==(const Shown& a, const Shown& b) {
      return a.step == b.step && a.answers == b.answers && a.is_asked == b.is_asked &&
             a.vertex == b.vertex && a.choice == b.choice && a.options == b.options;
    }
  };

  QWidget* make_page();
  void fit_to_font();
  QPushButton* add_button(const QString& text, const char* name);
  void show_lesson();
  void show_texts();
  void show_question();
  bool asks_again() const;
  void show_buttons();
  void go_on();
  QString verdict() const;

  SessionController& session_;
  LessonController lessons_;
  ControlFrame* frame_ = nullptr;  // of the window, which has it
  QStackedWidget* pages_ = nullptr;
  LessonListView* list_ = nullptr;
  TextLine *title_ = nullptr, *progress_ = nullptr, *points_ = nullptr;
  QTextBrowser* text_ = nullptr;
  LessonQuestionView* question_ = nullptr;
  LessonKnobView* knob_ = nullptr;
  QScrollArea* asked_ = nullptr;
  QLabel* problem_ = nullptr;
  QPushButton *demonstration_ = nullptr, *back_ = nullptr, *reveal_ = nullptr, *check_ = nullptr,
              *next_ = nullptr;
  QToolButton *all_ = nullptr, *reset_ = nullptr;
  Shown shown_;
  bool is_told_right_ = false;
};

}  // namespace cortiscope
