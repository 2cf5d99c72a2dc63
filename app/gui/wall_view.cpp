#include "app/gui/wall_view.h"

#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/gui/escape_key.h"
#include "app/gui/session_controller.h"
#include "app/gui/single_keys.h"
#include "app/gui/text.h"
#include "app/gui/wall_controls.h"
#include "app/gui/wall_labels.h"
#include "app/gui/wall_pager.h"
#include "app/gui/wall_widget.h"

namespace cortiscope {
namespace {

constexpr int kNextStateAfterMs = 350;  // of a running fit

// Cells after the tiles, that are shown alone.
enum Extra { kCellA, kCellB, kCellDifference, kExtras };

bool are_same(const Wall& a, const Wall& b) {
  return a.models == b.models && a.subjects == b.subjects && a.maps == b.maps;
}

bool have_same_sources(const Wall& a, const Wall& b) {
  return std::equal(
      a.tiles.begin(), a.tiles.end(), b.tiles.begin(), b.tiles.end(),
      [](const WallTile& one, const WallTile& other) { return one.source == other.source; });
}

}  // namespace

WallView::WallView(SessionController& session, ComparisonController& comparisons, QWidget* parent)
    : QWidget(parent),
      session_(session),
      pair_(session),
      painter_(session),
      comparisons_(comparisons) {
  tiles_ = new WallWidget;
  tiles_->setObjectName(QStringLiteral("wall"));
  empty_ = new QLabel(tr("Nothing is fitted yet. Fit a network to a subject, or open its fit."));
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(new WallControls(*this));
  pager_ = new WallPager;
  layout->addWidget(pager_);
  layout->addWidget(empty_, 1);
  layout->addWidget(tiles_, 1);

  auto* keys = new SingleKeys(this);
  keys->add(Qt::Key_A, [this] { mark_a(); });
  keys->add(Qt::Key_B, [this] { mark_b(); });
  keys->add(Qt::Key_X, [this] { pair_.flicker(); });
  keys->add(Qt::Key_M, [this] { pair_.set_mode(WallMode::kDifference); });
  keys->add(Qt::Key_W, [this] { pair_.set_mode(WallMode::kWipe); });

  refresh_.setSingleShot(true);
  connect(&refresh_, &QTimer::timeout, this, &WallView::refresh);
  pause_.setSingleShot(true);
  pause_.setInterval(kNextStateAfterMs);
  connect(&pause_, &QTimer::timeout, this, [this] { refresh_soon(kColors); });
  using S = SessionController;
  for (const auto signal :
       {&S::library_changed, &S::subject_changed, &S::source_changed, &S::picked_changed}) {
    connect(&session_, signal, this, [this] { refresh_soon(kMarks); });
  }
  for (const auto signal : {&S::map_changed, &S::range_changed, &S::looked_at_changed}) {
    connect(&session_, signal, this, [this] { refresh_soon(kColors); });
  }
  for (const auto signal : {&S::surface_changed, &S::regions_changed}) {
    connect(&session_, signal, this, [this] { refresh_soon(kSurfaces); });
  }
  connect(&session_, &S::source_renewed, this, [this] {
    if (!pause_.isActive()) pause_.start();
  });
  for (const auto signal : {&S::side_changed, &S::cameras_changed}) {
    connect(&session_, signal, this, &WallView::show_camera);
  }
  connect(&pair_, &WallPair::changed, this, [this] {
    refresh_soon(kColors);
    if (pair_.mode() != WallMode::kTiles) tiles_->setFocus();  // for Escape
    Q_EMIT changed();
  });
  connect(&comparisons_, &ComparisonController::changed, this, &WallView::take_numbers);
  connect(pager_, &WallPager::turned, this, [this](const WallPlace& by) {
    page_.turn(by);
    refresh_soon(kMarks);
  });
  connect(tiles_, &WallWidget::hovered, this, &WallView::take_hover);
  connect(tiles_, &WallWidget::picked, this, &WallView::take_pick);
  connect(tiles_, &WallWidget::camera_moved, this, &WallView::take_camera);
  connect(tiles_, &WallWidget::double_clicked, this, [this](std::size_t cell) {
    if (pair_.mode() != WallMode::kTiles) return pair_.set_mode(WallMode::kTiles);
    if (tile_in(cell).source) Q_EMIT zoomed_in();
  });
  take_numbers();
}

WallView::~WallView() = default;

void WallView::set_theme(Theme theme) {
  tiles_->set_background(view_background(theme));
  painter_.set_ground(theme == Theme::kDark ? Ground::kDark : Ground::kLight);
  refresh_soon(kColors);
}

void WallView::set_rows(WallRows rows) {
  if (rows == rows_) return;
  pair_.set_rows(rows);
  rows_ = rows;
  refresh_soon(kSurfaces);
  Q_EMIT changed();
}

void WallView::set_order(WallOrder order) {
  if (order == order_) return;
  order_ = order;
  comparisons_.want(*this, is_ordered_by_numbers() && isVisible());
  refresh_soon(kNames);
  Q_EMIT changed();
}

/// The order stays until others are known: tiles move once, not twice.
void WallView::take_numbers() {
  const auto report = comparisons_.report();
  numbers_.clear();
  if (report) numbers_ = numbers_of(*report, comparisons_.models());
  if (report || !comparisons_.is_awaited()) ordered_by_ = numbers_;
  if (is_ordered_by_numbers()) refresh_soon(kNames);
  Q_EMIT changed();
}

std::optional<WallTile> WallView::chosen_tile() const {
  const auto place = whole_.find(session_.view().choice, pair_.map());
  if (!place || !whole_.tiles[*place].source) return std::nullopt;
  return whole_.tiles[*place];
}

QString WallView::note() const {
  if (!is_ordered_by_numbers() || wall_.tiles.empty() || comparisons_.report()) return {};
  return comparisons_.note();
}

bool WallView::is_up_to_date() const {
  return isVisible() && !refresh_.isActive() && stale_ == kNothing &&
         (wall_.tiles.empty() || tiles_->is_up_to_date());
}

void WallView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  comparisons_.want(*this, is_ordered_by_numbers());
  refresh_soon(kSurfaces);
}

