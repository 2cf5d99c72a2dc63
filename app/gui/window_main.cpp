#include <QApplication>
#include <QCommandLineParser>
#include <QSurfaceFormat>
#include <cstdio>

#include "app/gui/cortex_widget.h"
#include "app/gui/end_signals.h"
#include "app/gui/main_window.h"
#include "core/base/error.h"
#include "core/base/library_environment.h"
#include "core/base/process_memory.h"

namespace {

/// Whether this process may use the memory that Qt and software OpenGL need for the window; with
/// less they end it, or wait for ever. Says so where it may not.
bool has_memory_for_the_window() {
  constexpr double kAddresses_mb = 1200;  // measured with the demonstration: 1180
  try {
    cortiscope::require_memory(kAddresses_mb, "the window");
    return true;
  } catch (const cortiscope::Error& error) {
    std::fprintf(stderr, "cortiscope: %s\n", error.what());
    return false;
  }
}

}  // namespace

/// The window. `cortiscope [FILE...]` and `cortiscope demo` start it.
int main(int argc, char** argv) {
  cortiscope::let_threads_sleep();
  cortiscope::keep_shaders_off_disk();
  constexpr int kNoMemory = 7;  // as of the commands
  if (!has_memory_for_the_window()) return kNoMemory;
  QSurfaceFormat::setDefaultFormat(cortiscope::CortexWidget::surface_format());
  QApplication application(argc, argv);
  QCoreApplication::setOrganizationName(QStringLiteral("Cortiscope"));
  QCoreApplication::setApplicationName(QStringLiteral("cortiscope"));
  QCoreApplication::setApplicationVersion(QStringLiteral(CORTISCOPE_VERSION));
  QGuiApplication::setDesktopFileName(QStringLiteral("cortiscope"));

  QCommandLineParser words;
  words.setApplicationDescription(QStringLiteral("The window of Cortiscope."));
  words.addHelpOption();
  words.addVersionOption();
  words.addOption({QStringLiteral("seed"),
                   QStringLiteral("Another seed gives another demonstration"), QStringLiteral("N"),
                   QStringLiteral("1")});
  words.addPositionalArgument(QStringLiteral("FILE"),
                              QStringLiteral("Files and folders to open; none: the demonstration"),
                              QStringLiteral("[FILE...]"));
  words.process(application);

  cortiscope::MainWindow window;
  const cortiscope::EndSignals signals(window.fits(), [&window](int exit_code) {
    window.keep_settings();
    QCoreApplication::exit(exit_code);
  });
  window.show();
  window.keep_session();
  std::vector<std::filesystem::path> files;
  for (const QString& name : words.positionalArguments()) files.emplace_back(name.toStdString());
  if (files.empty()) {
    window.open_demo(cortiscope::kept_demo(words.value(QStringLiteral("seed")).toULongLong()));
  } else {
    window.open(files);
  }
  return QApplication::exec();
}
