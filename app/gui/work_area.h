#pragma once

#include <QWidget>

class QSplitter;

namespace cortiscope {

/// Library, stage and inspector, from left to right. Where there is no room for a sidebar beside
/// the stage, it opens over it instead.
class WorkArea : public QWidget {
  Q_OBJECT

 public:
  /// A sidebar of the stage.
  enum Sidebar { kLibrary, kInspector };

  /// Takes the three over.
  WorkArea(QWidget* library, QWidget* stage, QWidget* inspector, QWidget* parent = nullptr);

  bool is_shown(Sidebar which) const;
  void set_shown(Sidebar which, bool is_shown);
  /// Hides the sidebars at first; afterwards those are shown again that were.
  void set_bare(bool is_bare);
  /// Widths and sidebars as at first.
  void reset();

  QByteArray save() const;
  /// No effect where it was not saved by this version.
  void restore(const QByteArray& state);

 Q_SIGNALS:
  /// A sidebar was shown or hidden.
  void shown_changed();

 protected:
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Side {
    QWidget* panel;
    int em;               ///< its width at first, in heights of a line
    int least_window_em;  ///< a narrower window has it over the stage
    bool is_over = false;
    bool is_beside_shown = true;  ///< beside the stage
    bool is_bare_shown = false;   ///< likewise, in a workspace of the stage alone
    bool is_over_shown = false;
  };
  bool& shown(Sidebar which);
  void arrange();
  void share_width();
  void put(Side& side, bool is_over);
  int em() const { return fontMetrics().height(); }

  QSplitter* splitter_;
  QWidget* stage_;
  Side sides_[2];
  bool is_bare_ = false;
  bool has_sizes_ = false;
};

}  // namespace cortiscope
