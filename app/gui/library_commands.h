#pragma once

#include <QString>

#include "app/session/ids.h"

class QMenu;
class QObject;

namespace cortiscope {

class ExtractController;
class FitController;
class SessionController;

/// What may be working on a cell of the library.
struct LibraryWork {
  const FitController& fits;
  const ExtractController& extractions;
};

/// Why a subject should not be closed now, for the user: a fit of it runs, waits or is not saved,
/// features of its images are being extracted, or regions drawn on it are not saved. Empty where it
/// may be.
QString objection_to_closing(const SessionController& session, LibraryWork work, SubjectId subject);

/// The same of removing a model.
QString objection_to_removing(const SessionController& session, LibraryWork work, ModelId model);

/// Adds "Close subject" and "Remove model" to a menu, as far as there are these. One that may not
/// be is said why by its tool tip, and is disabled.
/// @param at  either may be absent
/// @param session  borrowed; must outlive the menu
void add_library_commands(QMenu& menu, SessionController& session, LibraryWork work, Choice at);

}  // namespace cortiscope
