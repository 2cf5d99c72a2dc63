#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QString>
#include <memory>
#include <vector>

#include "app/session/compared_models.h"

namespace cortiscope {

/// The colour of a model, the same in table and plot, whatever else is compared.
Rgb8 color_of_model(ModelId model);

/// A comparison as a table: a row a fit, in the order of the report.
class ComparisonModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column {
    kNetwork,
    kSlope,
    kB0,
    kB1,
    kSpearman,
    kR2,
    kFwrf,
    kPcaRidge,
    kEvidence,
    kImages,
    kAlike,
    kColumns
  };
  /// What a column is sorted by: a number or a text; invalid where unknown.
  static constexpr int kSortRole = Qt::UserRole;

  using QAbstractTableModel::QAbstractTableModel;

  /// @param report  nullptr: no rows
  /// @param models  of its fits, in its order
  void show_report(std::shared_ptr<const ComparisonReport> report,
                   const std::vector<ComparedModel>& models, AlignedSide side);
  /// Marks the model that is shown.
  void mark(ModelId model);

  /// Whether the baselines of a fit are known; without any, their columns are empty.
  bool has_baselines() const;
  /// @pre 0 <= row < rowCount()
  ModelId model_in(int row) const { return models_[std::size_t(row)]; }
  /// -1 where there is none.
  int row_of(ModelId model) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation,
                      int role = Qt::DisplayRole) const override;

 private:
  QString text_in(std::size_t row, int column) const;
  QVariant key_in(std::size_t row, int column) const;

  std::shared_ptr<const ComparisonReport> report_;
  std::vector<ModelId> models_;
  std::vector<double> fwrf_, pca_ridge_;  ///< mean R2 of each row's baselines; NaN where unknown
  AlignedSide side_ = kBothSides;
  ModelId marked_ = -1;
};

/// Sorted by a column; what is unknown comes last in either order.
class SortedComparison : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  explicit SortedComparison(QObject* parent = nullptr);

 protected:
  bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
};

/// The table as it is shown, with its header: fields with tabs between them, a row a line.
QString tab_separated(const QAbstractItemModel& table);

}  // namespace cortiscope
