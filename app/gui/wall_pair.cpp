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
  proposed_.reset();  // of the other rows
}

const Map& WallPair::map() const {
  return before_difference_ ? *before_difference_ : session_.view().map;
}

void WallPair::mark_a(const std::optional<WallTile>& tile) {
  a_ = tile;
  if (are_same(a_, b_)) b_.reset();
  take_marks();
}

void WallPair::mark_b(const std::optional<WallTile>& tile) {
  b_ = tile;
  if (are_same(a_, b_)) a_.reset();
  take_marks();
}

bool WallPair::propose(const std::optional<TilePair>& pair) {
  if (mode_ != WallMode::kTiles) return false;
  const auto before_a = a(), before_b = b();
  proposed_ = pair;
  const auto is_kept = [this](const auto& before, const auto& now) {
    return before.has_value() == now.has_value() && (!now || are_same(before, now));
  };
  return !is_kept(before_a, a()) || !is_kept(before_b, b());
}

std::optional<WallTile> WallPair::a() const {
  if (a_ || !proposed_) return as_shown(a_);
  return as_shown(unless_marked(proposed_->second, b_, proposed_->first));
}

std::optional<WallTile> WallPair::b() const {
  if (b_ || !proposed_) return as_shown(b_);
  return as_shown(unless_marked(proposed_->first, a_, proposed_->second));
}

/// What is proposed, or something else where the user marked that as the other one.
std::optional<WallTile> WallPair::unless_marked(const WallTile& proposed,
                                                const std::optional<WallTile>& marked,
                                                const WallTile& otherwise) const {
  return are_same(proposed, marked) ? otherwise : proposed;
}

/// Whether both are there and the same tile now: the map may have changed since one was marked.
bool WallPair::are_same(const std::optional<WallTile>& a, const std::optional<WallTile>& b) const {
  return a && b && is_same_tile(*as_shown(a), *as_shown(b));
}

void WallPair::take_marks() {
  leave_difference();  // of other tiles
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
  const auto first = a(), second = b();
  if (!first || !second) return false;
  return mode != WallMode::kDifference || can_subtract(session_.library(), *first, *second);
}

void WallPair::set_mode(WallMode mode) {
  if (mode == mode_ || !offers(mode)) return;
  if (mode == WallMode::kDifference) {
    const WallTile first = *a(), second = *b();
    before_difference_ = second.map;
    session_.choose(second.at);
    session_.set_against(first.at.model);
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
  const auto first = a(), second = b();
  const bool is_painted = first && second && entry_of(look.map).has(kNeedsDifferences) &&
                          look.choice == second->at && session_.against() == first->at.model;
  if (!is_painted) set_mode(WallMode::kTiles);
}

void WallPair::flicker() { set_mode(mode_ == WallMode::kA ? WallMode::kB : WallMode::kA); }

}  // namespace cortiscope
