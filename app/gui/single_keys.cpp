#include "app/gui/single_keys.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QShortcut>
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
    const bool is_free = !takes_keys(now);
    for (QShortcut* shortcut : shortcuts_) shortcut->setEnabled(is_free);
  });
}

void SingleKeys::add(const QKeySequence& key, std::function<void()> act) {
  auto* shortcut = new QShortcut(key, window_);
  connect(shortcut, &QShortcut::activated, this, std::move(act));
  shortcuts_.push_back(shortcut);
}

}  // namespace cortiscope
