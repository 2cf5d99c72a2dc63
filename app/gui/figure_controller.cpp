#include "app/gui/figure_controller.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <utility>

#include "app/gui/session_controller.h"
#include "app/gui/text.h"
#include "app/session/window_figure.h"
#include "core/base/error.h"
#include "core/base/program_folder.h"
#include "core/io/atomic_file.h"

namespace cortiscope {

FigureController::FigureController(SessionController& session, QObject* parent)
    : QObject(parent), session_(session) {}

FigureController::~FigureController() {
  if (!process_) return;
  process_->disconnect(this);
  process_->kill();
  process_->waitForFinished();
}

void FigureController::save(const FigureRequest& as, std::vector<FigurePane> panes,
                            const std::filesystem::path& file) {
  const auto shown = session_.painted_source();
  if (!shown) return fail(tr("figure: nothing is shown (open a fit first)"));
  if (is_busy()) return fail(tr("figure: another one is being saved (wait a moment)"));
  try {
    FigureRequest figure =
        figure_of_window(session_.library(), session_.view(), *shown, std::move(panes));
    figure.width_mm = as.width_mm;
    figure.height_mm = as.height_mm;
    figure.dpi = as.dpi;
    figure.is_transparent = as.is_transparent;
    figure.network = as.network;
    draw(figure, file);
  } catch (const Error& error) {
    fail(QString::fromUtf8(error.what()));
  }
}

void FigureController::copy(const FigureRequest& as, std::vector<FigurePane> panes) {
  if (is_busy()) return fail(tr("picture: a figure is being drawn (wait a moment)"));
  save(as, std::move(panes), {});
}

/// @param to  empty: for the clipboard
void FigureController::draw(const FigureRequest& figure, const std::filesystem::path& to) {
  folder_ = std::make_unique<TemporaryFolder>();
  is_for_clipboard_ = to.empty();
  const std::filesystem::path file = is_for_clipboard_ ? folder_->path() / "picture.png" : to;
  const std::filesystem::path recipe = folder_->path() / "figure.json";
  write_file(recipe, recipe_of(figure, recipe.string(), RecipePaths::kWhole));
  process_ = new QProcess(this);
  connect(process_, &QProcess::finished, this, [this, file] { end(file); });
  connect(process_, &QProcess::errorOccurred, this, [this, file](QProcess::ProcessError error) {
    if (error == QProcess::FailedToStart) end(file);
  });
  process_->start(QString::fromStdString((program_folder() / "cortiscope").string()),
                  {QStringLiteral("figure"), QStringLiteral("--recipe"),
                   QString::fromStdString(recipe.string()), QStringLiteral("--out"),
                   QString::fromStdString(file.string()), QStringLiteral("--force")});
}

void FigureController::end(const std::filesystem::path& file) {
  const bool is_written = process_->error() != QProcess::FailedToStart &&
                          process_->exitStatus() == QProcess::NormalExit &&
                          process_->exitCode() == 0;
  QString message = QString::fromUtf8(process_->readAllStandardError()).trimmed();
  const QString prefix = QStringLiteral("cortiscope: ");
  if (message.startsWith(prefix)) message.remove(0, prefix.size());
  if (message.isEmpty()) message = process_->errorString();
  process_->deleteLater();
  process_ = nullptr;
  if (is_written && is_for_clipboard_) put_on_clipboard(file);
  folder_.reset();
  if (is_written && is_for_clipboard_) {
    Q_EMIT copied();
  } else if (is_written) {
    Q_EMIT saved(text_of(file));
  } else {
    fail(message);
  }
}

void FigureController::put_on_clipboard(const std::filesystem::path& file) {
  QGuiApplication::clipboard()->setImage(QImage(text_of(file)));
}

bool FigureController::open(const std::filesystem::path& path,
                            std::vector<std::filesystem::path>& inputs) {
  try {
    const std::optional<FigureRequest> figure = find_recipe(path.string());
    if (!figure) return false;
    if (!choice_of_figure(session_.library(), *figure)) {
      inputs.insert(inputs.end(), figure->inputs.begin(), figure->inputs.end());
    }
    opened_.push_back(*figure);
  } catch (const Error& error) {
    fail(QString::fromUtf8(error.what()));
  }
  return true;
}

void FigureController::show_opened() {
  for (const FigureRequest& figure : std::exchange(opened_, {})) {
    const std::string input = figure.inputs.empty() ? "figure" : figure.inputs.front();
    try {
      if (session_.show_figure(figure)) continue;
      fail(tr("%1: the figure was drawn from this file, which is not open (open it, then the "
              "figure)")
               .arg(text_of(input)));
    } catch (const Error& error) {
      fail(QString::fromUtf8(error.what()));
    }
  }
}

void FigureController::fail(const QString& message) { Q_EMIT failed(message); }

}  // namespace cortiscope
