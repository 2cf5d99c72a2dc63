#include "app/gui/single_keys.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QShortcut>
#include <QTimer>
#include <utility>

namespace cortiscope {
namespace {

template <class... Fields>
bool is_one_of(QWidget* widget) {
  return (qobject_cast<Fields*>(widget) || ...);
}

bool takes_keys(QWidget* widget) {
  return is_one_of<QLineEdit, QAbstractSpinBox, QComboBox, QAbstractItemView, QPlainTextEdit,
                   QAbstractSlider>(widget);
}

}  // namespace

SingleKeys::SingleKeys(QWidget* window) : QObject(window), window_(window) {
  connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
    left_ = nullptr;
    const bool is_free = !takes_keys(now);
    for (QShortcut* shortcut : shortcuts_) shortcut->setEnabled(is_free);
  });
  qApp->installEventFilter(this);
}

bool SingleKeys::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return false;
  const int key = static_cast<QKeyEvent*>(event)->key();
  const bool leaves = key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter;
  auto* field = qobject_cast<QWidget*>(watched);
  if (!leaves || !field || field->property(kKeepsFocus).toBool() || !field->hasFocus() ||
      field->window() != window_ || !takes_keys(field)) {
    return false;
  }
  // An editor in a list gives the focus back to the list.
  const bool is_editor = qobject_cast<QAbstractItemView*>(field->parentWidget()->parentWidget());
  if (is_editor) return false;
  left_ = field;
  QTimer::singleShot(0, field, [this, field] {
    if (left_ == field) field->clearFocus();
  });
  return false;
}

void SingleKeys::add(const QKeySequence& key, std::function<void()> act) {
  auto* shortcut = new QShortcut(key, window_);
  connect(shortcut, &QShortcut::activated, this, std::move(act));
  shortcuts_.push_back(shortcut);
}

}  // namespace cortiscope
