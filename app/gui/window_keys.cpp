#include "app/gui/window_keys.h"

#include <QAction>
#include <QWidget>
#include <cmath>
#include <utility>

#include "app/gui/session_controller.h"
#include "app/gui/single_keys.h"
#include "app/session/map_table.h"

namespace cortiscope {
namespace {

/// Some tenths of the way from one form to the next further, and exactly at each form.
void unfold(SessionController& session, int tenths) {
  session.set_unfolding((std::round(10 * session.unfolding()) + float(tenths)) / 10);
}

void step_map(SessionController& session, int by) {
  const auto& maps = map_table();
  int at = int(&entry_of(session.view().map) - maps.data());
  do {
    at = stepped_image(at, by, int(maps.size()));
  } while (!session.offers(maps[std::size_t(at)]));
  session.set_map(maps[std::size_t(at)].map());
}

/// What one of a list is put before to move it by a place; -1: behind all.
template <class List>
int place_before(const List& list, int id, int by) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].id != id) continue;
    if (by < 0) return i > 0 ? list[i - 1].id : id;
    return i + 2 < list.size() ? list[i + 2].id : -1;
  }
  return id;
}

void move_model(SessionController& session, int by) {
  const ModelId model = session.view().choice.model;
  session.move_model(model, place_before(session.library().models(), model, by));
}

void move_subject(SessionController& session, int by) {
  const SubjectId subject = session.view().choice.subject;
  session.move_subject(subject, place_before(session.library().subjects(), subject, by));
}

QKeySequence shift_and_initial(const char* name) {
  return QKeySequence(QStringLiteral("Shift+%1").arg(QChar(QLatin1Char(name[0])).toUpper()));
}

}  // namespace

QKeySequence key_of(SurfaceKind kind) {
  if (kind == SurfaceKind::kInflated) return Qt::Key_I;
  if (kind == SurfaceKind::kPial) return Qt::Key_R;  // F flattens
  return shift_and_initial(name_of(kind));
}

QKeySequence key_of(Side side) { return shift_and_initial(name_of(side)); }

void add_window_keys(QWidget& window, SessionController& session, std::function<void()> search) {
  auto* keys = new SingleKeys(&window);
  keys->add(Qt::Key_Left, [&session] { session.step_model(-1); });
  keys->add(Qt::Key_Right, [&session] { session.step_model(1); });
  keys->add(Qt::Key_Up, [&session] { session.step_subject(-1); });
  keys->add(Qt::Key_Down, [&session] { session.step_subject(1); });
  keys->add(Qt::ALT | Qt::Key_Left, [&session] { move_model(session, -1); });
  keys->add(Qt::ALT | Qt::Key_Right, [&session] { move_model(session, 1); });
  keys->add(Qt::ALT | Qt::Key_Up, [&session] { move_subject(session, -1); });
  keys->add(Qt::ALT | Qt::Key_Down, [&session] { move_subject(session, 1); });
  for (const MapEntry& entry : map_table()) {
    if (entry.key == 0) continue;
    keys->add(QKeySequence(QString(QLatin1Char(entry.key))), [&session, &entry] {
      if (session.offers(entry)) session.set_map(entry.map());
    });
  }
  keys->add(Qt::Key_7, [&session] { session.show_overlay(); });
  keys->add(Qt::Key_Plus, [&session] { step_map(session, 1); });
  keys->add(Qt::Key_Minus, [&session] { step_map(session, -1); });
  keys->add(Qt::Key_F, [&session] {
    const bool is_alone = session.view().shows_flat && !session.view().shows_folds;
    session.set_layout(is_alone, true);
  });
  for (const SurfaceKind kind :
       {SurfaceKind::kInflated, SurfaceKind::kPial, SurfaceKind::kWhite, SurfaceKind::kSphere}) {
    keys->add(key_of(kind), [&session, kind] {
      const LibrarySubject* row = session.subject();
      if (row && has_form(row->subject->cortex, kind)) session.set_folded(kind);
    });
  }
  for (const Side side : kNamedSides) {
    keys->add(key_of(side), [&session, side] {
      if (session.subject()) session.set_side(side);
    });
  }
  keys->add(Qt::Key_BracketLeft, [&session] { unfold(session, -1); });
  keys->add(Qt::Key_BracketRight, [&session] { unfold(session, 1); });
  keys->add(Qt::Key_L, [&session] { session.set_regions(!session.view().shows_regions); });
  keys->add(Qt::Key_N,
            [&session] { session.set_region_names(!session.view().shows_region_names); });
  keys->add(Qt::Key_D, [&session] { session.set_drawing(!session.view().is_drawing); });
  keys->add(Qt::Key_G, std::move(search));
  keys->add(Qt::Key_P, [&session] {
    if (session.subject() && session.view().picked) session.toggle_pin(*session.view().picked);
  });
  keys->add(Qt::Key_Comma, [&session] { session.step_image(-1); });
  keys->add(Qt::Key_Period, [&session] { session.step_image(1); });
  keys->add(Qt::Key_Escape, [&session] {
    if (session.view().is_drawing) {
      session.set_drawing(false);
    } else if (session.view().looked_at) {
      session.look_at(std::nullopt);
    } else if (session.view().isolated) {
      session.show_all_clusters();
    } else {
      session.pick(std::nullopt);
    }
  });
  keys->add(Qt::Key_Question,
            [&window] { window.findChild<QAction*>(QStringLiteral("help"))->trigger(); });
}

}  // namespace cortiscope
