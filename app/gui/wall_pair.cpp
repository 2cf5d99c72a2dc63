#include "app/gui/wall_pair.h"

#include <utility>

#include "app/gui/session_controller.h"

namespace cortiscope {

WallPair::WallPair(SessionController& session, QObject* parent)
    : QObject(parent), session_(session) {
  using S = SessionController;
  for (const auto signal : {&S::map_changed, &S::source_changed, &S::library_changed}) {
    connect(&session_, signal, this, &WallPair::leave_difference);
  }
}

void WallPair::set_rows(WallRows rows) {
  set_mode(WallMode::kTiles);
  rows_ = rows;
}

const Map& WallPair::map() const {
  return before_difference_ ? *before_difference_ : session_.view().map;
}

void WallPair::mark_a(const std::optional<WallTile>& tile) {
  a_ = tile;
  if (a_ && b_ && is_same_tile(*a_, *b_)) b_.reset();
  take_marks();
}

void WallPair::mark_b(const std::optional<WallTile>& tile) {
  b_ = tile;
  if (a_ && b_ && is_same_tile(*a_, *b_)) a_.reset();
  take_marks();
}

void WallPair::take_marks() {
  if (!offers(mode_)) set_mode(WallMode::kTiles);
  Q_EMIT changed();
}

std::optional<WallTile> WallPair::as_shown(const std::optional<WallTile>& marked) const {
  if (!marked) return std::nullopt;
  WallTile tile = *marked;
  const Library& library = session_.library();
  if (rows_ == WallRows::kSubjects) tile.map = map();
  tile.source = nullptr;
  if (!library.contains(tile.at)) return tile;
  const auto source =
      tile.at == session_.view().choice ? session_.source() : library.cell(tile.at).source;
  if (source && source->has_selectors()) tile.source = source;
  return tile;
}

bool WallPair::offers(WallMode mode) const {
  if (mode == WallMode::kTiles) return true;
  if (!a_ || !b_) return false;
  return mode != WallMode::kDifference || can_subtract(session_.library(), *a(), *b());
}

void WallPair::set_mode(WallMode mode) {
  if (mode == mode_ || !offers(mode)) return;
  if (mode == WallMode::kDifference) {
    const WallTile second = *b();
    before_difference_ = second.map;
    session_.choose(second.at);
    session_.set_against(a_->at.model);
    session_.set_map({"difference"});
    session_.set_quantity(difference_of(second.map));
    mode_ = mode;
  } else {
    mode_ = mode;
    const auto before = std::exchange(before_difference_, std::nullopt);
    if (before && entry_of(session_.view().map).has(kNeedsDifferences)) session_.set_map(*before);
  }
  Q_EMIT changed();
}

void WallPair::leave_difference() {
  if (mode_ != WallMode::kDifference) return;
  const Look& look = session_.view();
  const bool is_painted = entry_of(look.map).has(kNeedsDifferences) && look.choice == b_->at &&
                          session_.against() == a_->at.model;
  if (!is_painted) set_mode(WallMode::kTiles);
}

void WallPair::flicker() { set_mode(mode_ == WallMode::kA ? WallMode::kB : WallMode::kA); }

}  // namespace cortiscope
