#pragma once

#include <QWidget>

class QComboBox;
class QToolButton;

namespace cortiscope {

class SessionController;
class TextLine;

/// Above the views: what they show, and how: the form of the cortex, from which side, which
/// hemispheres, with which regions. Where it is narrow, the hemispheres are in the menu alone.
class ViewHeader : public QWidget {
  Q_OBJECT

 public:
  explicit ViewHeader(SessionController& session, QWidget* parent = nullptr);

  /// The button that opens the regions.
  QToolButton& regions() { return *regions_; }

  /// Without the hemispheres.
  QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void regions_requested();

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  int width_of_hemispheres() const;
  void show_what_fits();
  void set_type();
  void show_title();
  void show_state();
  QToolButton* make_hemispheres();
  void show_hemispheres();

  SessionController& session_;
  TextLine *title_, *state_, *badge_;
  QComboBox *form_, *side_;
  QToolButton *hemispheres_, *flat_, *regions_;
};

}  // namespace cortiscope
