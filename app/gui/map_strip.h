#pragma once

#include <QWidget>
#include <memory>
#include <vector>

class QButtonGroup;
class QComboBox;
class QMenu;
class QSpinBox;
class QToolButton;

namespace cortiscope {

class SessionController;
struct MapEntry;
struct OverlayPair;

/// One row with the maps, of the same height for each of them. Those that are used less, and those
/// that there is no room for, are in a menu at its end. A map that has nothing to show now cannot
/// be chosen.
class MapStrip : public QWidget {
  Q_OBJECT

 public:
  explicit MapStrip(SessionController& session, QWidget* parent = nullptr);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void add_button(const MapEntry& entry, std::size_t place);
  void choose(int which);
  void show_state();
  void show_overlays(const std::vector<std::shared_ptr<const OverlayPair>>& all);
  void make_room();
  int row_height() const;
  void fill_menu();

  SessionController& session_;
  QButtonGroup* maps_;  // the ids are places in the table; of the overlay another
  std::vector<QToolButton*> row_;
  QToolButton *overlay_, *more_;
  QMenu* menu_;
  QComboBox* overlays_;
  QSpinBox* layer_;
};

}  // namespace cortiscope
