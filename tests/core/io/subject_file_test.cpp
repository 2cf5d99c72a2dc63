#include <gtest/gtest.h>

#include <limits>

#include "tests/core/io/stored_study.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST(SubjectFile, GivesBackWhatWasWritten) {
  const TempDir folder;
  const Recording written = stored_recording();
  write_recording(folder / "subject.h5", written);
  const Recording read = read_recording(folder / "subject.h5");
  EXPECT_EQ(read.images, written.images);
  EXPECT_EQ(read.responses.values, written.responses.values);
  EXPECT_EQ(read.subject.name, "small");
  EXPECT_TRUE(read.subject.is_synthetic);
  EXPECT_EQ(read.subject.vertices, written.subject.vertices);
  EXPECT_EQ(read.subject.noise_ceiling, written.subject.noise_ceiling);
  EXPECT_EQ(read.subject.cortex.name, "tetrahedra");
  const HemisphereCortex& lh = read.subject.cortex[kLh];
  EXPECT_EQ(lh.curvature, written.subject.cortex[kLh].curvature);
  EXPECT_EQ(lh.find(SurfaceKind::kFlat)->triangles.size(), 1U);
  EXPECT_EQ(lh.find(SurfaceKind::kSphere)->triangles[3], Eigen::Vector3i(1, 2, 3));
  EXPECT_EQ(lh.regions.at(0).name, "V1");
  EXPECT_EQ(lh.regions.at(0).vertices, (std::vector<int>{0, 2}));
  ASSERT_TRUE(read.subject.truth);
  EXPECT_EQ(read.subject.truth->network, "aligned");
  EXPECT_EQ(read.subject.truth->selectors.layer.values,
            written.subject.truth->selectors.layer.values);
}

TEST(SubjectFile, GivesTheSameResponsesFromMemoryAndFromDisk) {
  const TempDir folder;
  write_recording(folder / "subject.h5", stored_recording());
  for (const double cache_gb : {0.0, 1.0}) {
    const RecordingSource source = open_recording(folder / "subject.h5", cache_gb);
    EXPECT_EQ(source.responses->image_count(), 2);
    EXPECT_EQ(source.responses->read({1, 0}).values, (std::vector<float>{-1, 1, -1, 1, -1, 1}));
  }
}

TEST(SubjectFile, KeepsTheStudysOwnTestSet) {
  const TempDir folder;
  Recording recording = stored_recording();
  write_recording(folder / "without.h5", recording);
  EXPECT_FALSE(H5Reader(folder / "without.h5").has("/test_images")) << "as in files of before";
  EXPECT_TRUE(read_recording(folder / "without.h5").test_rows.empty());
  EXPECT_TRUE(open_recording(folder / "without.h5", 0).test_rows.empty());
  recording.test_rows = {1};
  write_recording(folder / "with.h5", recording);
  EXPECT_EQ(read_recording(folder / "with.h5").test_rows, std::vector<int>{1});
  EXPECT_EQ(open_recording(folder / "with.h5", 0).test_rows, std::vector<int>{1});
}

RecordingSource source_of(const Recording& recording) {
  return {recording.subject, recording.images,
          std::make_shared<ResponsesInMemory>(recording.responses), recording.is_z_scored,
          recording.test_rows};
}

TEST(SubjectFile, IsTheSameBytesWrittenAPortionAtATime) {
  const TempDir folder;
  Recording recording = stored_recording();
  recording.is_z_scored = true;
  recording.test_rows = {1};
  write_recording(folder / "whole.h5", recording);
  std::vector<int> written;
  EXPECT_TRUE(write_recording(folder / "portions.h5", source_of(recording), {},
                              [&](int count) { written.push_back(count); }));
  EXPECT_EQ(read_bytes(folder / "portions.h5"), read_bytes(folder / "whole.h5"));
  EXPECT_EQ(written, std::vector<int>{2});

  StopSource stop;
  stop.request_stop();
  EXPECT_FALSE(write_recording(folder / "stopped.h5", source_of(recording), stop.token()));
  EXPECT_FALSE(std::filesystem::exists(folder / "stopped.h5"));
  recording.responses.values[3] = std::numeric_limits<float>::infinity();
  EXPECT_EQ(error_of([&] { write_recording(folder / "bad.h5", source_of(recording), {}); }),
            "small: expected finite responses, found inf of vertex 0 of lh to image \"b\" (leave "
            "out the image or the vertex)");
  EXPECT_FALSE(std::filesystem::exists(folder / "bad.h5"));
}

