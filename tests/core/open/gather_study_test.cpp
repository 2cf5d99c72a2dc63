#include "core/open/gather_study.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/io/freesurfer/label_writer.h"
#include "core/io/gifti/gifti_writers.h"
#include "core/io/hdf5/subject_file.h"
#include "core/open/cortex_folder_writer.h"
#include "core/open/image_list.h"
#include "tests/support/algonauts_folder.h"
#include "tests/support/expect_error.h"
#include "tests/support/mgh_bytes.h"

namespace cortiscope {
namespace {

/// Responses to three images of a cortex of four vertices a hemisphere. That of a vertex is ten
/// times its number, 100 more in rh, and the image's number.
struct GatherStudyTest : testing::Test {
  TempDir folder;
  StudyParts parts;

  GatherStudyTest() {
    Cortex cortex = small_recording().subject.cortex;
    for (const Hemisphere h : kHemispheres) cortex[h].regions.clear();
    write_cortex_folder(cortex, folder / "small");
    write_bytes(folder / "names.txt", "a.png\n\n  b.png\r\nc d.png");
    parts.cortex = folder / "small";
    parts.images = folder / "names.txt";
  }

  static double response(Hemisphere h, int vertex, int image) {
    return (h == kRh ? 100 : 0) + 10 * vertex + image;
  }
  /// Images by vertices, of some columns that stand for these vertices.
  static std::vector<double> table(const std::vector<std::pair<Hemisphere, int>>& columns) {
    std::vector<double> values;
    for (int image = 0; image < 3; ++image) {
      for (const auto& [h, vertex] : columns) values.push_back(response(h, vertex, image));
    }
    return values;
  }
  static std::vector<std::pair<Hemisphere, int>> all(Hemisphere h) {
    return {{h, 0}, {h, 1}, {h, 2}, {h, 3}};
  }
  static std::vector<std::pair<Hemisphere, int>> both() {
    auto columns = all(kLh);
    for (const auto& column : all(kRh)) columns.push_back(column);
    return columns;
  }
  std::filesystem::path npy(const std::string& name, const std::string& shape,
                            const std::vector<double>& values) const {
    write_bytes(folder / name, npy_bytes("<f4", shape, number_bytes(values, "<f4")));
    return folder / name;
  }
  std::filesystem::path list(const std::string& name, const std::vector<double>& values) const {
    write_bytes(folder / name, npy_list(values));
    return folder / name;
  }

