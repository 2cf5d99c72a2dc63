#pragma once

#include <QWidget>
#include <vector>

class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace cortiscope {

class SessionController;
struct ListedRegion;

/// The regions of the subject shown, each to be shown or hidden; those drawn to be named, deleted
/// and saved.
class RegionPanel : public QWidget {
  Q_OBJECT

 public:
  explicit RegionPanel(SessionController& session, QWidget* parent = nullptr);

 Q_SIGNALS:
  /// Drawn regions of the subject shown are to be written as files.
  void save_requested(const std::vector<int>& ids);
  /// The user clicked a region that is shown.
  void region_chosen(const QString& name);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void make_list();
  void show_regions();
  void show_state();
  void take_change(QTreeWidgetItem* item);
  QTreeWidgetItem* add_group(const QString& title);
  void add_region(QTreeWidgetItem* group, const ListedRegion& region, bool is_unsaved);
  int chosen() const;
  void save_all();

  SessionController& session_;
  QToolButton *draw_, *borders_, *names_, *colors_;
  QTreeWidget* list_;
  QToolButton *save_, *save_all_, *rename_, *remove_;
  bool is_filling_ = false;  // changes come from the program, not the user
};

}  // namespace cortiscope
