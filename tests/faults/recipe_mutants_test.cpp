// Recipes whose structure is damaged: each is read or refused, at once.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "app/session/figure_request.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "tests/faults/how_many.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

using Json = nlohmann::ordered_json;

int below(int count, Random& random) { return int(random.uniform() * count); }

/// A value of any kind, some of them large.
Json anything(Random& random) {
  switch (below(12, random)) {
    case 0:
      return nullptr;
    case 1:
      return Json::object();
    case 2:
      return Json::array();
    case 3:
      return -1;
    case 4:
      return 1e300;
    case 5:
      return true;
    case 6:
      return "";
    case 7:
      return std::string(100000, 'x');
    case 8:
      return Json(std::vector<int>(5000, 1));
    case 9:
      return "../../../etc/passwd";
    case 10:
      return std::string("\x1b[31m\xff\xfe", 7);
    default: {
      Json deep = 1;
      for (int depth = 0; depth < 200; ++depth) deep = Json::array({deep});
      return deep;
    }
  }
}

/// Changes one place of a value: replaces, removes, doubles or renames it.
void damage(Json& value, Random& random) {
  if (value.empty() || !value.is_structured() || below(4, random) == 0) {
    value = anything(random);
    return;
  }
  const int at = below(int(value.size()), random);
  auto entry = value.begin();
  std::advance(entry, at);
  switch (below(6, random)) {
    case 0:
      value.erase(entry);
      return;
    case 1:
      if (value.is_array()) {
        const Json copy = *entry;
        for (int i = 0; i < 5000; ++i) value.push_back(copy);
      } else {
        value["another"] = *entry;
      }
      return;
    default:
      damage(*entry, random);
  }
}

struct RecipeMutants : testing::Test {
  TempDir folder;

  std::string error_of_reading(const std::string& text) const {
    write_bytes(folder / "recipe.json", text);
    return error_of([&] { read_recipe((folder / "recipe.json").string()); });
  }

  Json sample(bool is_of_window) const {
    FigureRequest request;
    write_bytes(folder / "fit.h5", "a fit");
    request.inputs = {(folder / "fit.h5").string()};
    request.maps = {"layer", "space"};
    request.title = "title";
    request.regions = {(folder / "fit.h5").string()};
    request.ranges["layer"] = {0.1F, 0.9F};
    if (is_of_window) {
      request.look.emplace();
      request.panes = {{"flat", 1.5}, {"inflated", 1}};
      request.overlay = MapChoice{folder / "fit.h5", {}};
    }
    return Json::parse(recipe_of(request, (folder / "figure.png").string()));
  }
};

TEST_F(RecipeMutants, AreReadOrRefusedAtOnce) {
  Random random(3);
  int refused = 0;
  const int count = how_many(300, 1000);
  for (int i = 0; i < count; ++i) {
    Json recipe = sample(i % 2 == 0);
    for (int damages = 1 + below(3, random); damages > 0; --damages) damage(recipe, random);
    const std::string text = recipe.dump(-1, ' ', false, Json::error_handler_t::replace);
    refused += error_of_reading(text) != "(no error)";
  }
  EXPECT_GT(refused, count / 4);
  EXPECT_LT(refused, count) << "the sample itself is refused";
}

TEST_F(RecipeMutants, NeedInputsAndNotTooMany) {
  EXPECT_NE(error_of_reading("{}"), "(no error)");
  EXPECT_NE(error_of_reading(R"({"command": "figure"})"), "(no error)");
  Json recipe = sample(false);
  EXPECT_EQ(error_of_reading(recipe.dump()), "(no error)");
  const Json input = recipe["inputs"][0];
  recipe["inputs"] = Json::array();
  const std::string file = (folder / "recipe.json").string();
  EXPECT_EQ(error_of_reading(recipe.dump()),
            file +
                ": expected a recipe with a list of 1 to 200 inputs, found 0 (draw the figure "
                "again without it)");
  for (int i = 0; i < 5000; ++i) recipe["inputs"].push_back(input);
  EXPECT_EQ(error_of_reading(recipe.dump()),
            file +
                ": expected a recipe with a list of 1 to 200 inputs, found 5000 (draw the figure "
                "again without it)");
}

}  // namespace
}  // namespace cortiscope
