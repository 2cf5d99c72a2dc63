#pragma once

#include <QTimer>
#include <QWidget>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "app/gui/comparison_controller.h"
#include "app/gui/theme.h"
#include "app/gui/wall_painter.h"
#include "app/gui/wall_pair.h"
#include "app/session/wall_page.h"
#include "render/cortex_wall.h"

class QLabel;

namespace cortiscope {

class SessionController;
class WallPager;
class WallWidget;

/// The fits side by side: models by subjects in one map, or maps by models of one subject. All
/// tiles share the session's camera, range, picked vertex and pointer; a click chooses a tile's
/// subject and model. Two tiles, A and B, are looked at alone, in turns, minus each other, or on
/// either side of a divider: those of the first two models until the user marks others.
///
/// It follows the session while it is visible: tiles are in the session's form, or flat where it
/// shows the flatmap alone.
class WallView : public QWidget {
  Q_OBJECT

 public:
  WallView(SessionController& session, ComparisonController& comparisons,
           QWidget* parent = nullptr);
  ~WallView() override;

  void set_theme(Theme theme);

  void set_rows(WallRows rows);
  WallRows rows() const { return rows_; }
  /// Orders are of numbers of the chosen subject, which take seconds to compute; meanwhile the
  /// models stay as they were ordered.
  void set_order(WallOrder order);
  WallOrder order() const { return order_; }

  /// Mark the chosen tile.
  void mark_a() { pair_.mark_a(chosen_tile()); }
  void mark_b() { pair_.mark_b(chosen_tile()); }
  WallPair& pair() { return pair_; }

  /// The tiles, of many those on one page.
  const Wall& wall() const { return wall_; }
  /// What is missing or being computed; empty where all is well.
  QString note() const;
  WallWidget& tiles() { return *tiles_; }
  /// Whether the drawing shows all as the session says, with soft edges.
  bool is_up_to_date() const;

 Q_SIGNALS:
  /// The chosen tile is to be seen alone, large.
  void zoomed_in();
  /// Tiles, order, A and B, mode or note.
  void changed();

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  bool event(QEvent* event) override;

 private:
  /// What no longer shows what the session says; each includes those before it.
  enum Stale { kNothing, kMarks, kNames, kColors, kSurfaces };
  void refresh_soon(Stale stale);
  void refresh();
  void set_grid();
  void paint_cells();
  void outline_regions();
  void show_marks();
  void show_mode();
  void show_camera();
  void take_hover(std::optional<WallVertex> vertex);
  void take_pick(std::size_t cell, std::optional<CortexVertex> vertex);
  void take_camera(const CortexCamera& camera);
  WallTile tile_in(std::size_t cell) const;
  std::vector<WallTile> tiles_in_cells() const;
  int mesh_of(SubjectId subject) const;
  std::vector<std::optional<CortexVertex>> in_cells_of(SubjectId subject,
                                                       CortexVertex vertex) const;
  std::optional<WallTile> chosen_tile() const;
  SurfaceKind possible_form();
  bool is_ordered_by_numbers() const { return order_ != WallOrder::kLibrary; }
  void take_numbers();
  std::optional<TilePair> pair_to_propose() const;
  QString title_of_tile(const WallTile& tile) const;

  SessionController& session_;
  WallPair pair_;
  WallPainter painter_;
  WallPager* pager_;
  QLabel* empty_;
  WallWidget* tiles_;
  WallRows rows_ = WallRows::kSubjects;
  WallOrder order_ = WallOrder::kSlope;
  SurfaceKind form_ = SurfaceKind::kInflated;  // that the tiles are in
  Wall whole_;
  WallPage page_{WallPlace{8, 6}};              // smaller tiles show little
  Wall wall_;                                   // the page shown
  std::vector<int> meshes_;                     // of each cell (meshes_of)
  std::map<ModelId, ModelNumbers> numbers_;     // of the chosen subject; none while computed
  std::map<ModelId, ModelNumbers> ordered_by_;  // the last known
  Stale stale_ = kSurfaces;
  QTimer refresh_;  // once for all that changes together
  QTimer pause_;    // until the next state of a running fit
  ComparisonController& comparisons_;
};

}  // namespace cortiscope
