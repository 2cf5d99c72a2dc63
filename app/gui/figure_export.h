#pragma once

#include <QObject>
#include <QProcess>
#include <QString>
#include <filesystem>
#include <memory>
#include <optional>

#include "app/session/figure_request.h"
#include "core/base/temporary_folder.h"

class QWidget;

namespace cortiscope {

/// Writes figures of what the window shows. `cortiscope figure` draws each from its recipe in a
/// process of its own: the window stays responsive, and the recipe gives the same figure again.
///
/// GUI thread only.
class FigureExport : public QObject {
  Q_OBJECT

 public:
  explicit FigureExport(QObject* parent = nullptr);
  ~FigureExport() override;

  /// Starts to write. @pre !is_busy()
  void save(const FigureRequest& request, const std::filesystem::path& file);
  bool is_busy() const { return process_ != nullptr; }

 Q_SIGNALS:
  void saved(const QString& file);
  /// Nothing was written. The message says why and what to do.
  void failed(const QString& message);

 private:
  void end(const std::filesystem::path& file);

  std::unique_ptr<TemporaryFolder> folder_;  ///< of the recipe
  QProcess* process_ = nullptr;
};

/// Asks for size, resolution and background of a figure, then for its file.
/// @param request  set to what was chosen
/// @return  the file; absent where the user cancelled
std::optional<std::filesystem::path> ask_for_figure(FigureRequest& request, QWidget* window);

}  // namespace cortiscope
