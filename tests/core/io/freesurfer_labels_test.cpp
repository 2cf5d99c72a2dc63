#include "core/io/freesurfer/freesurfer_annotation.h"
#include "core/io/freesurfer/freesurfer_label.h"
#include "core/open/describe.h"

#include <gtest/gtest.h>

#include "tests/support/expect_error.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

std::string text_bytes(const std::string& text) {
  return big_endian(std::int32_t(text.size() + 1)) + text + '\0';
}

/// A name and the colour that makes this label.
std::string entry_bytes(const std::string& name, int label) {
  return text_bytes(name) + big_endian(label & 255) + big_endian(label >> 8 & 255) +
         big_endian(label >> 16) + big_endian(0);
}

constexpr int kSecond = 20 + (30 << 8) + (40 << 16);

/// Vertices and their labels, listed from the last to the first.
std::string labels_bytes(const std::vector<int>& labels) {
  std::string bytes = big_endian(std::int32_t(labels.size()));
  for (int vertex = int(labels.size()) - 1; vertex >= 0; --vertex) {
    bytes += big_endian(vertex) + big_endian(labels[vertex]);
  }
  return bytes;
}

std::string table_of_version_1() {
  return big_endian(1) + big_endian(2) + text_bytes("colors.txt") + entry_bytes("V1", 10) +
         entry_bytes("V2", kSecond);
}

std::string table_of_version_2() {
  return big_endian(1) + big_endian(-2) + big_endian(6) + text_bytes("colors.txt") + big_endian(2) +
         big_endian(5) + entry_bytes("V1", 10) + big_endian(1) + entry_bytes("V2", kSecond);
}

Annotation annotation_of(const std::string& bytes) {
  const TempDir folder;
  write_bytes(folder / "lh.aparc.annot", bytes);
  return read_annotation(folder / "lh.aparc.annot");
}

std::string error_of_annotation(const std::string& bytes) {
  return error_of([&] { annotation_of(bytes); });
}

Region label_of(const std::string& text) {
  const TempDir folder;
  write_bytes(folder / "lh.V1_exvivo.label", text);
  return read_label(folder / "lh.V1_exvivo.label");
}

std::string error_of_label(const std::string& text) {
  return error_of([&] { label_of(text); });
}

TEST(ReadAnnotation, ReadsColourTablesOfBothVersions) {
  for (const std::string& table : {table_of_version_1(), table_of_version_2()}) {
    const Annotation annotation = annotation_of(labels_bytes({kSecond, 10, 0, kSecond}) + table);
    EXPECT_EQ(annotation.vertex_count, 4);
    ASSERT_EQ(annotation.parcels.size(), 2U);
    EXPECT_EQ(annotation.parcels[0].name, "V1");
    EXPECT_EQ(annotation.parcels[0].vertices, std::vector<int>{1});
    EXPECT_EQ(annotation.parcels[1].name, "V2");
    EXPECT_EQ(annotation.parcels[1].vertices, (std::vector<int>{0, 3}));
    EXPECT_EQ(annotation.parcels[1].color, (Rgb8{20, 30, 40}));
  }
}

TEST(ReadAnnotation, ComparesColoursOn24Bits) {
  const int alpha = int(0xFF000000U);
  const Annotation annotation =
      annotation_of(labels_bytes({kSecond | alpha, 10 | alpha, kSecond}) + table_of_version_2());
  ASSERT_EQ(annotation.parcels.size(), 2U);
  EXPECT_EQ(annotation.parcels[1].name, "V2");
  EXPECT_EQ(annotation.parcels[1].vertices, (std::vector<int>{0, 2}));
}

TEST(ReadAnnotation, KeepsTheNamesOfColoursBeyondAByteOrWithTransparency) {
  const auto table = [](int red, int transparency) {
    return big_endian(1) + big_endian(2) + text_bytes("colors.txt") + text_bytes("V1") +
           big_endian(red) + big_endian(1) + big_endian(0) + big_endian(transparency) +
           entry_bytes("V2", kSecond);
  };
  // FreeSurfer adds 256 up, other programs write 255 or cut it off.
  for (const int label : {256 + (1 << 8), 255 + (1 << 8), 1 << 8}) {
    const Annotation annotation = annotation_of(labels_bytes({label, kSecond}) + table(256, 255));
    ASSERT_EQ(annotation.parcels.size(), 2U) << label;
    EXPECT_EQ(annotation.parcels[0].name, "V1") << label;
    EXPECT_EQ(annotation.parcels[0].color, (Rgb8{255, 1, 0}));
  }
}

TEST(ReadAnnotation, DoubtsNamesOfOneColour) {
  const std::string table = big_endian(1) + big_endian(3) + text_bytes("colors.txt") +
                            entry_bytes("V1", 10) + entry_bytes("V2", 10) +
                            entry_bytes("V3", kSecond);
  EXPECT_EQ(annotation_of(labels_bytes({10, kSecond}) + table).doubts,
            std::vector<std::string>{
                "V1 and V2 have the same colour, 10 0 0, by which the format tells them apart; the "
                "vertices of both are taken for V1"});
  EXPECT_TRUE(annotation_of(labels_bytes({kSecond, 0}) + table).doubts.empty()) << "none has it";
}

