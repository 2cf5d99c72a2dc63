#include "core/io/gifti/gifti.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cmath>

#include "core/base/base64.h"
#include "core/io/allowance.h"
#include "core/open/overlay.h"
#include "tests/support/expect_error.h"
#include "tests/support/hostile.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// The attributes of a DataArray that tests vary.
struct Layout {
  std::string intent = "NIFTI_INTENT_SHAPE";
  std::string type = "NIFTI_TYPE_FLOAT32";
  std::string encoding = "ASCII";
  std::string endian = "LittleEndian";
  std::string order = "RowMajorOrder";
  std::vector<int> shape = {3};
  std::string more;
};

std::string array_of(const Layout& layout, const std::string& data) {
  std::string text = "<DataArray Intent=\"" + layout.intent + "\" DataType=\"" + layout.type +
                     "\" Encoding=\"" + layout.encoding + "\" Endian=\"" + layout.endian +
                     "\" ArrayIndexingOrder=\"" + layout.order + "\" Dimensionality=\"" +
                     std::to_string(layout.shape.size()) + "\" " + layout.more;
  for (std::size_t axis = 0; axis < layout.shape.size(); ++axis) {
    text += " Dim" + std::to_string(axis) + "=\"" + std::to_string(layout.shape[axis]) + "\"";
  }
  return text + "><Data>" + data + "</Data></DataArray>";
}

std::string gifti_of(const std::string& contents) {
  return "<?xml version=\"1.0\"?><!DOCTYPE GIFTI SYSTEM \"http://example.org/gifti.dtd\">"
         "<GIFTI Version=\"1.0\">" +
         contents + "</GIFTI>";
}

std::string floats(const std::vector<float>& values) {
  return {reinterpret_cast<const char*>(values.data()), 4 * values.size()};
}

