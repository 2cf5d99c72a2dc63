#include "app/session/session_state.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/session/window_figure.h"
#include "core/io/output_place.h"
#include "core/open/map_choice.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

SessionFile at(const fs::path& file, const std::string& map = {}) {
  SessionFile entry;
  entry.file = file;
  entry.map = map;
  return entry;
}

/// The files of a session, each once.
struct FileList {
  std::vector<SessionFile>& files;

  int place_of(const SessionFile& file) {
    const auto found = std::find(files.begin(), files.end(), file);
    if (found != files.end()) return int(found - files.begin());
    files.push_back(file);
    return int(files.size()) - 1;
  }
  void add(const fs::path& file) {
    if (!file.empty()) place_of(at(file));
  }
};

/// The file of the fit that a cell shows, and of an unsaved one of the fit before it.
std::optional<SessionFile> fit_of(const LibraryCell& cell) {
  const auto source = cell.before_unsaved ? cell.before_unsaved->source : cell.source;
  using Kind = MapSource::Kind;
  if (!source || (source->kind != Kind::kFit && source->kind != Kind::kStopped)) return {};
  SessionFile file;
  file.is_installed = source->is_installed();
  file.file = file.is_installed     ? source->installed_file
              : cell.before_unsaved ? cell.before_unsaved->file
                                    : cell.fit_file;
  return file.file.empty() ? std::nullopt : std::optional(file);
}

/// The file that brings a row.
std::optional<SessionFile> row_file(const Library& library, const LibrarySubject& row) {
  const fs::path& file = row.file.empty() ? row.cortex_path : row.file;
  if (!file.empty()) return at(file);
  for (const LibraryModel& model : library.models()) {
    if (const auto fit = fit_of(library.cell({row.id, model.id}))) return fit;
  }
  return std::nullopt;
}

SessionSubject subject_of(const LibrarySubject& row, int file) {
  SessionSubject subject;
  subject.file = file;
  for (const auto& overlay : row.overlays) {
    subject.overlays.push_back(at(overlay->source.file, overlay->source.map));
  }
  for (const std::string& text : files_of_opened(row.regions)) {
    const MapChoice choice = split_map_choice(text);
    subject.regions.push_back(at(choice.file, choice.map));
  }
  subject.outlined = outlined_regions_of(row.regions, HiddenDrawn::kKept);
  subject.pins = row.pins;
  return subject;
}

bool is_missing(const SessionFile& file) { return file.is_missing; }

void add_missing(std::vector<SessionFile>& files, const std::vector<SessionFile>& opened) {
  std::copy_if(opened.begin(), opened.end(), std::back_inserter(files), is_missing);
}

}  // namespace

SavedSession saved_session_of(const Library& library, const Look& look,
                              const std::string& workspace) {
  SavedSession session;
  FileList files{session.files};
  for (const LibrarySubject& row : library.subjects()) {
    const auto file = row_file(library, row);
    if (!file) continue;  // of a fit that was never saved
    const int place = files.place_of(*file);
    session.subjects.push_back(subject_of(row, place));
    if (row.id == look.choice.subject) session.shown_subject = place;
  }
  for (const fs::path& file : library.stimulus_files()) files.add(file);
  for (const fs::path& file : library.feature_files()) files.add(file);
  for (const Choice at : library.choices()) {
    if (const auto fit = fit_of(library.cell(at))) files.place_of(*fit);
  }
  session.grouping = library.grouping();
  for (const LibraryModel& model : library.models_as_placed()) {
    files.add(model.network_file);
    if (!model.is_known_answer) session.models.push_back(model.name);
  }
  session.look = look;
  const LibraryModel* shown = library.find_model(look.choice.model);
  session.shows_known_answer = shown && shown->is_known_answer;
  if (shown && !shown->is_known_answer) session.shown_model = shown->name;
  if (const LibraryModel* against = library.find_model(look.against)) {
    session.against = against->name;
  }
  session.picked = look.picked;
  session.image = look.image;
  session.workspace = workspace;
  return session;
}

