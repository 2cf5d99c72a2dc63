#pragma once

#include <QCoreApplication>
#include <QTest>
#include <QWidget>

namespace cortiscope {

/// Ends a test that hangs, and is no expectation: a busy machine may take long.
constexpr int kWaitAtMostMs = 240000;

/// Waits for a state. What was posted before is delivered first: a layout may still give a view
/// another size.
template <class Predicate>
[[nodiscard]] bool wait_for(Predicate is_reached) {
  QCoreApplication::processEvents();
  return QTest::qWaitFor(is_reached, kWaitAtMostMs);
}

[[nodiscard]] inline bool wait_until_exposed(QWidget& window) {
  return QTest::qWaitForWindowExposed(&window, kWaitAtMostMs);
}

}  // namespace cortiscope
