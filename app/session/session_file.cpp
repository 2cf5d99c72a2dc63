#include "app/session/session_file.h"

#include <climits>
#include <nlohmann/json.hpp>

#include "app/session/json_field.h"
#include "app/session/look_json.h"
#include "app/session/pins_json.h"
#include "core/base/base64.h"
#include "core/base/error.h"
#include "core/base/readable_text.h"
#include "core/io/file_bytes.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* kFormat = "cortiscope session";
constexpr int kVersion = 1;
constexpr std::uintmax_t kMostBytes = std::uintmax_t(1)
                                      << 26;  // drawn regions are lists of vertices
constexpr std::size_t kMostFiles = 10000;
constexpr std::size_t kMostMaps = 1000;  // of a subject

/// Paths may hold any bytes, JSON only UTF-8.
void put_path(Json& entry, const char* name, const std::string& path) {
  entry[name] = readable_text(path);
  if (entry[name] != path) entry[std::string(name) + "_base64"] = encode_base64(path);
}

std::string path_in(const JsonField& entry, const char* name) {
  const std::string path = entry.at(name).text();
  const std::string whole = std::string(name) + "_base64";
  if (!entry.has(whole.c_str())) return path;
  return decode_base64(entry.at(whole.c_str()).text()).value_or(path);
}

/// Writes files as one session file records them.
struct FileWriter {
  fs::path folder;
  SessionPaths paths;
  const HashOfPlace& hash_of;

  Json operator()(const SessionFile& file) const {
    Json entry;
    const bool is_whole = paths == SessionPaths::kWhole;
    if (file.is_installed) {
      put_path(entry, "path", file.file.filename().string());
    } else if (file.is_missing) {
      put_path(entry, "path", file.file.string());
    } else {
      put_path(entry, "path",
               is_whole ? fs::absolute(file.file).string() : recorded_path(file.file, folder));
    }
    std::error_code ignored;
    const bool is_read = !is_whole && !file.is_missing && !file.is_installed;
    std::string hash = file.is_missing ? file.hash : "";
    std::uintmax_t bytes = file.is_missing ? file.bytes : 0;
    if (is_read) {
      hash = hash_of(file.file);
      if (fs::is_regular_file(file.file, ignored)) bytes = fs::file_size(file.file, ignored);
      remember_place(file.file, hash);
    }
    if (!hash.empty()) entry["hash"] = hash;
    if (bytes > 0) entry["bytes"] = bytes;
    if (!file.map.empty()) entry["map"] = file.map;
    if (file.is_installed) entry["installed"] = true;
    return entry;
  }
  Json operator()(const std::vector<SessionFile>& files) const {
    Json list = Json::array();
    for (const SessionFile& file : files) list.push_back((*this)(file));
    return list;
  }
};

Json stored(const SessionSubject& subject, const FileWriter& write) {
  Json json;
  json["file"] = subject.file;
  json["overlays"] = write(subject.overlays);
  json["regions"] = write(subject.regions);
  if (subject.outlined) json["outlined"] = to_json(*subject.outlined);
  json["pins"] = to_json(subject.pins);
  return json;
}

SessionFile file_in(const JsonField& entry) {
  SessionFile file;
  file.file = path_in(entry, "path");
  if (file.file.empty()) entry.at("path").fail("a path");
  if (entry.has("hash")) file.hash = entry.at("hash").text();
  if (entry.has("map")) file.map = entry.at("map").text();
  if (entry.has("installed")) file.is_installed = entry.at("installed").truth();
  if (file.is_installed && file.file.has_parent_path()) {
    entry.at("path").fail("the name of a file that came with the program");
  }
  if (!entry.has("bytes")) return file;
  if (!entry.at("bytes").json().is_number_unsigned()) entry.at("bytes").fail("a number of bytes");
  file.bytes = entry.at("bytes").json().get<std::uintmax_t>();
  return file;
}

std::vector<SessionFile> files_in(const JsonField& list, std::size_t most) {
  std::vector<SessionFile> files;
  for (const JsonField& entry : list.list(most)) files.push_back(file_in(entry));
  return files;
}

SessionSubject subject_in(const JsonField& json, int files) {
  SessionSubject subject;
  subject.file = json.at("file").number(0, files - 1);
  subject.overlays = files_in(json.at("overlays"), kMostMaps);
  subject.regions = files_in(json.at("regions"), kMostMaps);
  if (json.has("outlined")) {
    subject.outlined = outlined_regions_in(json.at("outlined").json());
    if (!subject.outlined) json.at("outlined").fail("names and vertices of regions");
  }
  subject.pins = pins_in(json.at("pins"));
  return subject;
}

