#pragma once

#include <QSlider>
#include <QTimer>
#include <QWidget>
#include <optional>

class QLabel;
class QToolButton;

namespace cortiscope {

class SessionController;

/// A slider with a mark above its groove.
class MarkedSlider : public QSlider {
  Q_OBJECT

 public:
  explicit MarkedSlider(QWidget* parent = nullptr);

  /// @param at  from 0, the left end, to 1; absent: no mark
  void set_mark(std::optional<double> at);
  std::optional<double> mark() const { return mark_; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::optional<double> mark_;
};

/// How the maps of the chosen fit were learned: its snapshots, and last its end, to be moved
/// through and played, with the step and the loss of then and a mark where validation was best.
/// Hidden where the fit has no snapshots.
class TimeSlider : public QWidget {
  Q_OBJECT

 public:
  explicit TimeSlider(SessionController& session, QWidget* parent = nullptr);

  /// Moves on by itself to the end; from the start where it is at the end.
  void play();
  void stop();
  bool is_playing() const { return timer_.isActive(); }

 private:
  void show_fit();
  void show_snapshot();
  void move_on();
  void show_playing();

  SessionController& session_;
  QToolButton* play_;
  MarkedSlider* slider_;
  QLabel* text_;
  QTimer timer_;
};

}  // namespace cortiscope
