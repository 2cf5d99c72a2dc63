#include <gtest/gtest.h>

#include <QApplication>

#include "app/gui/cortex_widget.h"

/// Runs tests of widgets that draw with OpenGL, in an application as the program makes it.
int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  QSurfaceFormat::setDefaultFormat(cortiscope::CortexWidget::surface_format());
  const QApplication application(argc, argv);
  // A test that closes its window is not the end of the tests.
  QGuiApplication::setQuitOnLastWindowClosed(false);
  return RUN_ALL_TESTS();
}