void WallView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  comparisons_.want(*this, false);
  refresh_.stop();
}

/// Escape returns to all tiles.
bool WallView::event(QEvent* event) {
  return take_escape(event, pair_.mode() != WallMode::kTiles,
                     [this] { pair_.set_mode(WallMode::kTiles); }) ||
         QWidget::event(event);
}

void WallView::refresh_soon(Stale stale) {
  stale_ = std::max(stale_, stale);
  if (isVisible()) refresh_.start(0);
}

void WallView::refresh() {
  Look chosen = session_.view();
  chosen.map = pair_.map();
  whole_ = wall_of(session_.library(), chosen, session_.source(), rows_, order_, ordered_by_);
  const bool has_other_pair = pair_.propose(pair_to_propose());
  page_.follow(whole_, place_in(whole_, chosen.choice, chosen.map));
  pager_->show_page(page_);
  Wall now = page_.part_of(whole_);
  const bool is_other = !are_same(now, wall_);
  const bool is_against_other = painter_.update_against();
  const bool has_other_sources = !have_same_sources(now, wall_) || is_against_other;
  wall_ = std::move(now);
  form_ = possible_form();
  empty_->setVisible(wall_.tiles.empty());
  tiles_->setVisible(!wall_.tiles.empty());
  if (is_other || has_other_sources || stale_ >= kColors) {
    set_grid();
    if (stale_ == kSurfaces) painter_.forget_outlines();
    outline_regions();
    paint_cells();
  } else if (has_other_pair || stale_ >= kNames) {
    set_grid();  // the tiles keep their colours
    outline_regions();
  }
  show_mode();
  show_marks();
  show_camera();
  stale_ = kNothing;
  if (is_other || has_other_pair) Q_EMIT changed();
}

/// Of the chosen row, once its models are in their order.
std::optional<TilePair> WallView::pair_to_propose() const {
  if (is_ordered_by_numbers() && comparisons_.is_awaited()) return std::nullopt;
  return first_pair(whole_, session_.view().choice.subject, pair_.map());
}

WallTile WallView::tile_in(std::size_t cell) const {
  const std::size_t count = wall_.tiles.size();
  if (cell < count) return wall_.tiles[cell];
  const auto marked = cell == count + kCellA ? pair_.a() : pair_.b();
  return marked.value_or(WallTile());
}

std::vector<WallTile> WallView::tiles_in_cells() const {
  std::vector<WallTile> tiles;
  for (std::size_t i = 0; i < wall_.tiles.size() + kExtras; ++i) tiles.push_back(tile_in(i));
  return tiles;
}

/// Flat where the session shows the flatmap alone and a tile has one.
SurfaceKind WallView::possible_form() {
  const Look& look = session_.view();
  const bool is_flat =
      !look.shows_folds &&
      std::any_of(wall_.tiles.begin(), wall_.tiles.end(), [this](const WallTile& tile) {
        return painter_.can_draw(tile, SurfaceKind::kFlat);
      });
  return is_flat ? SurfaceKind::kFlat : look.folded;
}

QString WallView::title_of_tile(const WallTile& tile) const {
  return title_of(session_.library(), tile, rows_);
}

void WallView::set_grid() {
  WallWidget::Grid grid;
  grid.form = form_;
  grid.placing = placing_of(session_.view().hemispheres);
  grid.columns = column_labels(session_.library(), wall_, order_, numbers_);
  grid.rows = row_labels(session_.library(), wall_, rows_);
  const std::vector<WallTile> tiles = tiles_in_cells();
  for (const WallTile& tile : tiles) grid.cells.push_back(painter_.cell_of(tile, form_));
  meshes_ = meshes_of(tiles);
  tiles_->set_grid(std::move(grid));
}

