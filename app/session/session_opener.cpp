#include "app/session/session_opener.h"

#include <algorithm>
#include <map>

#include "core/base/error.h"
#include "core/simulate/demo_fits.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

constexpr int kMostLookedAt = 100000;
constexpr int kDeepest = 12;

/// Calls visit with every file of a session.
template <class Visit>
void for_each_file(SavedSession& session, Visit visit) {
  for (SessionFile& file : session.files) visit(file);
  for (SessionSubject& subject : session.subjects) {
    for (SessionFile& file : subject.overlays) visit(file);
    for (SessionFile& file : subject.regions) visit(file);
  }
}

void say_changed(const fs::path& file, Warnings* warnings) {
  warn(warnings, file.filename().string() + ": has changed since the session was saved");
}

void find_file(SessionFile& file, const fs::path& folder, const HashOfPlace& hash_of,
               Warnings* warnings) {
  if (file.is_installed) {
    const fs::path place = installed_demo_fit_file("").parent_path() / file.file;
    std::error_code ignored;
    file.is_missing = !fs::is_regular_file(place, ignored);
    if (!file.is_missing) file.file = place;
    return;
  }
  auto found = find_recorded(file.file.string(), file.hash, folder, hash_of);
  if (!found) found = find_recorded(file.file.filename().string(), file.hash, folder, hash_of);
  file.is_missing = !found;
  if (!found) return;
  file.file = fs::absolute(found->file);
  if (found->has_changed) say_changed(file.file, warnings);
}

/// The files and folders in a folder.
struct Places {
  std::multimap<std::string, fs::path> by_name;
  std::multimap<std::uintmax_t, fs::path> by_bytes;  // files alone

  Places(const fs::path& folder, const StopToken& stop) {
    std::error_code failed;
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied,
                                           failed);
    for (int count = 0; !failed && entry != fs::end(entry) && count < kMostLookedAt; ++count) {
      if (stop.stop_requested()) return;
      by_name.emplace(entry->path().filename().string(), entry->path());
      std::error_code ignored;
      if (entry->is_regular_file(ignored)) {
        by_bytes.emplace(entry->file_size(ignored), entry->path());
      }
      if (entry.depth() >= kDeepest) entry.disable_recursion_pending();
      entry.increment(failed);
    }
  }
};

struct Found {
  fs::path file;
  bool has_changed = false;
};

std::optional<Found> found_in(const Places& places, const SessionFile& wanted,
                              const HashOfPlace& hash_of) {
  const auto is_it = [&](const fs::path& place) {
    return !wanted.hash.empty() && hash_of(place) == wanted.hash;
  };
  const auto [first, last] = places.by_name.equal_range(wanted.file.filename().string());
  for (auto at = first; at != last; ++at) {
    if (is_it(at->second)) return Found{at->second};
  }
  if (wanted.bytes > 0) {
    const auto [from, to] = places.by_bytes.equal_range(wanted.bytes);
    for (auto at = from; at != to; ++at) {
      if (is_it(at->second)) return Found{at->second};
    }
  }
  if (first == last) return std::nullopt;
  return Found{first->second, !wanted.hash.empty()};
}

/// What a step throws is a warning: the other files open.
template <class Step>
void attempt(Warnings* warnings, Step step) {
  try {
    step();
  } catch (const Error& error) {
    warn(warnings, error.what());
  }
}

/// The maps that a session has of files, each file read once.
OverlayPairs overlays_of(const std::vector<SessionFile>& files, Warnings* warnings) {
  OverlayPairs chosen;
  std::map<fs::path, OverlayPairs> read;
  for (const SessionFile& file : files) {
    if (file.is_missing) continue;
    attempt(warnings, [&] {
      if (read.count(file.file) == 0) read[file.file] = read_overlay_pairs(file.file, warnings);
      for (const OverlayPair& map : read[file.file]) {
        if (map.source.map == file.map) return chosen.push_back(map);
      }
      throw Error(ErrorKind::kBadValue, file.file.filename().string(),
                  "expected a map \"" + file.map + "\", found none",
                  "open the file by itself, and choose another map");
    });
  }
  return chosen;
}

}  // namespace

void find_files(SavedSession& session, const fs::path& folder, const HashOfPlace& hash_of,
                const StopToken& stop, Warnings* warnings) {
  for_each_file(session, [&](SessionFile& file) {
    if (!stop.stop_requested()) find_file(file, folder, hash_of, warnings);
  });
}

int locate_files(SavedSession& session, const fs::path& folder, const HashOfPlace& hash_of,
                 const StopToken& stop, Warnings* warnings) {
  const Places places(folder, stop);
  int count = 0;
  for_each_file(session, [&](SessionFile& file) {
    if (!file.is_missing || file.is_installed || stop.stop_requested()) return;
    const auto found = found_in(places, file, hash_of);
    if (!found) return;
    file.file = fs::absolute(found->file);
    file.is_missing = false;
    if (found->has_changed) say_changed(file.file, warnings);
    ++count;
  });
  return count;
}

OpenedSession open_session_files(SavedSession session, const StopToken& stop,
                                 const std::function<void(Opened)>& on_opened,
                                 const std::function<void(const std::string&)>& on_progress,
                                 Warnings* warnings) {
  OpenedSession opened;
  for (SessionFile& file : session.files) {
    if (stop.stop_requested()) break;
    if (file.is_missing || file.is_opened) continue;
    on_progress(file.file.filename().string());
    attempt(warnings, [&] {
      Opened what = open_file(file.file, warnings);
      if (auto* fit = std::get_if<OpenedFit>(&what)) fit->is_installed = file.is_installed;
      on_opened(std::move(what));
      file.is_opened = true;
    });
  }
  for (const SessionSubject& subject : session.subjects) {
    opened.overlays.push_back(overlays_of(subject.overlays, warnings));
    opened.regions.emplace_back();
    for (const SessionFile& file : subject.regions) {
      if (file.is_missing) continue;
      attempt(warnings, [&] {
        opened.regions.back().push_back(read_regions_pair(file.file, warnings, file.map));
      });
    }
  }
  opened.session = std::move(session);
  return opened;
}

}  // namespace cortiscope
