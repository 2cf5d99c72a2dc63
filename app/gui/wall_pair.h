#pragma once

#include <QObject>
#include <optional>

#include "app/session/wall.h"

namespace cortiscope {

class SessionController;

/// What of a wall is shown: all tiles, or those marked A and B.
enum class WallMode { kTiles, kA, kB, kDifference, kWipe };

/// The two tiles of a wall that are compared, A and B, and how. Each is the tile that the user
/// marked, or until then one that is proposed. GUI thread only.
class WallPair : public QObject {
  Q_OBJECT

 public:
  explicit WallPair(SessionController& session, QObject* parent = nullptr);

  /// Marked tiles of models by subjects show the map that is chosen; those of maps keep theirs.
  void set_rows(WallRows rows);

  /// Another tile loses the mark; nothing: the one proposed has it.
  void mark_a(const std::optional<WallTile>& tile);
  void mark_b(const std::optional<WallTile>& tile);
  /// Proposes A and B where the user marked none: B the first and A the second, so that B - A is
  /// what the first has beyond the second; where the user marked one of them, the other. No effect
  /// while tiles are compared: those stay.
  /// @return  whether A or B is another tile now; `changed` is not emitted
  bool propose(const std::optional<TilePair>& pair);
  /// As they are painted now; without a source where they are fitted no longer.
  std::optional<WallTile> a() const;
  std::optional<WallTile> b() const;

  bool offers(WallMode mode) const;
  /// No effect where a mode lacks its marks. The difference is the session's map of that name while
  /// it is shown, B - A; it ends when the session paints something else.
  void set_mode(WallMode mode);
  WallMode mode() const { return mode_; }
  /// Shows A, or B where A is shown.
  void flicker();

  /// The map of the tiles: while the difference is shown, the one before it.
  const Map& map() const;

 Q_SIGNALS:
  void changed();

 private:
  std::optional<WallTile> as_shown(const std::optional<WallTile>& marked) const;
  bool are_same(const std::optional<WallTile>& a, const std::optional<WallTile>& b) const;
  std::optional<WallTile> unless_marked(const WallTile& proposed,
                                        const std::optional<WallTile>& marked,
                                        const WallTile& otherwise) const;
  void take_marks();
  void leave_difference();

  SessionController& session_;
  WallRows rows_ = WallRows::kSubjects;
  std::optional<WallTile> a_, b_;  // marked by the user
  std::optional<TilePair> proposed_;
  WallMode mode_ = WallMode::kTiles;
  std::optional<Map> before_difference_;
};

}  // namespace cortiscope
