#include <unistd.h>

#include <QApplication>
#include <QCommandLineParser>
#include <QSurfaceFormat>
#include <cstdlib>

#include "app/gui/cortex_widget.h"
#include "app/gui/main_window.h"

namespace {

/// What libraries read from the environment while they are loaded, so that it has to stand there
/// before this program starts: OpenMP's threads sleep while they wait for one another, and BLAS
/// starts none before a fit does, for threads inherit the fit's priority.
void set_environment(char** argv) {
  const bool is_set = std::getenv("OMP_WAIT_POLICY") && std::getenv("OPENBLAS_NUM_THREADS");
  if (is_set) return;
  setenv("OMP_WAIT_POLICY", "passive", /*overwrite=*/0);
  setenv("OPENBLAS_NUM_THREADS", "1", /*overwrite=*/0);
  execv("/proc/self/exe", argv);
}

}  // namespace

/// The window. `cortiscope [FILE...]` and `cortiscope demo` start it.
int main(int argc, char** argv) {
  set_environment(argv);
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
  words.addOption({QStringLiteral("seed"), QStringLiteral("Another seed, another demonstration"),
                   QStringLiteral("N"), QStringLiteral("1")});
  words.addPositionalArgument(QStringLiteral("FILE"),
                              QStringLiteral("Files and folders to open; none: the demonstration"),
                              QStringLiteral("[FILE...]"));
  words.process(application);

  cortiscope::MainWindow window;
  window.show();
  std::vector<std::filesystem::path> files;
  for (const QString& name : words.positionalArguments()) files.emplace_back(name.toStdString());
  if (files.empty()) {
    window.open_demo(cortiscope::kept_demo(words.value(QStringLiteral("seed")).toULongLong()));
  } else {
    window.open(files);
  }
  return QApplication::exec();
}
