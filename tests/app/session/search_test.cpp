#include "app/session/search.h"

#include <gtest/gtest.h>

#include "tests/app/session/tiny_study.h"

namespace cortiscope {
namespace {

std::vector<std::string> texts(const std::vector<Searchable>& found) {
  std::vector<std::string> all;
  for (const Searchable& each : found) all.push_back(each.text);
  return all;
}

using Texts = std::vector<std::string>;

TEST(Search, PutsWhatStartsWithTheTextBeforeWordsAndWordsBeforeTheRest) {
  const std::vector<Searchable> all = {
      {FoundKind::kCommand, "Unscaled"}, {FoundKind::kCommand, "Map of the scale"},
      {FoundKind::kMap, "Scale"},        {FoundKind::kModel, "scaled, aligned"},
      {FoundKind::kModel, "clip"},
  };
  EXPECT_EQ(texts(find(all, "scale", 10)),
            (Texts{"Scale", "scaled, aligned", "Map of the scale", "Unscaled"}));
  EXPECT_EQ(texts(find(all, "  SCALE ", 2)), (Texts{"Scale", "scaled, aligned"}));
  EXPECT_EQ(texts(find(all, "scale map", 10)), Texts{"Map of the scale"}) << "every word";
  EXPECT_TRUE(find(all, " ", 10).empty());
}

TEST(Search, KnowsWhatIsOpened) {
  Library library;
  const SubjectId id = library.add_subject(tiny_subject(), "s/subject.h5", {"a", "b", "c"});
  library.add_features(tiny_features("clip", {"a", "b", "c"}), "s/clip.features.h5");
  const std::vector<Searchable> all = searchables_of(library, library.find_subject(id));
  const auto first = [&](const std::string& text) { return find(all, text, 1).at(0); };
  EXPECT_EQ(first("clip").kind, FoundKind::kModel);
  EXPECT_EQ(library.find_model(first("clip").id)->name, "clip");
  EXPECT_EQ(first(library.subjects()[0].name).kind, FoundKind::kSubject);
  const std::string region = tiny_subject()->cortex[kLh].regions.front().name;
  EXPECT_EQ(first(region).kind, FoundKind::kRegion);
  EXPECT_EQ(library.find_subject(id)->regions.find(first(region).id)->region->name, region);
  EXPECT_EQ(find(all, region, 50).size(), 1U) << "of both hemispheres once";
  EXPECT_EQ(first("polar").kind, FoundKind::kMap);
  EXPECT_EQ(first("polar").detail, "8");
  EXPECT_TRUE(find(all, "spread over seeds", 5).empty()) << "a map of figures only";
  EXPECT_FALSE(searchables_of(Library(), nullptr).empty()) << "the maps";
}

TEST(Search, NamesAVertexOrSaysWhyThereIsNone) {
  const Cortex& cortex = tiny_subject()->cortex;  // 642 vertices a hemisphere
  const auto named = [&](const char* text) { return vertex_named(text, cortex, kLh); };
  ASSERT_TRUE(named(" rh 17"));
  EXPECT_EQ(named(" rh 17")->vertex, (CortexVertex{kRh, 17}));
  EXPECT_EQ(named("17")->text, "lh 17");
  EXPECT_FALSE(named("V1")) << "a region";
  EXPECT_FALSE(named("rh"));
  ASSERT_TRUE(named("lh 642"));
  EXPECT_FALSE(named("lh 642")->vertex);
  EXPECT_EQ(named("lh 642")->id, -1);
  EXPECT_EQ(named("lh 642")->detail, "expected 0 to 641");
}

}  // namespace
}  // namespace cortiscope