TEST(ReadAnnotation, MakesNamesReadable) {
  const std::string table =
      big_endian(1) + big_endian(1) + text_bytes("c") + entry_bytes("r\xE9g\x1b[31m", 10);
  EXPECT_EQ(annotation_of(labels_bytes({10}) + table).parcels[0].name, "rég?[31m");
}

TEST(ReadAnnotation, NamesColoursThatTheTableDoesNotHave) {
  const std::string labels = labels_bytes({kSecond, 10, 0, 9});
  for (const std::string& table : {std::string(), big_endian(0)}) {
    const Annotation annotation = annotation_of(labels + table);
    ASSERT_EQ(annotation.parcels.size(), 3U);
    EXPECT_EQ(annotation.parcels[0].name, "colour 9 0 0");
    EXPECT_EQ(annotation.parcels[2].name, "colour 20 30 40");
    EXPECT_EQ(annotation.parcels[2].vertices, std::vector<int>{0});
    EXPECT_EQ(annotation.parcels[2].color, (Rgb8{20, 30, 40}));
  }
  const Annotation annotation = annotation_of(labels + table_of_version_2());
  ASSERT_EQ(annotation.parcels.size(), 3U);
  EXPECT_EQ(annotation.parcels[2].name, "colour 9 0 0");
}

TEST(WriteAnnotation, GivesBackWhatItWasGiven) {
  const TempDir folder;
  const Annotation written{4, {{"V1", {0, 2}, Rgb8{1, 2, 3}}, {"V2", {3}, Rgb8{0, 0, 200}}}};
  Dropped dropped;
  write_annotation(written, folder / "lh.a.annot", &dropped);
  const Annotation read = read_annotation(folder / "lh.a.annot");
  EXPECT_EQ(dropped, Dropped{});
  EXPECT_EQ(read.vertex_count, 4);
  ASSERT_EQ(read.parcels.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(read.parcels[i].name, written.parcels[i].name);
    EXPECT_EQ(read.parcels[i].vertices, written.parcels[i].vertices);
    EXPECT_EQ(read.parcels[i].color, written.parcels[i].color);
  }
}

TEST(WriteAnnotation, ChoosesColoursWhereParcelsCannotBeToldApart) {
  const TempDir folder;
  Dropped dropped;
  write_annotation({5,
                    {{"black", {0}, Rgb8{}},
                     {"red", {1}, Rgb8{255, 0, 0}},
                     {"red too", {2}, Rgb8{255, 0, 0}},
                     {"none", {3}}}},
                   folder / "lh.a.annot", &dropped);
  const Annotation read = read_annotation(folder / "lh.a.annot");
  ASSERT_EQ(read.parcels.size(), 4U);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(read.parcels[i].vertices, std::vector<int>{i});
  EXPECT_EQ(read.parcels[1].color, (Rgb8{255, 0, 0}));
  EXPECT_EQ(dropped,
            (Dropped{"the colour of black, because the format tells parcels by their colours",
                     "the colour of red too, because the format tells parcels by their colours"}));
}

TEST(WriteAnnotation, RefusesParcelsThatOverlap) {
  const TempDir folder;
  EXPECT_EQ(error_of([&] {
              write_annotation({2, {{"V1", {0, 1}}, {"V2", {1}}}}, folder / "lh.a.annot");
            }),
            "lh.a.annot: an annotation gives each vertex one parcel, found vertex 1 in V2 and in "
            "another (write each region as a .label)");
}

TEST(ReadAnnotation, TellsOfNamesAndTransparency) {
  const TempDir folder;
  std::string bytes = labels_bytes({10, 10}) + table_of_version_1();
  bytes.back() = 9;
  write_bytes(folder / "lh.a.annot", bytes);
  Dropped dropped;
  read_annotation(folder / "lh.a.annot", &dropped);
  EXPECT_EQ(dropped,
            (Dropped{"the transparency of 1 colours", "1 names of the table that no vertex has"}));
}

TEST(ReadAnnotation, LeavesOutParcelsWithoutVertices) {
  const Annotation annotation =
      annotation_of(labels_bytes({kSecond, kSecond}) + table_of_version_1());
  ASSERT_EQ(annotation.parcels.size(), 1U);
  EXPECT_EQ(annotation.parcels[0].name, "V2");
}

