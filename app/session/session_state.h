#pragma once

#include "app/session/library.h"
#include "app/session/session_file.h"

namespace cortiscope {

/// What is opened and how it looks, to be saved. What is in no file is left out: a running or an
/// unsaved fit, a dropped photograph.
SavedSession saved_session_of(const Library& library, const Look& look,
                              const std::string& workspace);

/// Adds what of an opened session is still missing, so that saving it again loses nothing of it.
void keep_missing(SavedSession& now, const SavedSession& opened);

/// The names of the missing files, in their order, each once.
std::vector<std::filesystem::path> missing_files(const SavedSession& session);

/// The row that one of a session's files brought; absent where it is not opened.
std::optional<SubjectId> subject_of_file(const Library& library, const std::filesystem::path& file);

/// The selection of a session as the library knows it: what is not opened is replaced by what is
/// there.
Choice choice_of(const Library& library, const SavedSession& session);

/// The network of a name, or -1.
ModelId model_named(const Library& library, const std::string& name);

/// The user's own work in a session, regions drawn and pins, to be compared; empty where there is
/// none.
std::string work_text(const SavedSession& session);

/// What makes a session another one: all but the selection and the cameras. To be compared.
std::string content_text(const SavedSession& session);

}  // namespace cortiscope