/// Paints the cells that are shown.
void WallView::paint_cells() {
  const std::size_t count = wall_.tiles.size();
  for (std::size_t i = 0; i < meshes_.size(); ++i) {
    const bool is_extra = i >= count;
    if (!tiles_->draws(i) || is_extra == (pair_.mode() == WallMode::kTiles)) continue;
    if (i == count + kCellDifference) {
      if (pair_.mode() == WallMode::kDifference) painter_.paint_session(*tiles_, i, tile_in(i));
    } else {
      painter_.paint(*tiles_, i, tile_in(i));
    }
  }
}

void WallView::outline_regions() {
  for (std::size_t i = 0; i < meshes_.size(); ++i) {
    if (tiles_->draws(i)) painter_.outline(*tiles_, i, tile_in(i));
  }
  tiles_->set_region_lines(session_.view().shows_regions);
}

void WallView::show_mode() {
  const std::size_t count = wall_.tiles.size();
  const auto part = [&](Extra extra, const QString& letter) {
    return WallWidget::Part{count + extra,
                            letter + QStringLiteral("   ") + title_of_tile(tile_in(count + extra))};
  };
  switch (pair_.mode()) {
    case WallMode::kTiles:
      tiles_->show_grid();
      break;
    case WallMode::kA:
      tiles_->show_alone(part(kCellA, QStringLiteral("A")));
      break;
    case WallMode::kB:
      tiles_->show_alone(part(kCellB, QStringLiteral("B")));
      break;
    case WallMode::kDifference:
      tiles_->show_alone({count + kCellDifference, session_.painted_title()});
      break;
    case WallMode::kWipe:
      tiles_->show_both(part(kCellA, QStringLiteral("A")), part(kCellB, QStringLiteral("B")));
      break;
  }
}

/// As meshes_, of a subject whose row may be on another page; -1 where nothing of it is fitted.
int WallView::mesh_of(SubjectId subject) const {
  std::vector<WallTile> tiles = tiles_in_cells();
  for (std::size_t i = 0; i < meshes_.size(); ++i) {
    if (tiles[i].at.subject == subject && meshes_[i] >= 0) return meshes_[i];
  }
  for (const WallTile& tile : whole_.tiles) {
    if (tile.at.subject != subject || !tile.source) continue;
    tiles.push_back(tile);
    return meshes_of(tiles).back();
  }
  return -1;
}

std::vector<std::optional<CortexVertex>> WallView::in_cells_of(SubjectId subject,
                                                               CortexVertex vertex) const {
  const int mesh = mesh_of(subject);
  std::vector<std::optional<CortexVertex>> vertices(meshes_.size());
  for (std::size_t i = 0; i < meshes_.size(); ++i) {
    if (mesh >= 0 && meshes_[i] == mesh) vertices[i] = vertex;
  }
  return vertices;
}

void WallView::show_marks() {
  const Look& look = session_.view();
  tiles_->choose(wall_.find(look.choice, pair_.map()));
  const auto cell_of = [&](const std::optional<WallTile>& marked) {
    return marked ? wall_.find(marked->at, marked->map) : std::nullopt;
  };
  tiles_->set_letters(cell_of(pair_.a()), cell_of(pair_.b()));
  tiles_->mark(look.picked ? in_cells_of(look.choice.subject, *look.picked)
                           : std::vector<std::optional<CortexVertex>>(meshes_.size()));
}

void WallView::show_camera() {
  const Look& look = session_.view();
  tiles_->set_camera(form_ == SurfaceKind::kFlat ? look.flat_camera : look.folds_camera);
}

void WallView::take_camera(const CortexCamera& camera) {
  const Look& look = session_.view();
  if (form_ == SurfaceKind::kFlat) {
    session_.note_cameras(look.folds_camera, camera);
  } else {
    session_.note_cameras(camera, look.flat_camera);
  }
}

void WallView::take_hover(std::optional<WallVertex> vertex) {
  std::vector<std::optional<CortexVertex>> dots(meshes_.size());
  std::optional<CortexVertex> of_session;
  if (vertex) {
    dots = in_cells_of(tile_in(vertex->tile).at.subject, vertex->vertex);
    // The session's words are of the chosen subject.
    for (std::size_t i = 0; i < dots.size(); ++i) {
      if (dots[i] && tile_in(i).at.subject == session_.view().choice.subject) of_session = dots[i];
    }
    dots[vertex->tile].reset();  // the pointer is there
  }
  tiles_->point_at(std::move(dots));
  session_.hover(of_session);
}

void WallView::take_pick(std::size_t cell, std::optional<CortexVertex> vertex) {
  const WallTile tile = tile_in(cell);
  if (pair_.mode() != WallMode::kDifference && session_.library().contains(tile.at)) {
    session_.choose(tile.at);
    if (rows_ == WallRows::kMaps) session_.set_map(tile.map);
  }
  if (vertex) session_.pick(*vertex);
}

}  // namespace cortiscope
