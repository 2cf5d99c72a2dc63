#include "app/gui/comparison_model.h"

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPixmap>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "app/gui/text.h"
#include "core/color/palette.h"
#include "core/metrics/score.h"

namespace cortiscope {
namespace {

struct ColumnText {
  const char* name;
  const char* tip;
};

constexpr int kSwatch = 12;  // pixels

constexpr ColumnText kTexts[ComparisonModel::kColumns] = {
    {QT_TRANSLATE_NOOP("ComparisonModel", "Network"),
     QT_TRANSLATE_NOOP("ComparisonModel", "Click to show this model everywhere")},
    {QT_TRANSLATE_NOOP("ComparisonModel", "Slope"),
     QT_TRANSLATE_NOOP("ComparisonModel",
                       "Of the line through the stages' expected layers, with its 95 % interval")},
    {QT_TRANSLATE_NOOP("ComparisonModel", "b0"),
     QT_TRANSLATE_NOOP("ComparisonModel", "The line at the first stage, with its 95 % interval")},
    {QT_TRANSLATE_NOOP("ComparisonModel", "b1"),
     QT_TRANSLATE_NOOP("ComparisonModel", "The line at the last stage, with its 95 % interval")},
    {QT_TRANSLATE_NOOP("ComparisonModel", "Spearman"),
     QT_TRANSLATE_NOOP("ComparisonModel", "Rank correlation of expected layer and stage")},
    {QT_TRANSLATE_NOOP("ComparisonModel", "R²"),
     QT_TRANSLATE_NOOP("ComparisonModel", "Mean over all vertices, on the test images")},
    {QT_TRANSLATE_NOOP("ComparisonModel", "fwRF R²"),
     QT_TRANSLATE_NOOP("ComparisonModel",
                       "Of feature-weighted receptive fields, a baseline: each vertex reads one "
                       "token of one layer, by itself")},
    {QT_TRANSLATE_NOOP("ComparisonModel", "PCA ridge R²"),
     QT_TRANSLATE_NOOP("ComparisonModel",
                       "Of ridge regression on the principal components of the best layer, a "
                       "baseline: each vertex by itself")},
    {QT_TRANSLATE_NOOP("ComparisonModel", "Evidence"),
     QT_TRANSLATE_NOOP("ComparisonModel", "Share of all vertices that have evidence in this fit")},
    {QT_TRANSLATE_NOOP("ComparisonModel", "Images"),
     QT_TRANSLATE_NOOP("ComparisonModel", "Trained on: few images make every slope smaller")},
    {QT_TRANSLATE_NOOP("ComparisonModel", "Not told from"),
     QT_TRANSLATE_NOOP("ComparisonModel",
                       "Networks whose difference in slope, b0 and b1 is within its intervals, "
                       "over both hemispheres")}};

QVariant known(double number) { return std::isnan(number) ? QVariant() : QVariant(number); }

}  // namespace

Rgb8 color_of_model(ModelId model) { return safe20(std::max(0, model - 1)); }

void ComparisonModel::show_report(std::shared_ptr<const ComparisonReport> report,
                                  const std::vector<ComparedModel>& models, AlignedSide side) {
  beginResetModel();
  report_ = std::move(report);
  side_ = side;
  models_.clear();
  fwrf_.clear();
  pca_ridge_.clear();
  if (report_) {
    for (const ComparedModel& model : models) {
      models_.push_back(model.model);
      const auto& baselines = model.source->baselines;
      fwrf_.push_back(baselines ? mean_of_known(baselines->fwrf.score.r2) : NAN);
      pca_ridge_.push_back(baselines ? mean_of_known(baselines->pca_ridge.score.r2) : NAN);
    }
  }
  endResetModel();
}

void ComparisonModel::mark(ModelId model) {
  if (model == marked_) return;
  marked_ = model;
  if (models_.empty()) return;
  Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1), {Qt::FontRole});
}

bool ComparisonModel::has_baselines() const {
  return std::any_of(fwrf_.begin(), fwrf_.end(), [](double r2) { return !std::isnan(r2); });
}

int ComparisonModel::row_of(ModelId model) const {
  const auto found = std::find(models_.begin(), models_.end(), model);
  return found == models_.end() ? -1 : int(found - models_.begin());
}

int ComparisonModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(models_.size());
}

int ComparisonModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(kColumns);
}