TEST(SubjectFile, IsTheSameBytesForTheSameRecording) {
  const TempDir folder;
  write_recording(folder / "a.h5", stored_recording());
  write_recording(folder / "b.h5", stored_recording());
  EXPECT_EQ(read_bytes(folder / "a.h5"), read_bytes(folder / "b.h5"));
}

/// The message that refuses a changed recording when it is read.
template <class Change>
std::string refusal(Change change) {
  const TempDir folder;
  Recording recording = stored_recording();
  change(recording);
  write_recording(folder / "subject.h5", recording);
  return error_of([&] { read_recording(folder / "subject.h5"); });
}

TEST(SubjectFile, RefusesResponsesThatDoNotFitItsImagesAndVertices) {
  EXPECT_EQ(
      refusal([](Recording& r) { r.images.push_back("c"); }),
      "subject.h5:/responses: expected shape (3, 3), found (2, 3) (one row an image, one column an "
      "encoded vertex, lh before rh)");
}

TEST(SubjectFile, RefusesTestImagesThatAreNoRows) {
  const auto refusal_of = [](std::vector<int> rows) {
    return refusal([&](Recording& recording) { recording.test_rows = rows; });
  };
  const auto words = [](int found) {
    return "subject.h5:/test_images: expected rows of /images from 0 to 1, ascending and each "
           "once, found " +
           std::to_string(found) + " (sort them, and count from 0)";
  };
  EXPECT_EQ(refusal_of({0, 2}), words(2));
  EXPECT_EQ(refusal_of({-1}), words(-1));
  EXPECT_EQ(refusal_of({1, 0}), words(0));
  EXPECT_EQ(refusal_of({1, 1}), words(1));
}

TEST(SubjectFile, RefusesVerticesOutsideTheMesh) {
  EXPECT_EQ(refusal([](Recording& r) { r.subject.vertices[kRh] = {4}; }),
            "subject.h5:/vertices/rh: expected vertex indices from 0 to 3, found 4 (indices count "
            "from 0 within one hemisphere's mesh)");
}

TEST(SubjectFile, RefusesVerticesOutOfOrder) {
  EXPECT_EQ(refusal([](Recording& r) {
              r.subject.vertices[kLh] = {2, 0};
            }),
            "subject.h5:/vertices/lh: expected ascending indices, found 0 after 2 (sort them, with "
            "the responses' columns, and remove duplicates)");
}

TEST(SubjectFile, RefusesTrianglesOutsideTheMesh) {
  EXPECT_EQ(
      refusal([](Recording& r) {
        r.subject.cortex[kLh].surfaces[SurfaceKind::kSphere].triangles[0] = {0, 1, 9};
      }),
      "subject.h5:/cortex/lh/triangles: expected vertex indices from 0 to 3, found 9 (indices "
      "count from 0 within one hemisphere's mesh)");
}

TEST(SubjectFile, RefusesHemispheresOfDifferentSurfaces) {
  EXPECT_EQ(refusal([](Recording& r) { r.subject.cortex[kLh].curvature.push_back(0); }),
            "subject.h5:/cortex/lh/curvature: expected shape (4), found (5) (core/io/FORMAT.md "
            "says what a file must hold)");
}

TEST(SubjectFile, RefusesACeilingInPercent) {
  EXPECT_EQ(refusal([](Recording& r) { r.subject.noise_ceiling[1] = 35; }),
            "subject.h5:/noise_ceiling: expected fractions from 0 to 1, found 35.000000 (divide "
            "percentages by 100)");
}

TEST(SubjectFile, RefusesAnImageThatIsThereTwice) {
  EXPECT_EQ(refusal([](Recording& r) { r.images[1] = "a"; }),
            "subject.h5:/images: expected unique names, found \"a\" twice (average the repeats of "
            "an image into one row)");
}

}  // namespace
}  // namespace cortiscope
