#include "app/cli/second_test_text.h"

#include <cmath>
#include <cstdio>
#include <optional>

#include "app/cli/text_table.h"

namespace cortiscope {
namespace {

std::string number_text(const std::optional<double>& value) {
  if (!value || std::isnan(*value)) return "-";
  char text[32];
  std::snprintf(text, sizeof text, "%.4f", *value);
  return text;
}

void add_scores(const ScoreDrop& drop, nlohmann::ordered_json& json) {
  json["vertices"] = drop.vertices;
  json["r2_own"] = drop.own.r2;
  json["r2"] = drop.second.r2;
  json["r2_drop"] = drop.r2();
  if (!drop.r2_over_ceiling()) return;
  json["r2_over_ceiling_own"] = *drop.own.r2_over_ceiling;
  json["r2_over_ceiling"] = *drop.second.r2_over_ceiling;
  json["r2_over_ceiling_drop"] = *drop.r2_over_ceiling();
}

void add_row(const std::string& name, const ScoreDrop& drop, TextTable& table) {
  table.add_row({name, std::to_string(drop.vertices), number_text(drop.own.r2),
                 number_text(drop.second.r2), number_text(drop.r2()),
                 number_text(drop.own.r2_over_ceiling), number_text(drop.second.r2_over_ceiling),
                 number_text(drop.r2_over_ceiling())});
}

}  // namespace

nlohmann::ordered_json to_json(const SecondTest& test, const std::string& file) {
  nlohmann::ordered_json json;
  json["file"] = file;
  json["images"] = test.images;
  json["images_left_out"] = test.left_out;
  json["null_r2"] = test.null_r2;
  add_scores(test.all, json);
  json["rois"] = nlohmann::ordered_json::array();
  for (const SecondTest::OfRegion& region : test.regions) {
    nlohmann::ordered_json of_region;
    of_region["roi"] = region.name;
    add_scores(region.drop, of_region);
    json["rois"].push_back(std::move(of_region));
  }
  return json;
}

std::string text_of(const SecondTest& test, const std::string& file) {
  std::string text = "\n" + file + ": " + std::to_string(test.images) + " test images";
  if (test.left_out > 0) {
    text += ", " + std::to_string(test.left_out) + " left out that the fit was trained with";
  }
  char chance[64];
  std::snprintf(chance, sizeof chance, ", chance gives a mean R2 of %.4f\n", test.null_r2);
  TextTable table({"", "vertices", "own R2", "R2", "drop", "own R2/ceiling", "R2/ceiling", "drop"});
  add_row("all", test.all, table);
  for (const SecondTest::OfRegion& region : test.regions) {
    add_row(region.name, region.drop, table);
  }
  return text + chance + table.text();
}

}  // namespace cortiscope
