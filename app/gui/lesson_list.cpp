#include "app/gui/lesson_list.h"

#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

#include "app/gui/scrolled.h"
#include "app/gui/text.h"
#include "app/session/lesson_list.h"

namespace cortiscope {

LessonListView::LessonListView(QWidget* parent) : QWidget(parent) {
  auto* content = new QWidget;
  column_ = new QVBoxLayout(content);
  column_->setContentsMargins(14, 10, 14, 10);
  auto* open = new QPushButton(tr("Open lesson…"));
  open->setObjectName(QStringLiteral("open-lesson"));
  open->setToolTip(tr("Lessons are text files; the help page Teaching tells how to write one.\n"
                      "Those in %1 are listed here.")
                       .arg(text_of(user_folder())));
  connect(open, &QPushButton::clicked, this, &LessonListView::ask_for_file);
  column_->addStretch();
  column_->addWidget(open, 0, Qt::AlignLeft);
  fill_scrolled(*this, content);
}

std::filesystem::path LessonListView::user_folder() {
  const QString data = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
  return std::filesystem::path(data.toStdString()) / "lessons";
}

void LessonListView::refresh() {
  delete rows_;
  rows_ = new QWidget;
  auto* grid = new QGridLayout(rows_);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(14);
  grid->setColumnStretch(1, 1);
  add(installed_lessons());
  add(user_folder());
  column_->insertWidget(0, rows_);
}

void LessonListView::add(const std::filesystem::path& folder) {
  auto* grid = static_cast<QGridLayout*>(rows_->layout());
  for (const ListedLesson& lesson : lessons_in(folder)) {
    const int row = grid->rowCount();
    auto* button =
        new QPushButton(text_of(lesson.title).replace(QLatin1Char('&'), QLatin1String("&&")));
    button->setObjectName(text_of(lesson.file.filename()));
    button->setEnabled(lesson.problem.empty());
    auto* summary = new QLabel(text_of(lesson.problem.empty() ? lesson.summary : lesson.problem));
    summary->setTextFormat(Qt::PlainText);
    summary->setWordWrap(true);
    auto* level = new QLabel(text_of(lesson.level));
    level->setTextFormat(Qt::PlainText);
    level->setObjectName(QStringLiteral("quiet"));
    grid->addWidget(button, row, 0);
    grid->addWidget(summary, row, 1);
    grid->addWidget(level, row, 2);
    connect(button, &QPushButton::clicked, this,
            [this, file = lesson.file] { Q_EMIT chosen(file); });
  }
}

void LessonListView::ask_for_file() {
  const QString file = QFileDialog::getOpenFileName(this, tr("Open lesson"), text_of(user_folder()),
                                                    tr("Lessons (*.lesson.json);;All files (*)"));
  if (!file.isEmpty()) Q_EMIT chosen(file.toStdString());
}

}  // namespace cortiscope
