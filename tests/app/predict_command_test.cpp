#include "app/cli/predict_command.h"

#include <gtest/gtest.h>

#include <cmath>

#include "app/session/figure_content.h"
#include "core/io/hdf5/fit_file.h"
#include "core/io/hdf5/prediction_file.h"
#include "core/open/overlay_pair.h"
#include "core/simulate/builtin_template.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

class PredictCommand : public testing::Test {
 protected:
  PredictCommand() : files_(write_tiny_study(folder_.path(), "net")) {}

  int predict(const std::vector<std::string>& options) {
    std::vector<std::string> words = {"cortiscope", "predict", files_.out.string()};
    words.insert(words.end(), options.begin(), options.end());
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int code =
        run_program(int(pointers.size()), pointers.data(), {add_drawing_predict_command});
    testing::internal::GetCapturedStdout();
    errors_ = testing::internal::GetCapturedStderr();
    return code;
  }
  std::string file(const std::string& name) { return (folder_ / name).string(); }

  TempDir folder_;
  FitFiles files_;
  std::string errors_;
};

TEST_F(PredictCommand, WritesEachImageAsAMapOfTheCortex) {
  ASSERT_EQ(predict({"image 3", "image 17", "--features", files_.features.string(), "--out",
                     file("two.h5")}),
            0)
      << errors_;
  const Prediction prediction = read_prediction(H5Reader(file("two.h5")));
  EXPECT_EQ(prediction.images, (std::vector<std::string>{"image 3", "image 17"}));
  EXPECT_EQ(prediction.network, "net");
  ASSERT_EQ(prediction.responses.shape, (Shape{2, 60}));
  const OverlayPair second = read_overlay_pair(file("two.h5"), nullptr, "image 17");
  const int vertex = tiny_subject()->vertices[kRh].front();
  const auto row = tiny_subject()->vertices[kLh].size();
  EXPECT_EQ(second.values[kRh][std::size_t(vertex)], prediction.responses.row(1)[row]);
  EXPECT_EQ(second.values[kRh].size(), 642U);
  int known = 0;
  for (const Hemisphere h : kHemispheres) {
    for (const float value : second.values[h]) known += std::isfinite(value);
  }
  EXPECT_EQ(known, 60) << "vertices without responses have none predicted";
}

TEST_F(PredictCommand, DrawsAPictureThatItsRecipeDrawsAgain) {
  ASSERT_EQ(predict({"image 3", "--features", files_.features.string(), "--component", "layer:2",
                     "--out", file("one.png")}),
            0)
      << errors_;
  EXPECT_EQ(read_prediction(H5Reader(file("one.h5"))).part, "layer:2");
  const FigureRequest recipe = read_recipe(file("one.png"));
  ASSERT_TRUE(recipe.response);
  EXPECT_EQ(recipe.response->file.filename(), "one.h5");
  EXPECT_EQ(recipe.response->map, "image 3");
  const Figure drawn = figure_of(recipe);
  ASSERT_EQ(drawn.columns.size(), 1U);
  EXPECT_EQ(drawn.columns[0].legend.note, "to image 3, layer 2, not tested");
}

TEST_F(PredictCommand, SaysWhatIsWrong) {
  const std::string features = files_.features.string();
  EXPECT_NE(predict({"image 3", "--out", file("a.h5")}), 0);
  EXPECT_NE(errors_.find("either --backbone or --features"), std::string::npos) << errors_;
  EXPECT_NE(predict({"cat.png", "--features", features, "--out", file("a.h5")}), 0);
  EXPECT_NE(errors_.find("cat.png: the features of net have no image of this name"),
            std::string::npos)
      << errors_;
  EXPECT_NE(predict({"image 3", "--features", features, "--component", "layer:13", "--out",
                     file("a.h5")}),
            0);
  EXPECT_NE(errors_.find("layer:1 to layer:12"), std::string::npos) << errors_;
  EXPECT_NE(predict({"image 3", "image 4", "--features", features, "--out", file("a.png")}), 0);
  EXPECT_NE(errors_.find("expected one image for a picture, found 2"), std::string::npos);
  EXPECT_NE(predict({"image 3", "--features", features, "--out", file("a.txt")}), 0);
  EXPECT_NE(predict({"image 3", "--features", features, "--out", features}), 0)
      << "an input is never replaced";
  EXPECT_FALSE(std::filesystem::exists(file("a.h5")));
}

}  // namespace
}  // namespace cortiscope
