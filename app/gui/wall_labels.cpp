#include "app/gui/wall_labels.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <set>

#include "app/gui/text.h"
#include "app/session/map_table.h"

namespace cortiscope {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("WallView", text); }

/// Of a column's fits; 0 where there is none.
int layers_of(const Wall& wall, std::size_t column) {
  for (std::size_t i = column; i < wall.tiles.size(); i += wall.models.size()) {
    if (wall.tiles[i].source) return wall.tiles[i].source->layer_count();
  }
  return 0;
}

QString word_of(WallOrder order) {
  switch (order) {
    case WallOrder::kSlope:
      return tr("slope %1");
    case WallOrder::kB0:
      return tr("b0 %1");
    case WallOrder::kB1:
      return tr("b1 %1");
    case WallOrder::kR2:
      return tr("R² %1");
    case WallOrder::kLibrary:
      break;
  }
  return {};
}

}  // namespace

std::vector<WallWidget::Label> column_labels(const Library& library, const Wall& wall,
                                             WallOrder order,
                                             const std::map<ModelId, ModelNumbers>& numbers) {
  std::set<int> depths;
  for (std::size_t c = 0; c < wall.models.size(); ++c) depths.insert(layers_of(wall, c));
  std::vector<WallWidget::Label> labels;
  for (std::size_t c = 0; c < wall.models.size(); ++c) {
    const ModelId model = wall.models[c];
    QStringList notes;
    const auto known = numbers.find(model);
    const double number = number_of(known == numbers.end() ? ModelNumbers() : known->second, order);
    if (!std::isnan(number)) notes << word_of(order).arg(number, 0, 'f', 2);
    if (depths.size() > 1) notes << tr("%1 layers").arg(layers_of(wall, c));
    labels.push_back({text_of(library.find_model(model)->name), notes.join(QStringLiteral(" · "))});
  }
  return labels;
}

std::vector<WallWidget::Label> row_labels(const Library& library, const Wall& wall, WallRows rows) {
  std::vector<WallWidget::Label> labels;
  for (std::size_t r = 0; r < wall.subjects.size(); ++r) {
    const QString subject = text_of(library.find_subject(wall.subjects[r])->name);
    if (rows == WallRows::kMaps) {
      labels.push_back({tr(title_of(wall.maps[r]).c_str()), subject});
    } else {
      labels.push_back({subject, {}});
    }
  }
  return labels;
}

QString title_of(const Library& library, const WallTile& tile, WallRows rows) {
  const LibraryModel* model = library.find_model(tile.at.model);
  const LibrarySubject* subject = library.find_subject(tile.at.subject);
  if (!model || !subject) return {};
  QStringList words = {text_of(model->name), text_of(subject->name)};
  if (rows == WallRows::kMaps) words.prepend(tr(title_of(tile.map).c_str()));
  return words.join(QStringLiteral(" · "));
}

}  // namespace cortiscope
