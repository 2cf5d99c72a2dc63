#include <string>

#include "app/cli/comparison_text.h"

namespace cortiscope {
namespace {

using Json = nlohmann::ordered_json;

void add(Json& object, const std::string& name, const Estimate& estimate) {
  object[name] = estimate.value;
  object[name + "_low"] = estimate.low;
  object[name + "_high"] = estimate.high;
}

void add_line(Json& object, const Alignment& line) {
  add(object, "slope", line.slope);
  add(object, "b0", line.b0);
  add(object, "b1", line.b1);
  object["spearman"] = line.spearman;
}

const char* name_of(StageMean::State state) {
  switch (state) {
    case StageMean::State::kUsed:
      return "used";
    case StageMean::State::kTooLittleEvidence:
      return "too little evidence";
    case StageMean::State::kAbsent:
      return "absent";
  }
  return "";
}

Json stages_of(const Alignment& line, const RoiOrder& order) {
  Json stages = Json::array();
  for (std::size_t s = 0; s < line.stages.size(); ++s) {
    const StageMean& stage = line.stages[s];
    stages.push_back({{"stage", to_text(order.stages[s])},
                      {"height", order.height(s)},
                      {"state", name_of(stage.state)},
                      {"vertices", stage.vertices},
                      {"all_vertices", stage.all_vertices},
                      {"depth", stage.mean}});
  }
  return stages;
}

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

Json roi_of(const RoiMeans& roi, const ComparedFit& fit) {
  return {{"roi", roi.roi},
          {"hemisphere", name_of(roi.side)},
          {"vertices", roi.vertices},
          {"all_vertices", roi.all_vertices},
          {"expected_layer", fit.expected_layer(roi.depth)},
          {"depth", roi.depth},
          {"confidence", roi.confidence},
          {"scale", roi.scale},
          {"eccentricity", roi.eccentricity},
          {"r2", roi.r2},
          {"ceiling", roi.noise_ceiling},
          {"has_evidence", or_null(roi.has_evidence)}};
}

Json fit_of(const ComparisonReport& report, std::size_t index) {
  const ComparedFit& fit = report.fits[index];
  const FitRow& row = report.comparison.rows[index];
  const Alignment& both = row.common[kBothSides];
  Json object = {{"file", fit.file},
                 {"network", fit.network},
                 {"subject", fit.subject->name},
                 {"layers", fit.layers},
                 {"seed", fit.seed},
                 {"is_tested", fit.is_tested},
                 {"vertices", row.vertices},
                 {"is_left_out", row.is_left_out}};
  add_line(object, both);
  object["v1_distance_spearman"] = row.v1_distance_spearman[kBothSides];
  object["r2_mean"] = row.r2_mean;
  object["r2_over_ceiling"] = or_null(row.r2_over_ceiling);
  object["evidence_share"] = or_null(row.evidence_share);
  object["training_images"] = fit.training_images;
  object["test_images"] = fit.test_images;
  object["roi_order"] = to_text(report.options.order);
  object["stages"] = stages_of(both, report.options.order);
  object["hemispheres"] = Json::array();
  for (const AlignedSide side : {kLeftSide, kRightSide}) {
    Json line = {{"hemisphere", name_of(side)}};
    add_line(line, row.common[side]);
    line["v1_distance_spearman"] = row.v1_distance_spearman[side];
    line["stages"] = stages_of(row.common[side], report.options.order);
    object["hemispheres"].push_back(std::move(line));
  }
  object["routes"] = Json::array();
  for (std::size_t r = 0; r < row.routes.size(); ++r) {
    const RoiOrder& order = report.options.routes[r];
    Json line = {{"route", order.name}, {"roi_order", to_text(order)}};
    add_line(line, row.routes[r].alignment);
    line["stages"] = stages_of(row.routes[r].alignment, order);
    object["routes"].push_back(std::move(line));
  }
  object["alike"] = Json::array();
  for (const std::size_t other : row.alike) object["alike"].push_back(report.fits[other].file);
  object["rois"] = Json::array();
  for (const RoiMeans& roi : row.rois) object["rois"].push_back(roi_of(roi, fit));
  return object;
}

void add(Json& object, const std::string& name, const Spread& spread) {
  object[name + "_mean"] = spread.mean;
  object[name + "_sd"] = spread.deviation;
}

Json group_of(const FitGroup& group, Grouping grouping) {
  Json object = {{"network", group.network}};
  if (grouping == Grouping::kSeeds) object["subject"] = group.subject;
  object[grouping == Grouping::kSeeds ? "seeds" : "subjects"] = group.members;
  add(object, "slope", group.slope);
  add(object, "b0", group.b0);
  add(object, "b1", group.b1);
  add(object, "r2", group.r2);
  return object;
}

}  // namespace

Json to_json(const ComparisonReport& report) {
  Json result = {{"fits", Json::array()}, {"differences", Json::array()}};
  for (std::size_t i = 0; i < report.fits.size(); ++i) result["fits"].push_back(fit_of(report, i));
  for (const FitDifference& pair : report.comparison.differences) {
    Json object = {{"first", report.fits[pair.first].file},
                   {"second", report.fits[pair.second].file}};
    add(object, "slope", pair.slope);
    add(object, "b0", pair.b0);
    add(object, "b1", pair.b1);
    object["is_told_apart"] = pair.is_told_apart;
    object["depth_change"] = pair.depth_change;
    object["displacement"] = pair.displacement;
    object["confidence"] = pair.confidence;
    object["r2"] = pair.r2;
    result["differences"].push_back(std::move(object));
  }
  if (report.grouping) {
    result["groups"] = Json::array();
    for (const FitGroup& group : report.groups) {
      result["groups"].push_back(group_of(group, *report.grouping));
    }
  }
  return result;
}

}  // namespace cortiscope