TEST(ReadAnnotation, RefusesWhatIsNone) {
  EXPECT_EQ(error_of_annotation(""),
            "lh.aparc.annot: expected 4 bytes for the vertex count, found 0 (the file is cut short "
            "or damaged; copy it again)");
  EXPECT_EQ(error_of_annotation(big_endian(-3)),
            "lh.aparc.annot: expected a FreeSurfer annotation, which starts with the vertex count, "
            "found -3 (is this the right file?)");
  EXPECT_EQ(error_of_annotation(big_endian(2000000000)),
            "lh.aparc.annot: expected 16000000000 bytes for the labels of 2000000000 vertices, "
            "found 0 (the file is cut short or damaged; copy it again)");
  EXPECT_EQ(error_of_annotation(big_endian(1) + big_endian(1) + big_endian(10)),
            "lh.aparc.annot: expected vertex indices from 0 to 0, found 1 (the file is damaged, or "
            "not an annotation of a whole hemisphere)");
  EXPECT_EQ(error_of_annotation(labels_bytes({10}) + big_endian(1) + big_endian(-3)),
            "lh.aparc.annot: expected a colour table of version 1 or 2, found 3 (the file is "
            "damaged; copy it again)");
}

TEST(ReadAnnotation, RefusesOneCutShortAnywhere) {
  for (const std::string& table : {table_of_version_1(), table_of_version_2()}) {
    const std::string bytes = labels_bytes({kSecond, 10}) + table;
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      const bool ends_before_table = size == labels_bytes({kSecond, 10}).size();
      EXPECT_EQ(error_of_annotation(bytes.substr(0, size)) == "(no error)", ends_before_table)
          << size;
    }
  }
}

TEST(ReadAnnotation, RefusesATableThatTheFileCannotHold) {
  EXPECT_EQ(error_of_annotation(labels_bytes({10}) + big_endian(1) + big_endian(2000000000) +
                                text_bytes("") + entry_bytes("V1", 10)),
            "lh.aparc.annot: expected 4 bytes for a name of the colour table, found 0 (the file is "
            "cut short or damaged; copy it again)");
  EXPECT_EQ(error_of_annotation(labels_bytes({10}) + big_endian(1) + big_endian(1) +
                                big_endian(-9) + big_endian(0)),
            "lh.aparc.annot: expected the length of the colour table's file name, found -9 (the "
            "file is damaged; copy it again)");
}

TEST(ReadLabel, GivesItsVerticesAscendingAndItsNameWithoutTheHemisphere) {
  const Region region = label_of("#!ascii label\n3\n7 -1 2.5 3 0.5\n2 1e1 0 0 1\n7 0 0 0 0\n");
  EXPECT_EQ(region.name, "V1_exvivo");
  EXPECT_EQ(region.vertices, (std::vector<int>{2, 7}));
}

TEST(ReadLabel, MayBeEmptyAndWithoutComment) { EXPECT_TRUE(label_of("0\n").vertices.empty()); }

TEST(ReadLabel, TakesAnyNumberOfColumnsAndComments) {
  for (const char* text : {"#!ascii label\n3\n2\n7\n9\n",
                           "# a\n# b\n 3 \n2 0 0\n\n# c\n7\t1 2 3 4 5 6\r\n9 0 0 0 "
                           "0 word\n"}) {
    EXPECT_EQ(label_of(text).vertices, (std::vector<int>{2, 7, 9})) << text;
  }
}

TEST(ReadLabel, TellsOfCoordinatesAndFurtherLines) {
  const TempDir folder;
  write_bytes(folder / "lh.a.label", "2\n2 0 0 0 0\n7 1 2 3 0\n8 1 2 3 0\n");
  Dropped dropped;
  read_label(folder / "lh.a.label", &dropped);
  EXPECT_EQ(dropped,
            (Dropped{"the coordinates and values of 1 vertices", "lines behind the 2 vertices"}));
}

TEST(ReadLabel, TakesOneThatEndsEarlyAsFreeSurferDoes) {
  const TempDir folder;
  write_bytes(folder / "lh.a.label", "#!ascii label\n326\n2 0 0 0 0\n7 0 0 0 0\n");
  Dropped dropped;
  EXPECT_EQ(read_label(folder / "lh.a.label", &dropped).vertices, (std::vector<int>{2, 7}));
  EXPECT_EQ(dropped, Dropped{"324 vertices that the file declares but does not hold"});
  EXPECT_EQ(describe(folder / "lh.a.label").problems,
            std::vector<std::string>{"lh.a.label: declares 326 vertices, holds 2"});
}

TEST(ReadLabel, RefusesWhatIsNone) {
  EXPECT_EQ(error_of_label("#!ascii label\nmany\n"),
            "lh.V1_exvivo.label: expected a FreeSurfer label, a line of comment and the number of "
            "vertices, found another file (is this the right file?)");
  EXPECT_EQ(
      error_of_label("# label\n2\n7 0 0 0 0\nx 0 0\n"),
      "lh.V1_exvivo.label: expected lines that start with a vertex, found \"x 0 0\" (the file "
      "is damaged; copy it again)");
  EXPECT_EQ(error_of_label("# label\n2\n"),
            "lh.V1_exvivo.label: expected 2 lines that start with a vertex, found 0 (the file is "
            "cut short or damaged; copy it again)");
  EXPECT_EQ(error_of_label("# label\n1\n-1 0 0 0 0\n"),
            "lh.V1_exvivo.label: expected vertex indices from 0, found -1 (labels of the volume "
            "must be mapped to the surface first)");
}

}  // namespace
}  // namespace cortiscope