/// Of a look that cannot be read, the field is found by reading each alone.
Look look_of(const JsonField& field) {
  const auto read = [](const Json& json) -> std::optional<Look> {
    try {
      return look_in(json);
    } catch (const Error&) {
      return std::nullopt;  // there is no such map or side
    }
  };
  if (const auto look = read(field.json())) return *look;
  for (const auto& [name, value] : field.json().items()) {
    if (!read(Json{{name, value}})) field.at(name.c_str()).fail("what a view can have there");
  }
  field.fail("how a view looks");
}

void read_shown(const JsonField& shown, SavedSession& session) {
  session.shown_subject = shown.at("subject").number(-1, int(session.files.size()) - 1);
  session.shown_model = shown.at("model").text();
  session.shows_known_answer = shown.at("known_answer").truth();
  session.against = shown.at("against").text();
  session.image = shown.at("image").number(0, INT_MAX);
  if (shown.has("picked")) session.picked = vertex_in(shown.at("picked"));
}

ModelGrouping grouping_in(const JsonField& field) {
  const auto found = find_model_grouping(field.text());
  if (!found) field.fail("none, objective or size");
  return *found;
}

void check_version(const JsonField& root, const std::string& name) {
  if (!root.has("format") || root.at("format").text() != kFormat) {
    throw Error(ErrorKind::kBadFormat, name, "expected a session of Cortiscope, found another file",
                "open a file that File > Save session wrote");
  }
  const int version = root.at("version").number(1, INT_MAX);
  if (version <= kVersion) return;
  const std::string program = root.has("program") ? root.at("program").text() : "a later program";
  throw Error(ErrorKind::kBadFormat, name,
              "expected a session of version " + std::to_string(kVersion) + ", found version " +
                  std::to_string(version),
              "open it with " + readable_text(program) + ", which wrote it, or a newer one");
}

}  // namespace

std::string session_text(const SavedSession& session, const fs::path& file, SessionPaths paths,
                         const HashOfPlace& hash_of) {
  const FileWriter write = {file.parent_path(), paths, hash_of};
  Json json;
  json["format"] = kFormat;
  json["version"] = kVersion;
  json["program"] = "cortiscope " CORTISCOPE_VERSION;
  json["files"] = write(session.files);
  json["models"] = session.models;
  if (session.grouping != ModelGrouping::kNone) json["groups"] = name_of(session.grouping);
  json["subjects"] = Json::array();
  for (const SessionSubject& subject : session.subjects) {
    json["subjects"].push_back(stored(subject, write));
  }
  json["look"] = to_json(session.look);
  json["shown"] = {{"subject", session.shown_subject},
                   {"model", session.shown_model},
                   {"known_answer", session.shows_known_answer},
                   {"against", session.against},
                   {"image", session.image}};
  if (session.picked) json["shown"]["picked"] = to_json(*session.picked);
  json["workspace"] = session.workspace;
  if (!session.recovers.empty()) put_path(json, "recovers", session.recovers.string());
  return json.dump(1, ' ', /*ensure_ascii=*/true, Json::error_handler_t::replace) + "\n";
}

bool is_session_file(const fs::path& file) {
  std::error_code ignored;
  return file.extension() == kSessionEnding && fs::is_regular_file(file, ignored);
}

SavedSession read_session(const fs::path& file) {
  const std::string name = file.filename().string();
  std::error_code ignored;
  if (const std::uintmax_t size = fs::file_size(file, ignored); !ignored && size > kMostBytes) {
    throw Error(ErrorKind::kBadFormat, name,
                "expected a session of at most " + std::to_string(kMostBytes) + " bytes, found " +
                    std::to_string(size),
                "is this the right file?");
  }
  const Json json = Json::parse(read_file_bytes(file), nullptr, /*allow_exceptions=*/false);
  const JsonField root(json, name);
  check_version(root, name);
  SavedSession session;
  session.files = files_in(root.at("files"), kMostFiles);
  for (const JsonField& model : root.at("models").list(kMostFiles)) {
    session.models.push_back(model.text());
  }
  if (root.has("groups")) session.grouping = grouping_in(root.at("groups"));
  for (const JsonField& subject : root.at("subjects").list(kMostFiles)) {
    session.subjects.push_back(subject_in(subject, int(session.files.size())));
  }
  session.look = look_of(root.at("look"));
  read_shown(root.at("shown"), session);
  if (root.has("workspace")) session.workspace = root.at("workspace").text();
  if (root.has("recovers")) session.recovers = path_in(root, "recovers");
  return session;
}

}  // namespace cortiscope
