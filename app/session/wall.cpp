#include "app/session/wall.h"

#include <algorithm>
#include <cmath>

#include "app/session/map_table.h"
#include "app/session/model_pair.h"

namespace cortiscope {
namespace {

bool has_tiles(const MapSource* source) { return source && source->has_selectors(); }

bool is_ended_fit(const WallTile& tile) {
  using Kind = MapSource::Kind;
  return tile.source && (tile.source->kind == Kind::kFit || tile.source->kind == Kind::kStopped);
}

}  // namespace

double number_of(const ModelNumbers& numbers, WallOrder order) {
  switch (order) {
    case WallOrder::kSlope:
      return numbers.slope;
    case WallOrder::kB0:
      return numbers.b0;
    case WallOrder::kB1:
      return numbers.b1;
    case WallOrder::kR2:
      return numbers.r2;
    case WallOrder::kLibrary:
      break;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

std::map<ModelId, ModelNumbers> numbers_of(const ComparisonReport& report,
                                           const std::vector<ComparedModel>& models) {
  std::map<ModelId, ModelNumbers> numbers;
  for (std::size_t i = 0; i < models.size(); ++i) {
    const FitRow& row = report.comparison.rows[i];
    const Alignment& line = row.common[kBothSides];
    numbers[models[i].model] = {line.slope.value, line.b0.value, line.b1.value, row.r2_mean};
  }
  return numbers;
}

std::vector<ModelId> ordered_models(std::vector<ModelId> models, WallOrder order,
                                    const std::map<ModelId, ModelNumbers>& numbers) {
  const auto number = [&](ModelId model) {
    const auto found = numbers.find(model);
    return number_of(found == numbers.end() ? ModelNumbers() : found->second, order);
  };
  std::stable_sort(models.begin(), models.end(), [&](ModelId a, ModelId b) {
    const double first = number(a), second = number(b);
    if (std::isnan(first) || std::isnan(second)) return std::isnan(first) < std::isnan(second);
    return first > second;
  });
  return models;
}

bool WallTile::is_painted(const PaintRequest& request) const {
  return source && (request.looked_at || has_map(*source, map));
}

std::optional<std::size_t> Wall::find(Choice at, const Map& map) const {
  const auto found = std::find_if(tiles.begin(), tiles.end(), [&](const WallTile& tile) {
    return tile.at == at && tile.map == map;
  });
  if (found == tiles.end()) return std::nullopt;
  return std::size_t(found - tiles.begin());
}

Wall wall_of(const Library& library, const Look& look,
             const std::shared_ptr<const MapSource>& shown, WallRows rows, WallOrder order,
             const std::map<ModelId, ModelNumbers>& numbers) {
  const auto source_at = [&](Choice at) -> std::shared_ptr<const MapSource> {
    const auto source = at == look.choice ? shown : library.cell(at).source;
    return has_tiles(source.get()) ? source : nullptr;
  };
  std::vector<SubjectId> subjects;
  for (const LibrarySubject& subject : library.subjects()) {
    if (rows == WallRows::kSubjects || subject.id == look.choice.subject) {
      subjects.push_back(subject.id);
    }
  }
  Wall wall;
  for (const LibraryModel& model : library.models()) {
    const bool has_any = std::any_of(subjects.begin(), subjects.end(), [&](SubjectId subject) {
      return source_at({subject, model.id}) != nullptr;
    });
    if (has_any) wall.models.push_back(model.id);
  }
  wall.models = ordered_models(std::move(wall.models), order, numbers);
  std::vector<Map> maps = {look.map};
  if (rows == WallRows::kMaps) {
    maps = default_figure_maps();
    const bool is_listed = std::find(maps.begin(), maps.end(), look.map) != maps.end();
    if (!is_listed && entry_of(look.map).has(kNeedsFit)) maps.push_back(look.map);
  }
  for (const SubjectId subject : subjects) {
    const bool has_any = std::any_of(wall.models.begin(), wall.models.end(), [&](ModelId model) {
      return source_at({subject, model}) != nullptr;
    });
    if (!has_any) continue;
    for (const Map& map : maps) {
      wall.subjects.push_back(subject);
      wall.maps.push_back(map);
      for (const ModelId model : wall.models) {
        wall.tiles.push_back({{subject, model}, map, source_at({subject, model})});
      }
    }
  }
  return wall;
}

std::optional<TilePair> first_pair(const Wall& wall, SubjectId subject, const Map& map) {
  const WallTile* first = nullptr;
  for (const WallTile& tile : wall.tiles) {
    if (tile.at.subject != subject || tile.map != map || !is_ended_fit(tile)) continue;
    if (first) return TilePair{*first, tile};
    first = &tile;
  }
  return std::nullopt;
}

PaintRequest request_of(const WallTile& tile, const Look& look) {
  PaintRequest request = paint_request_of(look, nullptr);
  request.map = tile.map;
  return request;
}

bool can_subtract(const Library& library, const WallTile& first, const WallTile& second) {
  if (first.at.subject != second.at.subject || first.map != second.map || !second.source) {
    return false;
  }
  Look look;
  look.choice = second.at;
  const std::vector<ModelId> others = models_to_compare(library, look, *second.source);
  return std::find(others.begin(), others.end(), first.at.model) != others.end();
}

MapQuantity difference_of(const Map& map) {
  const std::vector<MapQuantity>& known = entry_of({"difference"}).quantities;
  const auto quantity = find_quantity(map.name);
  const bool is_known = quantity && std::find(known.begin(), known.end(), *quantity) != known.end();
  return is_known ? *quantity : MapQuantity::kLayer;
}

}  // namespace cortiscope
