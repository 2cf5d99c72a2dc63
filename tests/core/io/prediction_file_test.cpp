#include "core/io/hdf5/prediction_file.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

Prediction made_prediction() {
  Prediction made;
  made.network = "net";
  made.subject = "one";
  made.part = "global";
  made.images = {"a.png", "b.png"};
  made.vertices = {std::vector<int>{1, 3}, std::vector<int>{0}};
  made.mesh_sizes = {5, 4};
  made.responses = Array<float>(Shape{2, 3}, {1, 2, 3, 4, 5, 6});
  return made;
}

TEST(PredictionFile, KeepsWhatItIsGiven) {
  const TempDir folder;
  write_prediction(folder / "p.h5", made_prediction());
  const Prediction read = read_prediction(H5Reader(folder / "p.h5"));
  EXPECT_EQ(read.network, "net");
  EXPECT_EQ(read.subject, "one");
  EXPECT_EQ(read.part, "global");
  EXPECT_EQ(read.images, made_prediction().images);
  EXPECT_EQ(read.vertices, made_prediction().vertices);
  EXPECT_EQ(read.mesh_sizes, made_prediction().mesh_sizes);
  EXPECT_EQ(read.responses.values, made_prediction().responses.values);
}

TEST(PredictionFile, PutsResponsesOnTheMesh) {
  const std::vector<float> lh = made_prediction().on_mesh(1, kLh);
  ASSERT_EQ(lh.size(), 5U);
  EXPECT_EQ(lh[1], 4);
  EXPECT_EQ(lh[3], 5);
  EXPECT_TRUE(std::isnan(lh[0]));
  EXPECT_EQ(made_prediction().on_mesh(1, kRh)[0], 6);
}

TEST(PredictionFile, RefusesVerticesOutsideTheMesh) {
  const TempDir folder;
  Prediction made = made_prediction();
  made.mesh_sizes[kLh] = 3;
  write_prediction(folder / "p.h5", made);
  EXPECT_EQ(error_of([&] { read_prediction(H5Reader(folder / "p.h5")); }),
            "p.h5:/vertices/lh: expected ascending mesh indices below mesh_size, 3, found 3 after "
            "1");
  made = made_prediction();
  made.responses = Array<float>(Shape{2, 2}, {1, 2, 3, 4});
  write_prediction(folder / "q.h5", made);
  EXPECT_NE(error_of([&] { read_prediction(H5Reader(folder / "q.h5")); }), "");
}

}  // namespace
}  // namespace cortiscope
