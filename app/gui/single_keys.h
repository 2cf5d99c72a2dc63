#pragma once

#include <QKeySequence>
#include <QObject>
#include <functional>
#include <vector>

class QShortcut;
class QWidget;

namespace cortiscope {

/// The property of a field that gives its focus away itself.
inline constexpr const char* kKeepsFocus = "keeps_focus";

/// Keys of the whole window that are pressed without Ctrl or Alt. They are inactive while the focus
/// is in a field that takes such keys itself; Escape and Return, after the field has had them, take
/// the focus out of it.
class SingleKeys : public QObject {
 public:
  explicit SingleKeys(QWidget* window);
  void add(const QKeySequence& key, std::function<void()> act);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QWidget* window_;
  QWidget* left_ = nullptr;  // a field that keeps the focus until it has had its key
  std::vector<QShortcut*> shortcuts_;
};

}  // namespace cortiscope
