#pragma once

#include <QObject>
#include <QProcess>
#include <QString>
#include <filesystem>
#include <memory>
#include <vector>

#include "app/session/figure_request.h"
#include "core/base/temporary_folder.h"

namespace cortiscope {

class SessionController;

/// Saves what the window shows as figures, and shows the views of figures that are opened.
/// `cortiscope figure` draws each figure from its recipe in a process of its own: the window does
/// not wait, and the file is what its recipe gives again.
///
/// The GUI thread's.
class FigureController : public QObject {
  Q_OBJECT

 public:
  explicit FigureController(SessionController& session, QObject* parent = nullptr);
  /// Stops a figure that is being drawn; its file is not written.
  ~FigureController() override;

  /// Starts to save what is shown.
  /// @param as     its size, resolution and background, and whether it has the network
  /// @param panes  the views, from left to right
  void save(const FigureRequest& as, std::vector<FigurePane> panes,
            const std::filesystem::path& file);
  /// Starts to draw what save() would, as a picture for the clipboard.
  void copy(const FigureRequest& as, std::vector<FigurePane> panes);
  /// Starts to draw a figure. @pre !is_busy()
  void draw(const FigureRequest& figure, const std::filesystem::path& file);
  bool is_busy() const { return process_ != nullptr; }

  /// Keeps the view of a file that carries a recipe, for show_opened().
  /// @param inputs  gets the files to open first, where they are not open yet
  /// @return  false for any other file
  bool open(const std::filesystem::path& path, std::vector<std::filesystem::path>& inputs);
  /// Shows the views that open() kept, once their inputs are open.
  void show_opened();

 Q_SIGNALS:
  void saved(const QString& file);
  /// The picture is on the clipboard.
  void copied();
  /// A figure was not written or not shown. The message says why, and what to do.
  void failed(const QString& message);

 private:
  void end(const std::filesystem::path& file);
  void put_on_clipboard(const std::filesystem::path& file);
  void fail(const QString& message);

  SessionController& session_;
  std::vector<FigureRequest> opened_;
  std::unique_ptr<TemporaryFolder> folder_;  // of the recipe
  QProcess* process_ = nullptr;
  bool is_for_clipboard_ = false;
};

}  // namespace cortiscope
