#include "core/io/cifti/cifti.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "core/io/deflate.h"
#include "core/io/nifti/nifti_writer.h"
#include "core/open/describe.h"
#include "core/open/file_format.h"
#include "core/open/overlay.h"
#include "core/open/overlay_pair.h"
#include "core/open/regions_pair.h"
#include "tests/support/expect_error.h"
#include "tests/support/nifti_bytes.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

const float kNaN = std::numeric_limits<float>::quiet_NaN();

/// NaN equals NaN here, as it does in files.
bool are_same(const std::vector<float>& a, const std::vector<float>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](float x, float y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

/// lh of 4 vertices without vertex 1, rh of 4 with all, and two voxels: 3 + 4 + 2 grayordinates.
std::string models(const std::string& left_vertices = "0 2 3") {
  return "<BrainModel IndexOffset=\"0\" IndexCount=\"3\" ModelType=\"CIFTI_MODEL_TYPE_SURFACE\" "
         "BrainStructure=\"CIFTI_STRUCTURE_CORTEX_LEFT\" "
         "SurfaceNumberOfVertices=\"4\"><VertexIndices>" +
         left_vertices +
         "</VertexIndices></BrainModel>"
         "<BrainModel IndexOffset=\"3\" IndexCount=\"4\" ModelType=\"CIFTI_MODEL_TYPE_SURFACE\" "
         "BrainStructure=\"CIFTI_STRUCTURE_CORTEX_RIGHT\" SurfaceNumberOfVertices=\"4\">"
         "<VertexIndices>0 1 2 3</VertexIndices></BrainModel>"
         "<BrainModel IndexOffset=\"7\" IndexCount=\"2\" ModelType=\"CIFTI_MODEL_TYPE_VOXELS\" "
         "BrainStructure=\"CIFTI_STRUCTURE_THALAMUS_LEFT\">"
         "<VoxelIndicesIJK>0 0 0 0 0 1</VoxelIndicesIJK></BrainModel>";
}

std::string map_text(int dimension, const std::string& type, const std::string& inner) {
  return "<MatrixIndicesMap AppliesToMatrixDimension=\"" + std::to_string(dimension) +
         "\" IndicesMapToDataType=\"CIFTI_INDEX_TYPE_" + type + "\">" + inner +
         "</MatrixIndicesMap>";
}

std::string cifti_of(const std::string& maps) {
  return "<?xml version=\"1.0\"?><CIFTI Version=\"2\"><Matrix>" + maps + "</Matrix></CIFTI>";
}

const std::string kTwoNames =
    "<NamedMap><MapName>thickness</MapName></NamedMap><NamedMap><MapName>area</MapName></NamedMap>";

std::string scalars_text(const std::string& brain_models = models()) {
  return cifti_of(map_text(0, "SCALARS", kTwoNames) + map_text(1, "BRAIN_MODELS", brain_models));
}

/// Two maps of the nine grayordinates: 1 to 9, and ten times that.
std::string two_maps(const NiftiBytes& header, bool maps_vary_fastest) {
  std::string data;
  for (int i = 0; i < 18; ++i) {
    const int g = maps_vary_fastest ? i / 2 : i % 9, k = maps_vary_fastest ? i % 2 : i / 9;
    data += header.number(float((g + 1) * (k ? 10 : 1)));
  }
  return data;
}

std::string scalars_bytes(ByteOrder order = ByteOrder::kLittle,
                          const std::string& text = scalars_text()) {
  NiftiBytes header(2, order);
  header.set_extents({1, 1, 1, 1, 2, 9});
  header.set_intent(3006);
  return header.with_extension(text, two_maps(header, true));
}

Cifti cifti_of_bytes(const std::string& bytes, Dropped* dropped = nullptr) {
  const TempDir folder;
  write_bytes(folder / "a.dscalar.nii", bytes);
  return read_cifti(folder / "a.dscalar.nii", dropped);
}

std::string error_of_cifti(const std::string& bytes) {
  return error_of([&] { cifti_of_bytes(bytes); });
}

void expect_two_maps(const Cifti& cifti) {
  EXPECT_EQ(cifti.maps[kLh].shape, (Shape{2, 4}));
  EXPECT_TRUE(are_same(cifti.maps[kLh].values, {1, kNaN, 2, 3, 10, kNaN, 20, 30}));
  EXPECT_EQ(cifti.maps[kRh].values, (std::vector<float>{4, 5, 6, 7, 40, 50, 60, 70}));
}

TEST(ReadCifti, ReadsScalarsAndLeavesNaNAtTheMedialWall) {
  for (const ByteOrder order : {ByteOrder::kLittle, ByteOrder::kBig}) {
    Dropped dropped;
    const Cifti cifti = cifti_of_bytes(scalars_bytes(order), &dropped);
    expect_two_maps(cifti);
    EXPECT_EQ(cifti.map_names, (std::vector<std::string>{"thickness", "area"}));
    EXPECT_EQ(cifti.left_out, (std::array<std::int64_t, 2>{1, 0}));
    EXPECT_EQ(dropped, Dropped{"2 grayordinates of other structures than the cortex"});
  }
  expect_two_maps(cifti_of_bytes(deflate_bytes(scalars_bytes(), Wrapping::kGzip)));
}

TEST(ReadCifti, ReadsTheMatrixEitherWayRound) {
  NiftiBytes header(2, ByteOrder::kLittle);
  header.set_extents({1, 1, 1, 1, 9, 2});
  const std::string text =
      cifti_of(map_text(1, "SERIES", "") + map_text(0, "BRAIN_MODELS", models()));
  const Cifti cifti = cifti_of_bytes(header.with_extension(text, two_maps(header, false)));
  expect_two_maps(cifti);
  EXPECT_EQ(cifti.map_names, (std::vector<std::string>{"1", "2"}));
}

std::string labels_bytes(const std::vector<float>& keys) {
  NiftiBytes header(2, ByteOrder::kLittle);
  header.set_extents({1, 1, 1, 1, 1, 9});
  header.set_intent(3007);
  const std::string table =
      "<NamedMap><MapName>areas</MapName><LabelTable><Label Key=\"0\" Red=\"1\" Green=\"1\" "
      "Blue=\"1\" Alpha=\"0\">\?\?\?</Label><Label Key=\"3\" Red=\"0.2\" Green=\"0\" Blue=\"1\" "
      "Alpha=\"1\">V1</Label><Label Key=\"8\"/></LabelTable></NamedMap>";
  const std::string text =
      cifti_of(map_text(0, "LABELS", table) + map_text(1, "BRAIN_MODELS", models()));
  std::string data;
  for (const float key : keys) data += header.number(key);
  return header.with_extension(text, data);
}

TEST(ReadCifti, TakesTheVersionAsNibabelWritesIt) {
  std::string text = scalars_text();
  text.replace(text.find("CIFTI Version=\"2\""), 17, "CIFTI Version=\"2.0\"");
  expect_two_maps(cifti_of_bytes(scalars_bytes(ByteOrder::kLittle, text)));
}

TEST(ReadCifti, MakesParcelsOfLabels) {
  const TempDir folder;
  write_bytes(folder / "a.dlabel.nii", labels_bytes({3, 0, 8, 3, 3, 5, 0, 3, 3}));
  const RegionsPair pair = read_regions_pair(folder / "a.dlabel.nii");
  EXPECT_EQ(pair.name, "a");
  EXPECT_EQ(pair.vertex_counts, (std::array<int, 2>{4, 4}));
  ASSERT_EQ(pair.regions[kLh].size(), 2U);
  EXPECT_EQ(pair.regions[kLh][0].name, "V1");
  EXPECT_EQ(pair.regions[kLh][0].vertices, std::vector<int>{0});
  EXPECT_EQ(pair.regions[kLh][0].color, (Rgb8{51, 0, 255}));
  EXPECT_EQ(pair.regions[kLh][1].name, "label 8");  // without a name
  EXPECT_EQ(pair.regions[kLh][1].vertices, std::vector<int>{3});
  ASSERT_EQ(pair.regions[kRh].size(), 2U);
  EXPECT_EQ(pair.regions[kRh][0].vertices, (std::vector<int>{0, 1}));
  EXPECT_EQ(pair.regions[kRh][1].name, "label 5");  // not in the table
  EXPECT_EQ(error_of([&] {
              write_bytes(folder / "a.dlabel.nii", labels_bytes({3, 0.5F, 8, 3, 3, 5, 0, 3, 3}));
              read_cifti(folder / "a.dlabel.nii");
            }),
            "a.dlabel.nii: expected labels that are whole numbers, found 0.500000 at vertex 2 (the "
            "file is damaged; copy it again)");
}

TEST(ReadCifti, ReadsEveryLabelMapWithItsOwnTable) {
  NiftiBytes header(2, ByteOrder::kLittle);
  header.set_extents({1, 1, 1, 1, 2, 9});
  header.set_intent(3007);
  const auto map = [](const std::string& name, const std::string& label) {
    return "<NamedMap><MapName>" + name + "</MapName><LabelTable><Label Key=\"1\">" + label +
           "</Label></LabelTable></NamedMap>";
  };
  const std::string text = cifti_of(map_text(0, "LABELS", map("A", "V1") + map("B", "MT")) +
                                    map_text(1, "BRAIN_MODELS", models()));
  std::string data;
  for (int g = 0; g < 9; ++g) data += header.number(float(g == 0)) + header.number(float(g == 1));
  const TempDir folder;
  write_bytes(folder / "a.dlabel.nii", header.with_extension(text, data));
  const Cifti cifti = read_cifti(folder / "a.dlabel.nii");
  ASSERT_EQ(cifti.labels.size(), 2U);
  EXPECT_EQ(cifti.labels[0][kLh].parcels.at(0).name, "V1");
  EXPECT_EQ(cifti.labels[1][kLh].parcels.at(0).name, "MT");
  EXPECT_EQ(cifti.labels[1][kLh].parcels.at(0).vertices, std::vector<int>{2});
}

TEST(ReadCifti, GivesAllVerticesOfAParcelItsValue) {
  NiftiBytes header(2, ByteOrder::kLittle);
  header.set_extents({1, 1, 1, 1, 2, 3});
  const std::string surface =
      "<Surface BrainStructure=\"CIFTI_STRUCTURE_CORTEX_%\" SurfaceNumberOfVertices=\"4\"/>";
  const auto of_side = [](std::string text, const char* side) {
    return text.replace(text.find('%'), 1, side);
  };
  const std::string vertices = "<Vertices BrainStructure=\"CIFTI_STRUCTURE_CORTEX_%\">";
  const std::string parcels =
      of_side(surface, "LEFT") + of_side(surface, "RIGHT") + "<Parcel Name=\"V1\">" +
      of_side(vertices, "LEFT") + "3 1</Vertices>" + of_side(vertices, "RIGHT") +
      "0</Vertices></Parcel><Parcel Name=\"MT\">" + of_side(vertices, "RIGHT") +
      "2 3</Vertices></Parcel><Parcel Name=\"thalamus\"><VoxelIndicesIJK>0 0 0</VoxelIndicesIJK>"
      "</Parcel>";
  const std::string text =
      cifti_of(map_text(0, "SCALARS", kTwoNames) + map_text(1, "PARCELS", parcels));
  std::string data;
  for (const float value : {1.0F, 10.0F, 2.0F, 20.0F, 3.0F, 30.0F}) data += header.number(value);
  const TempDir folder;
  write_bytes(folder / "a.pscalar.nii", header.with_extension(text, data));
  const Cifti cifti = read_cifti(folder / "a.pscalar.nii");
  EXPECT_TRUE(are_same(cifti.maps[kLh].values, {kNaN, 1, kNaN, 1, kNaN, 10, kNaN, 10}));
  EXPECT_TRUE(are_same(cifti.maps[kRh].values, {1, kNaN, 2, 2, 10, kNaN, 20, 20}));
  EXPECT_EQ(cifti.parcels[kRh].parcels.at(1).name, "MT");
  EXPECT_EQ(cifti.parcel_count, 3);
  EXPECT_EQ(describe(folder / "a.pscalar.nii").kind, "parcellated CIFTI-2");
  EXPECT_TRUE(read_overlay_pair(folder / "a.pscalar.nii").has_parcels());
}

TEST(ReadCifti, IsAnOverlayOfBothHemispheres) {
  const TempDir folder;
  write_bytes(folder / "100307.thickness.dscalar.nii", scalars_bytes());
  const OverlayPair overlay = read_overlay_pair(folder / "100307.thickness.dscalar.nii");
  EXPECT_EQ(overlay.name, "100307.thickness");
  EXPECT_TRUE(are_same(overlay.values[kLh], {1, kNaN, 2, 3}));
  EXPECT_EQ(overlay.values[kRh], (std::vector<float>{4, 5, 6, 7}));
  EXPECT_EQ(error_of([&] { read_overlay_maps(folder / "100307.thickness.dscalar.nii"); }),
            "100307.thickness.dscalar.nii: expected values of one hemisphere, found CIFTI-2, which "
            "holds both (convert it to a file of one of them: lh.*.func.gii or "
            "rh.*.func.gii)");
  EXPECT_EQ(describe(folder / "100307.thickness.dscalar.nii").kind, "CIFTI-2");
}

TEST(ReadCifti, RefusesWhatItCannotRead) {
  struct Case {
    const char* what;
    std::string text;
    std::string words;
  };
  const std::string damaged = " (the file is damaged; copy it again)";
  const std::string kinds =
      " (we read .dscalar.nii, .dtseries.nii and .dlabel.nii, and those of parcels: .pscalar.nii, "
      ".ptseries.nii and .plabel.nii)";
  const std::string row =
      " (save the row of one place as a scalar file, as wb_command -cifti-restrict-dense-map or "
      "nibabel can)";
  std::string far = models();
  far.replace(far.find("IndexOffset=\"3\""), 15, "IndexOffset=\"6\"");
  std::string large = models();
  large.replace(large.find("Vertices=\"4\""), 12, "Vertices=\"10000000\"");
  const Case cases[] = {
      {"xml", "<CIFTI",
       "expected CIFTI, found damaged XML: Error parsing start element tag at byte "
       "5 (the file is cut short or damaged; copy it again)"},
      {"root", "<GIFTI/>", "expected CIFTI, found XML of \"GIFTI\" (is this the right file?)"},
      {"version", "<CIFTI Version=\"1\"/>",
       "expected CIFTI of version 2, found \"1\" (convert it with wb_command -file-convert "
       "-cifti-version-convert)"},
      {"neither", cifti_of(map_text(0, "SCALARS", "") + map_text(1, "SERIES", "")),
       "expected maps of grayordinates or parcels, found a matrix without any" + kinds},
      {"parcels by parcels",
       cifti_of("<MatrixIndicesMap AppliesToMatrixDimension=\"0,1\" "
                "IndicesMapToDataType=\"CIFTI_INDEX_TYPE_PARCELS\"/>"),
       "expected maps, found parcellated CIFTI-2 connectivity (.pconn.nii), a number for each pair "
       "of parcels" +
           row},
      {"connectivity",
       cifti_of("<MatrixIndicesMap AppliesToMatrixDimension=\"0,1\" "
                "IndicesMapToDataType=\"CIFTI_INDEX_TYPE_BRAIN_MODELS\"/>"),
       "expected maps, found CIFTI-2 connectivity, a number for each pair of places" + row},
      {"no cortex", cifti_of(map_text(0, "SCALARS", "") + map_text(1, "BRAIN_MODELS", "")),
       "expected vertices of CORTEX_LEFT or CORTEX_RIGHT, found neither (we show what lies on the "
       "cortex; voxels alone cannot be drawn on it)"},
      {"vertex", scalars_text(models("0 2 4")),
       "CIFTI_STRUCTURE_CORTEX_LEFT: expected vertex indices from 0 to 3, found 4" + damaged},
      {"count", scalars_text(models("0 2")),
       "CIFTI_STRUCTURE_CORTEX_LEFT: expected 3 vertex indices, found 2" + damaged},
      {"offset", scalars_text(far),
       "CIFTI_STRUCTURE_CORTEX_RIGHT: expected IndexCount from 0 to 3, found \"4\"" + damaged},
  };
  for (const Case& one : cases) {
    const char* separator = one.words.rfind("CIFTI_", 0) == 0 ? ":" : ": ";
    EXPECT_EQ(error_of_cifti(scalars_bytes(ByteOrder::kLittle, one.text)),
              "a.dscalar.nii" + std::string(separator) + one.words)
        << one.what;
  }
  const std::string bytes = scalars_bytes(ByteOrder::kLittle, scalars_text(large));
  EXPECT_EQ(error_of_cifti(bytes),
            "a.dscalar.nii: expected at most " + std::to_string((16 << 20) + 50 * bytes.size()) +
                " bytes of data in a file of " + std::to_string(bytes.size()) +
                ", found 160000000 (the file is damaged or made to fill the memory; if it is "
                "neither, write it uncompressed)");
}

TEST(ReadCifti, RefusesHeadersThatDoNotFit) {
  NiftiBytes header(2, ByteOrder::kLittle);
  header.set_extents({1, 1, 1, 1, 2, 9});
  EXPECT_EQ(error_of_cifti(header.with(std::string(72, '\0'))),
            "a.dscalar.nii: expected CIFTI's XML in an extension of the header, found none (export "
            "it again, for example with wb_command -cifti-convert)");
  header.set_extents({2, 9});
  EXPECT_EQ(error_of_cifti(header.with_extension(scalars_text(), std::string(72, '\0'))),
            "a.dscalar.nii: expected a matrix, of shape (1, 1, 1, 1, *, *), found (2, 9) (we read "
            ".dscalar.nii, .dtseries.nii and .dlabel.nii, and those of parcels: .pscalar.nii, "
            ".ptseries.nii and .plabel.nii)");
  const std::string bytes = scalars_bytes();
  EXPECT_EQ(error_of_cifti(bytes.substr(0, bytes.size() - 1)),
            "a.dscalar.nii: expected " + std::to_string(bytes.size()) +
                " bytes for the header and a matrix of (1, 1, 1, 1, 2, 9) numbers, found " +
                std::to_string(bytes.size() - 1) +
                " (the file is cut short or damaged; copy it again)");
  std::string spoiled = bytes;
  spoiled[545] = '\x7f';  // the extension's size
  std::int32_t size = 0;
  std::int64_t data = 0;
  std::memcpy(&size, &spoiled[544], sizeof size);
  std::memcpy(&data, &spoiled[168], sizeof data);
  EXPECT_EQ(error_of_cifti(spoiled),
            "a.dscalar.nii: expected an extension of the header that ends before byte " +
                std::to_string(data) + ", found one of " + std::to_string(size) +
                " bytes (the file is damaged; copy it again)");
}

TEST(WriteCifti, GivesBackWhatItWasGiven) {
  const TempDir folder;
  const std::array<Array<float>, 2> maps = {Array<float>(Shape{2, 3}, {1, 2, kNaN, 4, 5, 6}),
                                            Array<float>(Shape{2, 2}, {7, 8, 9, 10})};
  for (const char* name : {"a.dscalar.nii", "a.dscalar.nii.gz"}) {
    write_cifti_maps({"one", "<two> & 3"}, maps, folder / name);
    EXPECT_EQ(format_of_file(folder / name), FileFormat::kCifti);
    const Cifti read = read_cifti(folder / name);
    EXPECT_EQ(read.map_names, (std::vector<std::string>{"one", "<two> & 3"}));
    for (const Hemisphere h : kHemispheres) {
      EXPECT_EQ(read.maps[h].shape, maps[h].shape);
      EXPECT_TRUE(are_same(read.maps[h].values, maps[h].values));
    }
  }
  write_cifti_maps({"one", "two"}, {Array<float>(), maps[kRh]}, folder / "rh.dscalar.nii");
  EXPECT_TRUE(read_cifti(folder / "rh.dscalar.nii").maps[kLh].empty());
  EXPECT_EQ(error_of([&] {
              write_cifti_maps({"one"}, {maps[kLh], Array<float>(Shape{1, 2}, {1, 2})},
                               folder / "a.dscalar.nii");
            }),
            "a.dscalar.nii: CIFTI-2 has as many maps of both hemispheres, found 2 of lh and 1 of "
            "rh (convert the hemispheres one by one, or give both as many maps)");
}

TEST(WriteCifti, GivesBackLabels) {
  const TempDir folder;
  const std::array<Annotation, 2> written = {
      Annotation{4, {{"V1", {0, 2}, Rgb8{1, 2, 3}}, {"V2", {3}}}},
      Annotation{3, {{"V1", {1}, Rgb8{1, 2, 3}}}}};
  write_cifti_labels({"labels"}, {written}, folder / "a.dlabel.nii");
  EXPECT_EQ(format_of_file(folder / "a.dlabel.nii"), FileFormat::kCiftiLabels);
  const Cifti read = read_cifti(folder / "a.dlabel.nii");
  for (const Hemisphere h : kHemispheres) {
    const Annotation& labels = read.labels[0][h];
    EXPECT_EQ(labels.vertex_count, written[h].vertex_count);
    ASSERT_EQ(labels.parcels.size(), written[h].parcels.size());
    for (std::size_t i = 0; i < labels.parcels.size(); ++i) {
      EXPECT_EQ(labels.parcels[i].name, written[h].parcels[i].name);
      EXPECT_EQ(labels.parcels[i].vertices, written[h].parcels[i].vertices);
      EXPECT_EQ(labels.parcels[i].color, written[h].parcels[i].color);
    }
  }
}

TEST(WriteNifti, GivesBackWhatItWasGiven) {
  const TempDir folder;
  for (const std::int64_t vertices : {std::int64_t(3), std::int64_t(40962), std::int64_t(163842)}) {
    Array<float> maps(Shape{2, vertices});
    for (std::size_t i = 0; i < maps.values.size(); ++i) maps.values[i] = float(i) / 7;
    for (const char* name : {"lh.a.nii", "lh.a.nii.gz"}) {
      write_nifti_maps(maps, folder / name);
      const Array<float> read = read_overlay_maps(folder / name);
      EXPECT_EQ(read.shape, maps.shape);
      EXPECT_EQ(read.values, maps.values);
    }
  }
  EXPECT_EQ(error_of([&] {
              write_nifti_maps(Array<float>(Shape{40000, 1}), folder / "lh.a.nii");
            }),
            "lh.a.nii: NIfTI-1 holds at most 32767 maps, found 40000 (write .mgz or .func.gii "
            "instead)");
}

}  // namespace
}  // namespace cortiscope
