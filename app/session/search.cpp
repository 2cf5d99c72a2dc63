#include "app/session/search.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <sstream>

#include "app/session/map_table.h"
#include "app/session/view_state.h"
#include "core/base/error.h"

namespace cortiscope {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return char(std::tolower(c)); });
  return text;
}

std::string without_edges(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Whether a word of a text starts at a place.
bool starts_word(const std::string& text, std::size_t at) {
  return at == 0 || !std::isalnum(static_cast<unsigned char>(text[at - 1]));
}

/// 0: it starts with the query; 1: one of its words does; 2: it contains all words; 3: it does not.
int rank_of(const std::string& text, const std::string& query,
            const std::vector<std::string>& words) {
  for (std::size_t at = text.find(query); at != std::string::npos; at = text.find(query, at + 1)) {
    if (at == 0) return 0;
    if (starts_word(text, at)) return 1;
  }
  const auto is_in = [&](const std::string& word) { return text.find(word) != std::string::npos; };
  return std::all_of(words.begin(), words.end(), is_in) ? 2 : 3;
}

}  // namespace

const char* name_of(FoundKind kind) {
  switch (kind) {
    case FoundKind::kVertex:
      return "vertex";
    case FoundKind::kRegion:
      return "region";
    case FoundKind::kModel:
      return "model";
    case FoundKind::kSubject:
      return "subject";
    case FoundKind::kMap:
      return "map";
    case FoundKind::kCommand:
      return "command";
  }
  return "";
}

std::vector<Searchable> searchables_of(const Library& library, const LibrarySubject* subject) {
  std::vector<Searchable> all;
  std::set<std::string> named;
  if (subject) {
    for (const ListedRegion& region : subject->regions.all()) {
      const std::string& name = region.region->name;
      if (is_background(*region.region) || !named.insert(name).second) continue;
      all.push_back({FoundKind::kRegion, name, {}, region.id});
    }
  }
  for (const LibraryModel& model : library.models()) {
    all.push_back({FoundKind::kModel, model.name, {}, model.id});
  }
  for (const LibrarySubject& each : library.subjects()) {
    all.push_back({FoundKind::kSubject, each.name, {}, each.id});
  }
  const auto& maps = map_table();
  for (std::size_t place = 0; place < maps.size(); ++place) {
    if (maps[place].has(kNeedsStability) || maps[place].has(kNeedsGroup)) continue;
    all.push_back({FoundKind::kMap, maps[place].title, maps[place].key_text(), int(place)});
  }
  return all;
}

std::optional<Searchable> vertex_named(const std::string& text, const Cortex& cortex,
                                       Hemisphere usual) {
  if (text.find_first_of("0123456789") == std::string::npos) return std::nullopt;
  Searchable found{FoundKind::kVertex, without_edges(text)};
  try {
    found.vertex = parse_vertex(text, cortex, usual);
    found.text =
        std::string(name_of(found.vertex->hemisphere)) + " " + std::to_string(found.vertex->vertex);
  } catch (const Error& error) {
    const std::string message = error.what(), reason = message.substr(message.find(": ") + 2);
    if (reason.rfind("expected a hemisphere", 0) == 0) return std::nullopt;
    found.detail = reason;
    found.id = -1;
  }
  return found;
}

std::vector<Searchable> find(const std::vector<Searchable>& all, const std::string& text,
                             std::size_t at_most) {
  const std::string query = lower(without_edges(text));
  if (query.empty()) return {};
  std::istringstream in(query);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  std::vector<std::pair<int, const Searchable*>> ranked;
  for (const Searchable& each : all) {
    const int rank = rank_of(lower(each.text), query, words);
    if (rank < 3) ranked.emplace_back(rank, &each);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Searchable> found;
  for (const auto& [rank, each] : ranked) {
    if (found.size() == at_most) break;
    found.push_back(*each);
  }
  return found;
}

}  // namespace cortiscope
