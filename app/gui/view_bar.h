#pragma once

#include <QFrame>
#include <memory>
#include <vector>

class QAction;
class QBoxLayout;
class QButtonGroup;
class QComboBox;
class QLineEdit;
class QSpinBox;
class QToolBar;
class QToolButton;

namespace cortiscope {

class SessionController;
struct OverlayPair;

/// Above the views: which map, which form of the cortex, from which side, and a vertex to go to.
class ViewBar : public QFrame {
  Q_OBJECT

 public:
  explicit ViewBar(SessionController& session, QWidget* parent = nullptr);

  /// Focuses the field for a vertex.
  void ask_for_vertex();

 Q_SIGNALS:
  /// What was typed is no vertex; the message says why.
  void failed(const QString& message);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void show_state();
  void show_overlays(const std::vector<std::shared_ptr<const OverlayPair>>& all);
  void go_to_vertex();

  SessionController& session_;
  QBoxLayout* rows_;
  QToolBar* strip_;
  QButtonGroup* maps_;
  // In the strip a widget is shown and hidden by its action.
  std::vector<QAction*> shown_maps_;
  QAction *shows_layer_ = nullptr, *shows_overlay_, *shows_overlays_;
  QToolButton* overlay_;
  QComboBox* overlays_;
  QSpinBox* layer_;
  QComboBox* form_;
  QComboBox* side_;
  QToolButton *regions_, *draw_;
  QLineEdit* vertex_;
};

}  // namespace cortiscope
