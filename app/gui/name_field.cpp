#include "app/gui/name_field.h"

#include <QKeyEvent>
#include <algorithm>
#include <utility>

namespace cortiscope {
namespace {

constexpr int kWidth = 150;
constexpr int kMargin = 6;
constexpr int kMostLetters = 60;

}  // namespace

NameField::NameField(QWidget* over) : QLineEdit(over) {
  setObjectName(QStringLiteral("name-field"));
  setMaxLength(kMostLetters);
  setAlignment(Qt::AlignCenter);
  setFixedWidth(kWidth);
  hide();
  connect(this, &QLineEdit::editingFinished, this, &NameField::finish);
}

void NameField::ask(const QString& name, QPoint middle, std::function<void(const QString&)> take) {
  finish();
  name_ = name;
  take_ = std::move(take);
  setText(name);
  selectAll();
  adjustSize();
  const QSize room = parentWidget()->size() - size();
  move(std::clamp(middle.x() - width() / 2, kMargin, std::max(kMargin, room.width() - kMargin)),
       std::clamp(middle.y() - height() / 2, kMargin, std::max(kMargin, room.height() - kMargin)));
  show();
  raise();
  setFocus();
}

void NameField::finish() {
  if (!take_) return;
  const auto take = std::exchange(take_, nullptr);
  hide();
  parentWidget()->setFocus();
  take(text());
}

void NameField::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    setText(name_);
    finish();
    return;
  }
  QLineEdit::keyPressEvent(event);
}

}  // namespace cortiscope