  GatheredStudy gather() const { return gather_study(parts, "sub-01"); }
  std::string error_of_gathering() const {
    return error_of([&] { gather(); });
  }
  /// Whether the responses are those of the subject's vertices.
  static void expect_sound(const RecordingSource& recording) {
    const std::vector<int> rows = {2, 0, 1};
    const Array<float> found = recording.responses->read(rows);
    ASSERT_EQ(found.shape, (Shape{3, recording.subject.vertex_count()}));
    for (int i = 0; i < 3; ++i) {
      std::int64_t column = 0;
      for (const Hemisphere h : kHemispheres) {
        for (const int vertex : recording.subject.vertices[h]) {
          EXPECT_EQ(found.row(i)[column++], float(response(h, vertex, rows[std::size_t(i)])));
        }
      }
    }
  }
};

TEST_F(GatherStudyTest, ReadsOneTableOfEachHemisphereInAnyFormat) {
  const auto maps = [](Hemisphere h) {
    const std::vector<double> values = table(all(h));
    return Array<float>(Shape{3, 4}, std::vector<float>(values.begin(), values.end()));
  };
  for (const Hemisphere h : kHemispheres) {
    const std::string name = name_of(h);
    npy(name + ".betas.npy", "(3, 4)", table(all(h)));
    write_gifti_maps(maps(h), h, folder / (name + ".betas.func.gii"));
    write_bytes(folder / (name + ".betas.mgh"), mgh_bytes({4, 1, 1, 3}, maps(h).values));
  }
  for (const char* end : {".betas.npy", ".betas.func.gii", ".betas.mgh"}) {
    SCOPED_TRACE(end);
    // In either order: the names say which is which.
    parts.responses = {folder / (std::string("rh") + end), folder / (std::string("lh") + end)};
    const GatheredStudy study = gather();
    EXPECT_EQ(study.recording.images, (std::vector<std::string>{"a.png", "b.png", "c d.png"}));
    EXPECT_EQ(study.recording.subject.vertex_count(), 8);
    expect_sound(study.recording);
    EXPECT_EQ(study.report,
              (std::vector<std::string>{std::string("lh: 4 of 4 vertices, from lh") + end,
                                        std::string("rh: 4 of 4 vertices, from rh") + end}));
  }
}

TEST_F(GatherStudyTest, ReadsOneTableOfBothHemispheresAndOneOfOne) {
  parts.responses = {npy("betas.npy", "(3, 8)", table(both()))};
  expect_sound(gather().recording);
  parts.responses = {npy("rh.betas.npy", "(3, 4)", table(all(kRh)))};
  const GatheredStudy one = gather();
  EXPECT_TRUE(one.recording.subject.vertices[kLh].empty());
  expect_sound(one.recording);
  EXPECT_EQ(one.report[0], "lh: 0 of 4 vertices, no responses");
}

TEST_F(GatherStudyTest, TurnsATableWhereOnlyThatMatches) {
  std::vector<double> turned;
  for (const auto& [h, vertex] : both()) {
    for (int image = 0; image < 3; ++image) turned.push_back(response(h, vertex, image));
  }
  parts.responses = {npy("betas.npy", "(8, 3)", turned)};
  const GatheredStudy study = gather();
  expect_sound(study.recording);
  EXPECT_EQ(study.report[0], "betas.npy: read as vertices by images, since only that matches");
}

TEST_F(GatherStudyTest, ChoosesVerticesByMasks) {
  parts.responses = {npy("betas.npy", "(3, 8)", table(both()))};
  parts.masks = {list("lh.mask.npy", {1, 0, 0, 1}), list("rh.mask.npy", {0, -1, 2, NAN})};
  const GatheredStudy of_mesh = gather();
  EXPECT_EQ(of_mesh.recording.subject.vertices[kLh], (std::vector<int>{0, 3}));
  EXPECT_EQ(of_mesh.recording.subject.vertices[kRh], std::vector<int>{2});
  expect_sound(of_mesh.recording);
  // Others may hold anything: the medial wall often holds NaN.
  std::vector<double> with_gaps = table(both());
  for (const std::size_t outside : {std::size_t(1), std::size_t(10), std::size_t(23)}) {
    with_gaps[outside] = NAN;
  }
  parts.responses = {npy("gaps.npy", "(3, 8)", with_gaps)};
  expect_sound(gather().recording);
  // Columns of those vertices alone.
  parts.responses = {npy("some.npy", "(3, 3)", table({{kLh, 0}, {kLh, 3}, {kRh, 2}}))};
  expect_sound(gather().recording);
  parts.responses = {npy("lh.some.npy", "(3, 2)", table({{kLh, 0}, {kLh, 3}})),
                     npy("rh.some.npy", "(3, 1)", table({{kRh, 2}}))};
  expect_sound(gather().recording);
}

TEST_F(GatherStudyTest, TakesLabelsAndListsOfBothHemispheresForMasks) {
  parts.responses = {npy("betas.npy", "(3, 8)", table(both()))};
  write_label({"V1", {1, 2}}, nullptr, "small", folder / "lh.V1.label");
  parts.masks = {folder / "lh.V1.label"};
  EXPECT_EQ(gather().recording.subject.vertices[kLh], (std::vector<int>{1, 2}));
  EXPECT_TRUE(gather().recording.subject.vertices[kRh].empty());
  parts.masks = {list("mask.npy", {0, 0, 0, 1, 1, 0, 0, 0})};
  EXPECT_EQ(gather().recording.subject.vertices[kRh], std::vector<int>{0});
  parts.masks = {list("none.npy", {0, 0, 0, 0, 0, 0, 0, 0})};
  EXPECT_EQ(error_of_gathering(),
            "none.npy: expected a mask that chooses vertices, found none in it (a mask is above 0 "
            "where there are responses)");
}

TEST_F(GatherStudyTest, ReadsCeilingsOfTheVerticesOrOfTheMesh) {
  parts.responses = {npy("betas.npy", "(3, 8)", table(both()))};
  parts.masks = {list("mask.npy", {1, 0, 0, 1, 0, 0, 1, 0})};
  const std::vector<float> expected = {0.5F, 0.25F, 0.125F};
  parts.ceilings = {list("nc.npy", {50, 25, 12.5})};
  EXPECT_EQ(gather().recording.subject.noise_ceiling, expected);
  parts.ceilings = {list("nc.npy", {0.5, -1, 7, 0.25, 0, 0, 0.125, 0})};
  EXPECT_EQ(gather().recording.subject.noise_ceiling, expected) << "others are not read";
  parts.ceilings = {list("rh.nc.npy", {0.125}), list("lh.nc.npy", {0.5, 0, 0, 0.25})};
  EXPECT_EQ(gather().recording.subject.noise_ceiling, expected);
  parts.ceilings = {folder / "lh.nc.npy"};
  EXPECT_EQ(error_of_gathering(),
            "lh.nc.npy: expected noise ceilings of rh, too, found none (give the file of each "
            "hemisphere)");
  parts.ceilings = {list("nc.npy", {0.5, 0.25, 101})};
  EXPECT_EQ(error_of_gathering(),
            "nc.npy: expected fractions from 0 to 1, or percentages, found 101.000000 (is it of "
            "noise ceilings?)");
  parts.ceilings = {list("lh.nc.npy", {1, 2, 3})};
  EXPECT_EQ(error_of_gathering(),
            "lh.nc.npy: expected 2 values, one for each vertex chosen of lh, or 4, one for each of "
            "the mesh, found 3 (is it of another cortex?)");
}

TEST_F(GatherStudyTest, SaysWhichNumbersWouldMatch) {
  parts.responses = {npy("lh.betas.npy", "(5, 4)", std::vector<double>(20, 0))};
  EXPECT_EQ(error_of_gathering(),
            "lh.betas.npy: expected 3 images, as in names.txt, by the 4 vertices of lh of the "
            "cortex \"small\", found 5 by 4 (give the names of its 5 images, in their order)");
  parts.responses = {npy("lh.betas.npy", "(3, 9)", std::vector<double>(27, 0))};
  EXPECT_EQ(error_of_gathering(),
            "lh.betas.npy: expected 3 images, as in names.txt, by the 4 vertices of lh of the "
            "cortex \"small\", found 3 by 9 (give the cortex of its 9 vertices, or masks that "
            "choose as many)");
  parts.masks = {list("mask.npy", {1, 0, 0, 1, 0, 0, 1, 0})};
  parts.responses = {npy("betas.npy", "(7, 9)", std::vector<double>(63, 0))};
  EXPECT_EQ(error_of_gathering(),
            "betas.npy: expected 3 images, as in names.txt, by the 8 vertices of both hemispheres "
            "of the cortex \"small\", or the 3 that the masks choose, found 7 by 9 (are the images "
            "and the cortex those of these responses?; put lh. or rh. before its name if it is of "
            "one hemisphere)");
  parts.responses = {npy("lh.a.npy", "(3, 4)", table(all(kLh))),
                     npy("lh.b.npy", "(3, 4)", table(all(kLh)))};
  EXPECT_EQ(error_of_gathering(),
            "lh.b.npy: expected one file of responses of lh, found lh.a.npy before it (give one "
            "file of each hemisphere, or one of both)");
  parts.responses = {list("lh.betas.npy", {1, 2})};
  EXPECT_EQ(error_of_gathering(),
            "lh.betas.npy: expected a table of images by vertices, found an array of shape (2) (is "
            "it the right file?)");
}

TEST_F(GatherStudyTest, GivesTheSameSubjectFileAsTheDataTogether) {
  parts.responses = {npy("betas.npy", "(3, 8)", table(both()))};
  const GatheredStudy study = gather();
  write_recording(folder / "portions.h5", study.recording, {});
  Recording whole{study.recording.subject, study.recording.images,
                  study.recording.responses->read({0, 1, 2}), false};
  write_recording(folder / "whole.h5", whole);
  EXPECT_EQ(read_bytes(folder / "portions.h5"), read_bytes(folder / "whole.h5"));
}

TEST_F(GatherStudyTest, RefusesListsThatAreNone) {
  write_bytes(folder / "twice.txt", "a\nb\na\n");
  EXPECT_EQ(error_of([&] { read_image_list(folder / "twice.txt"); }),
            "twice.txt: expected unique names, found \"a\" twice (average the repeats of an image "
            "into one response)");
  write_bytes(folder / "empty.txt", "\n \n");
  EXPECT_EQ(error_of([&] { read_image_list(folder / "empty.txt"); }),
            "empty.txt: expected the names of images, one a line, found none (list them in the "
            "order of the responses)");
  write_bytes(folder / "binary", std::string("a\0b", 3));
  EXPECT_EQ(error_of([&] { read_image_list(folder / "binary"); }),
            "binary: expected a folder of images, or a text file of their names, one a line (is "
            "this the right file?)");
}

}  // namespace
}  // namespace cortiscope
