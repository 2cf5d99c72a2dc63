#pragma once

#include <QString>
#include <QUndoCommand>
#include <functional>
#include <utility>

namespace cortiscope {

/// A step that can be undone: a plain value before and after, and the function that applies one.
template <class Value>
class ChangeStep : public QUndoCommand {
 public:
  /// @param joint  steps of the same number that follow one another become one; -1: never
  ChangeStep(const QString& text, Value before, Value after, std::function<void(const Value&)> put,
             int joint = -1)
      : QUndoCommand(text),
        before_(std::move(before)),
        after_(std::move(after)),
        put_(std::move(put)),
        joint_(joint) {}

  void undo() override { put_(before_); }
  void redo() override { put_(after_); }
  int id() const override { return joint_; }
  bool mergeWith(const QUndoCommand* next) override {
    const auto* other = dynamic_cast<const ChangeStep*>(next);
    if (other) after_ = other->after_;
    return other;
  }

 private:
  Value before_, after_;
  std::function<void(const Value&)> put_;
  int joint_;
};

}  // namespace cortiscope