void keep_missing(SavedSession& now, const SavedSession& opened) {
  FileList files{now.files};
  for (const SessionFile& file : opened.files) {
    if (file.is_missing) files.place_of(file);
  }
  for (const std::string& model : opened.models) {
    const bool is_there =
        std::find(now.models.begin(), now.models.end(), model) != now.models.end();
    if (!is_there) now.models.push_back(model);
  }
  for (const SessionSubject& subject : opened.subjects) {
    const SessionFile& file = opened.files[std::size_t(subject.file)];
    if (file.is_missing) {
      now.subjects.push_back(subject);
      now.subjects.back().file = files.place_of(file);
      continue;
    }
    for (SessionSubject& same : now.subjects) {
      if (!is_same_file(now.files[std::size_t(same.file)].file, file.file)) continue;
      add_missing(same.overlays, subject.overlays);
      add_missing(same.regions, subject.regions);
    }
  }
}

std::vector<fs::path> missing_files(const SavedSession& session) {
  std::vector<fs::path> files;
  const auto add = [&](const std::vector<SessionFile>& from) {
    for (const SessionFile& file : from) {
      const bool is_new = std::find(files.begin(), files.end(), file.file) == files.end();
      if (file.is_missing && is_new) files.push_back(file.file);
    }
  };
  add(session.files);
  for (const SessionSubject& subject : session.subjects) {
    add(subject.overlays);
    add(subject.regions);
  }
  return files;
}

std::optional<SubjectId> subject_of_file(const Library& library, const fs::path& file) {
  FigureRequest request;
  request.inputs = {file.string()};
  const std::optional<Choice> at = choice_of_figure(library, request);
  return at ? std::optional(at->subject) : std::nullopt;
}

ModelId model_named(const Library& library, const std::string& name) {
  for (const LibraryModel& model : library.models()) {
    if (!model.is_known_answer && model.name == name) return model.id;
  }
  return -1;
}

Choice choice_of(const Library& library, const SavedSession& session) {
  std::optional<SubjectId> subject;
  if (session.shown_subject >= 0) {
    subject = subject_of_file(library, session.files[std::size_t(session.shown_subject)].file);
  }
  if (!subject && !library.subjects().empty()) subject = library.subjects().front().id;
  if (!subject) return {};
  const ModelId model =
      session.shows_known_answer ? kKnownAnswer : model_named(library, session.shown_model);
  const Choice wanted = {*subject, model};
  const bool is_there = library.contains(wanted) && !library.is_empty(wanted);
  return is_there ? wanted : library.first_choice(*subject);
}

std::string work_text(const SavedSession& session) {
  SavedSession work;
  work.files = session.files;
  work.subjects = session.subjects;
  const auto json = nlohmann::json::parse(session_text(work, {}, SessionPaths::kWhole));
  std::string text;
  for (const auto& subject : json.at("subjects")) {
    const auto outlined = subject.value("outlined", nlohmann::json::object());
    for (const char* drawn : {"drawn", "hidden_drawn"}) {
      for (const auto& regions : outlined.value(drawn, nlohmann::json::object())) {
        for (const auto& region : regions) text += region.dump() + "\n";
      }
    }
    for (const auto& pin : subject.at("pins")) text += pin.dump() + "\n";
  }
  return text;
}

std::string content_text(const SavedSession& session) {
  SavedSession content = session;
  content.look = with_selection_of(Look(session.look), Look());
  content.look.folds_camera = content.look.flat_camera = {};
  content.shown_subject = -1;
  content.shown_model.clear();
  content.shows_known_answer = false;
  content.against.clear();
  content.picked.reset();
  content.image = 0;
  content.recovers.clear();
  return session_text(content, {}, SessionPaths::kWhole);
}

}  // namespace cortiscope