QString ComparisonModel::text_in(std::size_t row, int column) const {
  const ComparedFit& fit = report_->fits[row];
  const FitRow& numbers = report_->comparison.rows[row];
  const Alignment& line = numbers.common[side_];
  switch (column) {
    case kNetwork:
      return text_of(fit.network);
    case kSlope:
      return text_of(estimate_text(line.slope));
    case kB0:
      return text_of(estimate_text(line.b0));
    case kB1:
      return text_of(estimate_text(line.b1));
    case kSpearman:
      return text_of(number_text(line.spearman));
    case kR2:
      return text_of(number_text(numbers.r2_mean, "%.3f"));
    case kFwrf:
      return text_of(number_text(fwrf_[row], "%.3f"));
    case kPcaRidge:
      return text_of(number_text(pca_ridge_[row], "%.3f"));
    case kEvidence:
      return text_of(evidence_text(numbers));
    case kImages:
      return QString::number(fit.training_images);
    case kAlike: {
      QStringList names;
      for (const std::size_t other : numbers.alike) {
        names << text_of(report_->fits[other].network);
      }
      return names.join(QStringLiteral(", "));
    }
    default:
      return {};
  }
}

QVariant ComparisonModel::key_in(std::size_t row, int column) const {
  const FitRow& numbers = report_->comparison.rows[row];
  const Alignment& line = numbers.common[side_];
  switch (column) {
    case kSlope:
      return known(line.slope.value);
    case kB0:
      return known(line.b0.value);
    case kB1:
      return known(line.b1.value);
    case kSpearman:
      return known(line.spearman);
    case kR2:
      return known(numbers.r2_mean);
    case kFwrf:
      return known(fwrf_[row]);
    case kPcaRidge:
      return known(pca_ridge_[row]);
    case kEvidence:
      return numbers.evidence_share ? QVariant(*numbers.evidence_share) : QVariant();
    case kImages:
      return report_->fits[row].training_images;
    default: {
      const QString text = text_in(row, column);
      return text.isEmpty() ? QVariant() : QVariant(text);
    }
  }
}

QVariant ComparisonModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const auto row = std::size_t(index.row());
  switch (role) {
    case Qt::DisplayRole:
      return text_in(row, index.column());
    case kSortRole:
      return key_in(row, index.column());
    case Qt::DecorationRole: {
      if (index.column() != kNetwork) return {};
      const Rgb8 color = color_of_model(models_[row]);
      QPixmap swatch(kSwatch, kSwatch);
      swatch.fill(QColor(color.r, color.g, color.b));
      QIcon icon(swatch);
      icon.addPixmap(swatch, QIcon::Selected);  // else tinted: another colour than the plot's
      return icon;
    }
    case Qt::FontRole: {
      QFont font;
      font.setBold(models_[row] == marked_);
      return font.bold() ? QVariant(font) : QVariant();
    }
    case Qt::ToolTipRole: {
      const ComparedFit& fit = report_->fits[row];
      if (index.column() == kImages) {
        return tr("%L1 training images, %L2 test images")
            .arg(fit.training_images)
            .arg(fit.test_images);
      }
      if (index.column() == kNetwork) return text_of(fit.file).toHtmlEscaped();
      return text_in(row, index.column()).toHtmlEscaped();
    }
    default:
      return {};
  }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= kColumns) return {};
  if (role == Qt::DisplayRole) return tr(kTexts[section].name);
  if (role == Qt::ToolTipRole) return tr(kTexts[section].tip);
  return {};
}

SortedComparison::SortedComparison(QObject* parent) : QSortFilterProxyModel(parent) {
  setSortRole(ComparisonModel::kSortRole);
  setSortCaseSensitivity(Qt::CaseInsensitive);
}

bool SortedComparison::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  const bool has_left = left.data(sortRole()).isValid();
  const bool has_right = right.data(sortRole()).isValid();
  // A descending order asks for less the other way round.
  if (has_left != has_right) return has_left == (sortOrder() == Qt::AscendingOrder);
  return QSortFilterProxyModel::lessThan(left, right);
}

QString tab_separated(const QAbstractItemModel& table) {
  QString text;
  const auto add_line = [&](const auto& field) {
    for (int column = 0; column < table.columnCount(); ++column) {
      if (column > 0) text += QLatin1Char('\t');
      QString words = field(column).toString();
      for (const QLatin1Char space : {QLatin1Char('\t'), QLatin1Char('\n')}) {
        words.replace(space, QLatin1Char(' '));
      }
      text += words;
    }
    text += QLatin1Char('\n');
  };
  add_line([&](int column) { return table.headerData(column, Qt::Horizontal); });
  for (int row = 0; row < table.rowCount(); ++row) {
    add_line([&](int column) { return table.index(row, column).data(); });
  }
  return text;
}

}  // namespace cortiscope