std::string deflated(const std::string& bytes) {
  std::string result(compressBound(bytes.size()), '\0');
  uLongf size = result.size();
  compress(reinterpret_cast<Bytef*>(result.data()), &size,
           reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  result.resize(size);
  return result;
}

Array<float> maps_of(const std::string& text) {
  const TempDir folder;
  write_bytes(folder / "lh.curv.gii", text);
  return read_gifti_maps(folder / "lh.curv.gii");
}

std::string error_of_maps(const std::string& text) {
  return error_of([&] { maps_of(text); });
}

std::string points(const std::string& numbers, std::vector<int> shape = {4, 3}) {
  Layout layout;
  layout.intent = "NIFTI_INTENT_POINTSET";
  layout.shape = std::move(shape);
  return array_of(layout, numbers);
}

std::string triangles(const std::string& numbers) {
  Layout layout;
  layout.intent = "NIFTI_INTENT_TRIANGLE";
  layout.type = "NIFTI_TYPE_INT32";
  layout.shape = {4, 3};
  return array_of(layout, numbers);
}

const char* const kPoints = "0 0 0  1 0 0  0 1 0  0 0 1";
const char* const kTriangles = "0 2 1  0 1 3  0 3 2  1 2 3";

std::string error_of_surface(const std::string& contents) {
  const TempDir folder;
  write_bytes(folder / "lh.pial.surf.gii", gifti_of(contents));
  return error_of([&] { read_gifti_surface(folder / "lh.pial.surf.gii"); });
}

TEST(ReadGifti, GivesTheSameNumbersInEveryEncodingAndByteOrder) {
  const std::vector<float> values = {1, -2.5F, 1e6F};
  const std::string swapped = big_endian(1.0F) + big_endian(-2.5F) + big_endian(1e6F);
  Layout layout;
  EXPECT_EQ(maps_of(gifti_of(array_of(layout, "1\n-2.5 +1e6 "))).values, values);
  layout.encoding = "Base64Binary";
  EXPECT_EQ(maps_of(gifti_of(array_of(layout, encode_base64(floats(values))))).values, values);
  layout.encoding = "GZipBase64Binary";
  EXPECT_EQ(maps_of(gifti_of(array_of(layout, encode_base64(deflated(floats(values)))))).values,
            values);
  layout.endian = "BigEndian";
  EXPECT_EQ(maps_of(gifti_of(array_of(layout, encode_base64(deflated(swapped))))).values, values);
}

TEST(ReadGifti, ReadsWhatLiesInAnExternalFileBesideIt) {
  const TempDir folder;
  Layout layout;
  layout.encoding = "ExternalFileBinary";
  layout.more = "ExternalFileName=\"a.dat\" ExternalFileOffset=\"2\"";
  write_bytes(folder / "a.gii", gifti_of(array_of(layout, "")));
  EXPECT_EQ(error_of([&] { read_gifti(folder / "a.gii"); }),
            "a.dat: no such file (looked for " + (folder / "a.dat").string() + ")");
  write_bytes(folder / "a.dat", "--" + floats({4, 5, 6}));
  EXPECT_EQ(read_gifti_maps(folder / "a.gii").values, (std::vector<float>{4, 5, 6}));
  write_bytes(folder / "a.dat", "--" + floats({4, 5}));
  EXPECT_EQ(error_of([&] { read_gifti(folder / "a.gii"); }),
            "a.gii:DataArray 1: expected 12 bytes from byte 2 of a.dat for shape (3), found a file "
            "of 10 (the file is cut short or damaged; copy it again)");
  layout.more = "ExternalFileName=\"../../etc/passwd\"";
  EXPECT_EQ(error_of_maps(gifti_of(array_of(layout, ""))),
            "lh.curv.gii:DataArray 1: expected an external file in the same folder, found "
            "\"../../etc/passwd\" (put it beside the GIFTI file and correct ExternalFileName)");
}

TEST(ReadGifti, RefusesToReadAnExternalFileOverAndOver) {
  const TempDir folder;
  Layout layout;
  layout.encoding = "ExternalFileBinary";
  layout.shape = {100000};
  layout.more = "ExternalFileName=\"a.dat\"";
  write_bytes(folder / "a.dat", std::string(400000, '\0'));
  std::string arrays;
  for (int i = 0; i < 60; ++i) arrays += array_of(layout, "");
  const std::string text = gifti_of(arrays);
  write_bytes(folder / "a.gii", text);
  const std::size_t most = most_bytes_of(0) + 4 * 400000;
  const std::size_t count = most / 400000 + 1;
  EXPECT_EQ(error_of([&] { read_gifti(folder / "a.gii"); }),
            "a.gii:DataArray " + std::to_string(count) + ": expected at most " +
                std::to_string(most) + " bytes of data in a file of 400000, found " +
                std::to_string(count * 400000) +
                " (the file is damaged or made to fill the memory; if it is neither, write it "
                "uncompressed)");
}

TEST(ReadGifti, RefusesMoreElementsOrAttributesThanAnyFileHas) {
  std::string elements, attributes;
  for (int i = 0; i < 260000; ++i) {
    elements += "<a/>";
    attributes += " a=''";
  }
  const std::string end = ", found more (the file is damaged or made to fill the memory)";
  EXPECT_EQ(error_of_maps(gifti_of(elements)),
            "lh.curv.gii: expected at most 250000 XML elements" + end);
  EXPECT_EQ(error_of_maps("<GIFTI" + attributes + "/>"),
            "lh.curv.gii: expected at most 250000 XML attributes" + end);
}

TEST(ReadGifti, ShowsOnlyTheStartOfWhatItQuotes) {
  Layout layout;
  layout.type = std::string(100, 'x') + "\x1b[31m";
  EXPECT_EQ(error_of_maps(gifti_of(array_of(layout, ""))),
            "lh.curv.gii:DataArray 1: expected numbers, such as NIFTI_TYPE_FLOAT32, found \"" +
                std::string(60, 'x') +
                "...\" (export it again as one of NIfTI's integers or floats)");
}

TEST(ReadGifti, UndoesColumnMajorOrder) {
  Layout layout;
  layout.order = "ColumnMajorOrder";
  layout.shape = {2, 3};
  const TempDir folder;
  write_bytes(folder / "a.gii", gifti_of(array_of(layout, "1 4 2 5 3 6")));
  const Gifti gifti = read_gifti(folder / "a.gii");
  EXPECT_EQ(std::get<Array<float>>(gifti.arrays[0].values).values,
            (std::vector<float>{1, 2, 3, 4, 5, 6}));
}

TEST(ReadGifti, ReadsIntegersOfEverySize) {
  Layout layout;
  layout.encoding = "Base64Binary";
  layout.shape = {1};
  const std::pair<const char*, std::string> types[] = {
      {"NIFTI_TYPE_UINT8", "\xc8"},
      {"NIFTI_TYPE_INT16", std::string("\xc8\0", 2)},
      {"NIFTI_TYPE_INT32", std::string("\xc8\0\0\0", 4)},
      {"NIFTI_TYPE_UINT32", std::string("\xc8\0\0\0", 4)},
      {"NIFTI_TYPE_INT64", std::string("\xc8\0\0\0\0\0\0\0", 8)},
      {"NIFTI_TYPE_FLOAT64", std::string("\0\0\0\0\0\0\x69\x40", 8)}};
  for (const auto& [type, bytes] : types) {
    layout.type = type;
    EXPECT_EQ(maps_of(gifti_of(array_of(layout, encode_base64(bytes)))).values,
              std::vector<float>{200})
        << type;
  }
  layout.type = "NIFTI_TYPE_UINT32";
  EXPECT_EQ(
      error_of_maps(gifti_of(array_of(layout, encode_base64("\xff\xff\xff\xff")))),
      "lh.curv.gii:DataArray 1: expected integers of at most 32 bits, found 4294967295 (export "
      "it again as floating-point numbers)");
  layout.type = "NIFTI_TYPE_COMPLEX64";
  EXPECT_EQ(error_of_maps(gifti_of(array_of(layout, ""))),
            "lh.curv.gii:DataArray 1: expected numbers, such as NIFTI_TYPE_FLOAT32, found "
            "\"NIFTI_TYPE_COMPLEX64\" (export it again as one of NIfTI's integers or floats)");
}

TEST(ReadGifti, ReadsAGzippedFileAroundCompressedData) {
  const TempDir folder;
  Layout layout;
  layout.encoding = "GZipBase64Binary";
  const std::string text = gifti_of(array_of(layout, encode_base64(deflated(floats({1, 2, 3})))));
  const gzFile file = gzopen((folder / "curv_left.gii.gz").c_str(), "wb");
  gzwrite(file, text.data(), unsigned(text.size()));
  gzclose(file);
  EXPECT_EQ(read_overlay(folder / "curv_left.gii.gz"), (std::vector<float>{1, 2, 3}));
}

TEST(ReadGifti, SaysThatAFileIsNoGifti) {
  EXPECT_EQ(error_of_maps("<html></html>"),
            "lh.curv.gii: expected GIFTI, found XML of \"html\" (is this the right file?)");
  EXPECT_EQ(error_of_maps("<GIFTI><DataArray"),
            "lh.curv.gii: expected GIFTI, found damaged XML: Error parsing start element tag at "
            "byte 16 (the file is cut short or damaged; copy it again)");
}

TEST(ReadGifti, ExpandsNoEntities) {
  Layout layout;
  layout.shape = {1};
  const std::string bomb =
      "<?xml version=\"1.0\"?><!DOCTYPE GIFTI [<!ENTITY a \"1 1 1\"><!ENTITY b \"&a;&a;\">]>"
      "<GIFTI>" +
      array_of(layout, "&b;") + "</GIFTI>";
  EXPECT_EQ(
      error_of_maps(bomb),
      "lh.curv.gii:DataArray 1: expected numbers, found \"&b;\" (the file is damaged; copy it "
      "again)");
}

TEST(ReadGifti, RefusesFewerOrMoreNumbersThanTheShapeSays) {
  Layout layout;
  const auto error_with = [&](const std::string& data) {
    return error_of_maps(gifti_of(array_of(layout, data)));
  };
  const std::string start = "lh.curv.gii:DataArray 1: ";
  const std::string end = " (the file is cut short or damaged; copy it again)";
  EXPECT_EQ(error_with("10000 2"), start + "expected 3 numbers for shape (3), found 2" + end);
  EXPECT_EQ(error_with("1 2 3 4"), start + "expected 3 numbers for shape (3), found more" + end);
  layout.encoding = "Base64Binary";
  EXPECT_EQ(error_with(encode_base64(floats({1, 2}))),
            start + "expected 12 bytes for shape (3), found 8" + end);
  EXPECT_EQ(
      error_with("not*base64"),
      start + "expected base64 text, found other letters (the file is damaged; copy it again)");
  layout.encoding = "GZipBase64Binary";
  EXPECT_EQ(error_with(encode_base64(deflated(floats({1, 2})))),
            start + "expected 12 bytes for shape (3), found 8" + end);
  EXPECT_EQ(error_with(encode_base64(deflated(std::string(1000000, '\0')))),
            start +
                "expected at most 12 bytes once uncompressed, found more (is this the right "
                "file?)");
  EXPECT_EQ(error_with(encode_base64("no zlib data")),
            start + "expected compressed data, found damaged ones (copy the file again)");
}

TEST(ReadGifti, RefusesShapesThatTheFileCannotHoldBeforeItTakesMemory) {
  Layout layout;
  layout.shape = {2000000000};
  const std::string start = "lh.curv.gii:DataArray 1: ";
  const std::string end = " (the file is cut short or damaged; copy it again)";
  EXPECT_EQ(error_of_maps(gifti_of(array_of(layout, "1 2 3"))),
            start + "expected 2000000000 numbers for shape (2000000000), found 5 letters" + end);
  layout.encoding = "GZipBase64Binary";
  const std::string small = gifti_of(array_of(layout, encode_base64(deflated("abc"))));
  EXPECT_EQ(error_of_maps(small), start + too_much(small.size(), 8000000000));
  layout.shape = {2000000000, 2000000000};
  EXPECT_EQ(error_of_maps(gifti_of(array_of(layout, ""))),
            start +
                "expected Dim1 to be a size, found \"2000000000\" (the file is damaged; export it "
                "again)");
  layout.shape = {-1};
  EXPECT_EQ(
      error_of_maps(gifti_of(array_of(layout, ""))),
      start + "expected Dim0 to be a size, found \"-1\" (the file is damaged; export it again)");
  layout.shape = {};
  EXPECT_EQ(error_of_maps(gifti_of(array_of(layout, ""))),
            start +
                "expected a Dimensionality from 1 to 6, found \"0\" (the file is damaged; export "
                "it again)");
  layout.shape = {3};
  layout.encoding = "Morse";
  EXPECT_EQ(error_of_maps(gifti_of(array_of(layout, ""))),
            start +
                "expected an encoding of ASCII, Base64Binary, GZipBase64Binary or "
                "ExternalFileBinary, found \"Morse\" (export it again in one of these)");
}

TEST(ReadGiftiMaps, StacksArraysAndColumns) {
  Layout columns;
  columns.shape = {3, 2};
  const Array<float> maps =
      maps_of(gifti_of(array_of(Layout{}, "1 2 3") + array_of(columns, "4 7 5 8 6 9")));
  EXPECT_EQ(maps.shape, (Shape{3, 3}));
  EXPECT_EQ(maps.values, (std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

TEST(ReadGiftiMaps, RefusesArraysThatDisagreeOrAreNone) {
  Layout shorter;
  shorter.shape = {2};
  EXPECT_EQ(error_of_maps(gifti_of(array_of(Layout{}, "1 2 3") + array_of(shorter, "1 2"))),
            "lh.curv.gii: expected all arrays to have 3 vertices, found one of 2 (put the maps "
            "of each mesh into a file of their own)");
  EXPECT_EQ(error_of_maps(gifti_of(points(kPoints))),
            "lh.curv.gii: expected values at the vertices, found no array of them (the file holds "
            "a surface)");
  EXPECT_EQ(error_of_maps(gifti_of("")),
            "lh.curv.gii: expected values at the vertices, found no array of them (the file holds "
            "no data)");
}

Layout integers_of(const char* intent, std::vector<int> shape) {
  Layout layout;
  layout.intent = intent;
  layout.type = "NIFTI_TYPE_INT32";
  layout.shape = std::move(shape);
  return layout;
}

std::string listed_vertices(const std::string& indices) {
  return array_of(integers_of("NIFTI_INTENT_NODE_INDEX", {3}), indices);
}

TEST(ReadGiftiMaps, ExpandsListedVerticesWhereTheMeshIsKnown) {
  const std::string sparse = gifti_of(listed_vertices("3 0 1") + array_of(Layout{}, "7 8 9"));
  const TempDir folder;
  write_bytes(folder / "lh.curv.gii", sparse);
  const auto error = [&] { return error_of([&] { read_overlay(folder / "lh.curv.gii"); }); };
  EXPECT_EQ(error(),
            "lh.curv.gii: expected a value for every vertex, found values for listed vertices only "
            "(NIFTI_INTENT_NODE_INDEX) (put a surface of its mesh beside it, such as lh.pial or "
            "lh.pial.surf.gii)");
  write_bytes(folder / "rh.pial", freesurfer_bytes(tetrahedron()));  // of the other hemisphere
  EXPECT_NE(error(), "(no error)");
  write_bytes(folder / "lh.pial", freesurfer_bytes(tetrahedron()));
  const std::vector<float> values = read_overlay(folder / "lh.curv.gii");
  ASSERT_EQ(values.size(), 4U);
  EXPECT_EQ((std::vector<float>{values[0], values[1], values[3]}), (std::vector<float>{8, 9, 7}));
  EXPECT_TRUE(std::isnan(values[2]));

  EXPECT_EQ(
      maps_of(gifti_of(points(kPoints) + listed_vertices("3 0 1") + array_of(Layout{}, "7 8 9")))
          .shape,
      (Shape{1, 4}));
  EXPECT_EQ(maps_of(gifti_of(listed_vertices("2 0 1") + array_of(Layout{}, "7 8 9"))).values,
            (std::vector<float>{8, 9, 7}));
}

TEST(ReadGiftiMaps, RefusesListedVerticesThatDoNotFit) {
  const std::string mesh = points(kPoints);
  Layout shorter;
  shorter.shape = {2};
  EXPECT_EQ(error_of_maps(gifti_of(mesh + listed_vertices("3 0 1") + array_of(shorter, "7 8"))),
            "lh.curv.gii: expected 3 values, one per listed vertex, found 2 (the file is damaged; "
            "export it again)");
  EXPECT_EQ(error_of_maps(gifti_of(mesh + listed_vertices("3 0 4") + array_of(Layout{}, "7 8 9"))),
            "lh.curv.gii: expected listed vertices from 0 to 3, found 4 (is the surface beside it "
            "of another mesh?)");
  EXPECT_EQ(error_of_maps(gifti_of(mesh + listed_vertices("3 0 1"))),
            "lh.curv.gii: expected values at the vertices, found no array of them (the file holds "
            "a list of vertices)");
  Layout floating;
  floating.intent = "NIFTI_INTENT_NODE_INDEX";
  EXPECT_EQ(
      error_of_maps(gifti_of(array_of(floating, "1 2 3"))),
      "lh.curv.gii: expected the listed vertices (NIFTI_INTENT_NODE_INDEX) as integers, found "
      "floating-point numbers (export it again with NIFTI_TYPE_INT32 for them)");
}

TEST(ReadGiftiMaps, TakesFurtherAxesOfOne) {
  Layout layout;
  layout.shape = {3, 2, 1, 1};
  EXPECT_EQ(maps_of(gifti_of(array_of(layout, "1 2 3 4 5 6"))).shape, (Shape{2, 3}));
  layout.shape = {3, 1, 2};
  EXPECT_EQ(
      error_of_maps(gifti_of(array_of(layout, "1 2 3 4 5 6"))),
      "lh.curv.gii: expected one number per vertex, found an array of shape (3, 1, 2) (export each "
      "of its maps as an array of its own)");
  layout.order = "ColumnMajorOrder";
  EXPECT_EQ(error_of_maps(gifti_of(array_of(layout, "1 2 3 4 5 6"))),
            "lh.curv.gii:DataArray 1: expected at most 2 dimensions in column-major order, found 3 "
            "(export it again in row-major order)");
}

TEST(ReadGifti, TellsWhatItHasNoPlaceFor) {
  const TempDir folder;
  Layout doubles;
  doubles.type = "NIFTI_TYPE_FLOAT64";
  doubles.encoding = "Base64Binary";
  doubles.shape = {1};
  const double third = 1.0 / 3;
  std::string array =
      array_of(doubles, encode_base64({reinterpret_cast<const char*>(&third), sizeof third}));
  array.insert(
      array.find("<Data>"),
      "<MetaData><MD><Name>a</Name><Value>b</Value></MD><MD><Name>AnatomicalStructurePrimary"
      "</Name><Value>CortexLeft</Value></MD></MetaData><CoordinateSystemTransformMatrix>"
      "<MatrixData>1 0 0 5 0 1 0 0 0 0 1 0 0 0 0 1</MatrixData>"
      "</CoordinateSystemTransformMatrix><CoordinateSystemTransformMatrix>"
      "<MatrixData>1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1</MatrixData>"
      "</CoordinateSystemTransformMatrix>");
  write_bytes(folder / "a.gii", gifti_of(array));
  Dropped dropped;
  read_gifti(folder / "a.gii", &dropped);
  EXPECT_EQ(dropped, (Dropped{"precision: 1 of 1 values are rounded to 32-bit floats",
                              "1 entries of metadata", "1 coordinate transforms"}));
}

TEST(ReadGiftiSurface, ReadsPointsAndTriangles) {
  const TempDir folder;
  write_bytes(folder / "a.gii", gifti_of(points(kPoints) + triangles(kTriangles)));
  const Surface surface = read_gifti_surface(folder / "a.gii");
  EXPECT_EQ(surface.vertices, tetrahedron().vertices);
  EXPECT_EQ(surface.triangles, tetrahedron().triangles);
}

TEST(ReadGiftiSurface, SaysWhatIsMissingOrWrong) {
  EXPECT_EQ(error_of_surface(triangles(kTriangles)),
            "lh.pial.surf.gii: expected a surface, found no array of points "
            "(NIFTI_INTENT_POINTSET) (is this the right file?)");
  EXPECT_EQ(error_of_surface(points(kPoints)),
            "lh.pial.surf.gii: expected a surface, found no array of triangles "
            "(NIFTI_INTENT_TRIANGLE) (is this the right file?)");
  EXPECT_EQ(
      error_of_surface(points(kPoints, {6, 2}) + triangles(kTriangles)),
      "lh.pial.surf.gii: expected points of shape (*, 3), found (6, 2) (is this the right file?)");
  Layout floating;
  floating.intent = "NIFTI_INTENT_TRIANGLE";
  floating.shape = {4, 3};
  EXPECT_EQ(
      error_of_surface(points(kPoints) + array_of(floating, kTriangles)),
      "lh.pial.surf.gii: expected triangles as integers, found floating-point numbers (export "
      "it again, or convert it with the program that wrote it)");
  EXPECT_EQ(error_of_surface(points("0 0 0  1 0 0  0 nan 0  0 0 1") + triangles(kTriangles)),
            "lh.pial.surf.gii: expected finite coordinates, found NaN or infinity at vertex 2 "
            "(export the surface again)");
  EXPECT_EQ(
      error_of_surface(points(kPoints) + triangles("0 2 1  0 1 3  0 3 9  1 2 3")),
      "lh.pial.surf.gii: expected vertex indices from 0 to 3, found 9 in triangle 2 (the file "
      "is damaged; copy it again)");
}

Annotation labels_of(const std::string& contents, Dropped* dropped = nullptr) {
  const TempDir folder;
  write_bytes(folder / "lh.aparc.label.gii", gifti_of(contents));
  return read_gifti_labels(folder / "lh.aparc.label.gii", dropped);
}

const char* const kTable =
    "<LabelTable><Label Key=\"0\"><![CDATA[\?\?\?]]></Label><Label Key=\"4\" Red=\"0.2\" "
    "Green=\"1\" Blue=\"0\" Alpha=\"1\">V1</Label><Label Index=\"9\">V2</Label><Label "
    "Key=\"5\"/></LabelTable>";

TEST(ReadGiftiLabels, GivesAParcelForEachNameInUse) {
  const std::string keys = array_of(integers_of("NIFTI_INTENT_LABEL", {4}), "4 0 4 9");
  const Annotation annotation = labels_of(kTable + keys);
  EXPECT_EQ(annotation.vertex_count, 4);
  ASSERT_EQ(annotation.parcels.size(), 2U);
  EXPECT_EQ(annotation.parcels[0].name, "V1");
  EXPECT_EQ(annotation.parcels[0].vertices, (std::vector<int>{0, 2}));
  EXPECT_EQ(annotation.parcels[0].color, (Rgb8{51, 255, 0}));
  EXPECT_EQ(annotation.parcels[1].name, "V2");
  EXPECT_FALSE(annotation.parcels[1].color);
}

TEST(ReadGiftiLabels, NamesKeysThatHaveNoName) {
  const std::string keys = array_of(integers_of("NIFTI_INTENT_LABEL", {4}), "7 0 5 7");
  for (const std::string& table : {std::string(kTable), std::string()}) {
    const Annotation annotation = labels_of(table + keys);
    ASSERT_EQ(annotation.parcels.size(), 2U);
    EXPECT_EQ(annotation.parcels[0].name, "label 5");
    EXPECT_EQ(annotation.parcels[1].name, "label 7");
    EXPECT_EQ(annotation.parcels[1].vertices, (std::vector<int>{0, 3}));
  }
}

TEST(ReadGiftiLabels, TakesTheFirstOfSeveralArraysAndKeysOfAnyType) {
  Layout floating;
  floating.intent = "NIFTI_INTENT_LABEL";
  const std::string first = array_of(floating, "4 9 4");
  Dropped dropped;
  const Annotation annotation = labels_of(
      kTable + first + array_of(integers_of("NIFTI_INTENT_LABEL", {3}), "9 9 9"), &dropped);
  ASSERT_EQ(annotation.parcels.size(), 2U);
  EXPECT_EQ(annotation.parcels[1].vertices, std::vector<int>{1});
  EXPECT_EQ(dropped,
            (Dropped{"the label arrays 2 to 2", "1 names of the table that no vertex has"}));
  EXPECT_EQ(error_of([&] { labels_of(kTable + array_of(floating, "4 0.5 4")); }),
            "lh.aparc.label.gii: expected labels that are whole numbers, found 0.500000 (the file "
            "is damaged; copy it again)");
}

TEST(ReadGiftiLabels, LeavesVerticesThatAreNotListedWithoutParcel) {
  const Annotation annotation = labels_of(
      "<LabelTable><Label Key=\"0\">unknown</Label></LabelTable>" + points(kPoints) +
      listed_vertices("3 0 1") + array_of(integers_of("NIFTI_INTENT_LABEL", {3}), "0 0 8"));
  EXPECT_EQ(annotation.vertex_count, 4);
  ASSERT_EQ(annotation.parcels.size(), 2U);
  EXPECT_EQ(annotation.parcels[0].vertices, (std::vector<int>{0, 3}));  // unknown
  EXPECT_EQ(annotation.parcels[1].vertices, std::vector<int>{1});
}

TEST(ReadGiftiLabels, RefusesAFileWithoutLabels) {
  EXPECT_EQ(
      error_of([] { labels_of(array_of(Layout{}, "1 2 3")); }),
      "lh.aparc.label.gii: expected labels, found no array of NIFTI_INTENT_LABEL (is this the "
      "right file? Values are drawn as an overlay)");
}

TEST(Base64, UndoesItself) {
  for (const std::string bytes : {"", "a", "ab", "abc", "abcd", "\xff\xfe\xfd"}) {
    EXPECT_EQ(decode_base64(encode_base64(bytes)), bytes);
  }
  EXPECT_EQ(encode_base64("ab"), "YWI=");
  EXPECT_EQ(decode_base64(" Y W\nI"), "ab");
  EXPECT_EQ(decode_base64("YWI=YWI="), std::nullopt);
  EXPECT_EQ(decode_base64("Y"), std::nullopt);
}

TEST(ReadGiftiSurface, ReadsThreeRowsOfCoordinatesAndCorners) {
  const TempDir folder;
  Layout corners;
  corners.intent = "NIFTI_INTENT_TRIANGLE";
  corners.type = "NIFTI_TYPE_INT32";
  corners.shape = {3, 4};
  // Of the tetrahedron: all x, all y, all z; the same of its triangles.
  write_bytes(folder / "lh.gii", gifti_of(points("0 1 0 0  0 0 1 0  0 0 0 1", {3, 4}) +
                                          array_of(corners, "0 0 0 1  2 1 3 2  1 3 2 3")));
  const Surface surface = read_gifti_surface(folder / "lh.gii");
  EXPECT_EQ(surface.vertices, tetrahedron().vertices);
  EXPECT_EQ(surface.triangles, tetrahedron().triangles);
}

TEST(ReadGiftiLabels, ReadsEachOfSeveralMaps) {
  Layout keys;
  keys.intent = "NIFTI_INTENT_LABEL";
  keys.type = "NIFTI_TYPE_INT32";
  const TempDir folder;
  write_bytes(folder / "lh.gii",
              gifti_of("<LabelTable><Label Key=\"1\">V1</Label><Label Key=\"2\">r\xE9gion</Label>"
                       "</LabelTable>" +
                       array_of(keys, "1 1 0") + array_of(keys, "0 2 2")));
  const Gifti gifti = read_gifti(folder / "lh.gii");
  EXPECT_EQ(gifti_map_names(gifti).size(), 2U);
  const Annotation second = gifti_labels(gifti, "lh.gii", nullptr, {}, 1);
  ASSERT_EQ(second.parcels.size(), 1U);
  EXPECT_EQ(second.parcels[0].name, "région");
  EXPECT_EQ(second.parcels[0].vertices, (std::vector<int>{1, 2}));
}

}  // namespace
}  // namespace cortiscope
