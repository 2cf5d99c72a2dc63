#include "core/analysis/comparison_report.h"

#include <cmath>
#include <cstdio>

#include "core/io/csv_table.h"

namespace cortiscope {
namespace {

using Fields = std::vector<std::string>;

void append(Fields& fields, const Fields& more) {
  fields.insert(fields.end(), more.begin(), more.end());
}

Fields columns_of(const Fields& estimates) {
  Fields columns;
  for (const std::string& name : estimates) append(columns, {name, name + "_low", name + "_high"});
  return columns;
}

Fields fields_of(const Estimate& estimate) {
  return {csv_number(estimate.value), csv_number(estimate.low), csv_number(estimate.high)};
}

template <class T>
std::string number_or_empty(const std::optional<T>& value) {
  return value ? csv_number(double(*value)) : "";
}

}  // namespace

std::string csv_of_lines(const ComparisonReport& report) {
  Fields columns = {"file",  "network",    "subject",     "seed",    "layers",
                    "order", "hemisphere", "stages_used", "vertices"};
  append(columns, columns_of({"slope", "b0", "b1"}));
  append(columns, {"spearman", "v1_distance_spearman", "r2_mean", "r2_over_ceiling",
                   "evidence_share", "training_images", "test_images", "roi_order"});
  CsvTable table(columns);
  for (std::size_t i = 0; i < report.fits.size(); ++i) {
    const ComparedFit& fit = report.fits[i];
    const FitRow& row = report.comparison.rows[i];
    const auto add = [&](const RoiOrder& order, AlignedSide side, const Alignment& line) {
      int vertices = 0;
      for (const StageMean& stage : line.stages) {
        if (stage.state == StageMean::State::kUsed) vertices += stage.vertices;
      }
      Fields fields = {fit.file,
                       fit.network,
                       fit.subject->name,
                       std::to_string(fit.seed),
                       std::to_string(fit.layers),
                       order.name,
                       name_of(side),
                       std::to_string(line.stages_used()),
                       std::to_string(vertices)};
      for (const Estimate& part : {line.slope, line.b0, line.b1}) append(fields, fields_of(part));
      append(fields, {csv_number(line.spearman), csv_number(row.v1_distance_spearman[side]),
                      csv_number(row.r2_mean), number_or_empty(row.r2_over_ceiling),
                      number_or_empty(row.evidence_share), std::to_string(fit.training_images),
                      std::to_string(fit.test_images), to_text(order)});
      table.add_row(fields);
    };
    for (const AlignedSide side : kSides) add(report.options.order, side, row.common[side]);
    for (std::size_t r = 0; r < row.routes.size(); ++r) {
      add(report.options.routes[r], kBothSides, row.routes[r].alignment);
    }
  }
  return table.text();
}

std::string csv_of_rois(const ComparisonReport& report) {
  CsvTable table({"file", "network", "subject", "roi", "hemisphere", "vertices", "all_vertices",
                  "expected_layer", "depth", "confidence", "scale", "eccentricity", "r2", "ceiling",
                  "has_evidence"});
  for (std::size_t i = 0; i < report.fits.size(); ++i) {
    const ComparedFit& fit = report.fits[i];
    for (const RoiMeans& roi : report.comparison.rows[i].rois) {
      table.add_row({fit.file, fit.network, fit.subject->name, roi.roi, name_of(roi.side),
                     std::to_string(roi.vertices), std::to_string(roi.all_vertices),
                     csv_number(fit.expected_layer(roi.depth)), csv_number(roi.depth),
                     csv_number(roi.confidence), csv_number(roi.scale),
                     csv_number(roi.eccentricity), csv_number(roi.r2),
                     csv_number(roi.noise_ceiling), number_or_empty(roi.has_evidence)});
    }
  }
  return table.text();
}

std::string csv_of_differences(const ComparisonReport& report) {
  Fields columns = {"first", "second", "first_network", "second_network"};
  append(columns, columns_of({"slope", "b0", "b1"}));
  append(columns, {"is_told_apart", "depth_change", "displacement", "confidence", "r2"});
  CsvTable table(columns);
  for (const FitDifference& pair : report.comparison.differences) {
    const ComparedFit &first = report.fits[pair.first], &second = report.fits[pair.second];
    Fields fields = {first.file, second.file, first.network, second.network};
    for (const Estimate& part : {pair.slope, pair.b0, pair.b1}) append(fields, fields_of(part));
    append(fields,
           {pair.is_told_apart ? "1" : "0", csv_number(pair.depth_change),
            csv_number(pair.displacement), csv_number(pair.confidence), csv_number(pair.r2)});
    table.add_row(fields);
  }
  return table.text();
}

std::string number_text(double value, const char* format) {
  if (std::isnan(value)) return "-";
  char text[32];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

std::string estimate_text(const Estimate& estimate) {
  if (std::isnan(estimate.low)) return number_text(estimate.value);
  return number_text(estimate.value) + " [" + number_text(estimate.low) + ", " +
         number_text(estimate.high) + "]";
}

std::string evidence_text(const FitRow& row) {
  return row.evidence_share ? number_text(*row.evidence_share * 100, "%.0f %%") : "not tested";
}

}  // namespace cortiscope
