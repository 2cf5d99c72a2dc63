#include "core/io/nifti/nifti.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "core/io/deflate.h"
#include "core/open/file_format.h"
#include "core/open/overlay.h"
#include "tests/support/expect_error.h"
#include "tests/support/hostile.h"
#include "tests/support/nifti_bytes.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

Array<float> maps_of(const std::string& bytes, const char* name = "lh.a.nii") {
  const TempDir folder;
  write_bytes(folder / name, bytes);
  return read_overlay_maps(folder / name);
}

std::string error_of_maps(const std::string& bytes) {
  const TempDir folder;
  write_bytes(folder / "lh.a.nii", bytes);
  return error_of([&] { read_nifti_maps(folder / "lh.a.nii"); });
}

std::string in_order(std::string bytes, std::size_t size, ByteOrder order) {
  if (order == ByteOrder::kBig) {
    for (std::size_t i = 0; i < bytes.size(); i += size) {
      std::reverse(bytes.begin() + std::ptrdiff_t(i), bytes.begin() + std::ptrdiff_t(i + size));
    }
  }
  return bytes;
}

template <class T>
std::string numbers(const std::vector<T>& values, ByteOrder order) {
  return in_order({reinterpret_cast<const char*>(values.data()), sizeof(T) * values.size()},
                  sizeof(T), order);
}

TEST(ReadNifti, ReadsBothVersionsInBothByteOrders) {
  for (const int version : {1, 2}) {
    for (const ByteOrder order : {ByteOrder::kLittle, ByteOrder::kBig}) {
      NiftiBytes header(version, order);
      header.set_extents({3, 1, 1, 2});
      const std::string bytes = header.with(numbers<float>({1, 2, 3, 4, 5, 6}, order));
      const Array<float> maps = maps_of(bytes);
      EXPECT_EQ(maps.shape, (Shape{2, 3}));
      EXPECT_EQ(maps.values, (std::vector<float>{1, 2, 3, 4, 5, 6}));
      EXPECT_EQ(maps_of(deflate_bytes(bytes, Wrapping::kGzip), "lh.a.nii.gz").values, maps.values);
    }
  }
}

TEST(ReadNifti, ReadsEveryNumberType) {
  const auto check = [](int code, const auto& stored) {
    for (const ByteOrder order : {ByteOrder::kLittle, ByteOrder::kBig}) {
      NiftiBytes header(1, order);
      header.set_type(code);
      header.set_extents({2});
      EXPECT_EQ(maps_of(header.with(numbers(stored, order))).values, (std::vector<float>{1, 100}))
          << code;
    }
  };
  check(2, std::vector<std::uint8_t>{1, 100});
  check(4, std::vector<std::int16_t>{1, 100});
  check(8, std::vector<std::int32_t>{1, 100});
  check(16, std::vector<float>{1, 100});
  check(64, std::vector<double>{1, 100});
  check(256, std::vector<std::int8_t>{1, 100});
  check(512, std::vector<std::uint16_t>{1, 100});
  check(768, std::vector<std::uint32_t>{1, 100});
  check(1024, std::vector<std::int64_t>{1, 100});
  check(1280, std::vector<std::uint64_t>{1, 100});
}

TEST(ReadNifti, ScalesAsTheHeaderSays) {
  for (const int version : {1, 2}) {
    NiftiBytes header(version, ByteOrder::kLittle);
    header.set_type(4);
    header.set_extents({2});
    header.set_scaling(0.5, 10);
    const std::string values = numbers<std::int16_t>({2, -4}, ByteOrder::kLittle);
    EXPECT_EQ(maps_of(header.with(values)).values, (std::vector<float>{11, 8}));
    header.set_scaling(0, 10);  // no scaling
    EXPECT_EQ(maps_of(header.with(values)).values, (std::vector<float>{2, -4}));
  }
}

TEST(ReadNifti, UndoesFreeSurfersWaysToWriteManyVertices) {
  NiftiBytes longer(1, ByteOrder::kBig);
  longer.set_extents({-1, 1, 1, 1});
  longer.set_glmin(40962);
  EXPECT_EQ(maps_of(longer.with(std::string(4 * 40962, '\0'))).shape, (Shape{1, 40962}));
  NiftiBytes reshaped(1, ByteOrder::kLittle);
  reshaped.set_extents({27307, 1, 6, 1});
  EXPECT_EQ(maps_of(reshaped.with(std::string(4 * 163842, '\0'))).shape, (Shape{1, 163842}));
}

TEST(ReadNifti, IsToldByItsBytes) {
  const TempDir folder;
  NiftiBytes header(2, ByteOrder::kBig);
  write_bytes(folder / "a", header.with(""));
  EXPECT_EQ(format_of_file(folder / "a"), FileFormat::kNifti);
  header.set_intent(3006);
  write_bytes(folder / "a", header.with(""));
  EXPECT_EQ(format_of_file(folder / "a"), FileFormat::kCifti);
  header.set_intent(3007);
  write_bytes(folder / "a", deflate_bytes(header.with(""), Wrapping::kGzip));
  EXPECT_EQ(format_of_file(folder / "a"), FileFormat::kCiftiLabels);
  header.set_intent(3000);  // of any kind, as nibabel writes it: the name says which
  for (const auto& [name, format] : {std::pair("a.dlabel.nii", FileFormat::kCiftiLabels),
                                     std::pair("a.dlabel.nii.gz", FileFormat::kCiftiLabels),
                                     std::pair("a.dscalar.nii", FileFormat::kCifti)}) {
    write_bytes(folder / name, header.with(""));
    EXPECT_EQ(format_of_file(folder / name), format) << name;
  }
}

TEST(ReadNifti, RefusesWhatItCannotRead) {
  struct Case {
    const char* what;
    std::function<void(NiftiBytes&)> spoil;
    const char* words;
  };
  const Case cases[] = {
      {"volume",
       [](NiftiBytes& n) {
         n.set_extents({2, 2, 2});
       },
       "expected values at vertices, such as (V, 1, 1, 1), found a volume of (2, 2, 2) (sample it "
       "on the surface with mri_vol2surf first)"},
      {"type", [](NiftiBytes& n) { n.set_type(32); },
       "expected integers, or floating-point numbers of 32 or 64 bits, found NIfTI's data type 32 "
       "(convert it with mri_convert -odt float)"},
      {"extent", [](NiftiBytes& n) { n.set_extents({0}); },
       "expected the sizes of 1 dimensions, found 0 (the file is damaged; copy it again)"},
      {"glmin",
       [](NiftiBytes& n) {
         n.set_extents({-1, 1, 1});
       },
       "expected the sizes of 3 dimensions, found 0 (the file is damaged; copy it again)"},
      {"axes", [](NiftiBytes& n) { n.set_axes(9); },
       "expected 1 to 7 dimensions, found 9 (the file is damaged; copy it again)"},
      {"offset", [](NiftiBytes& n) { n.set_offset(12); },
       "expected its numbers behind the header of 348 bytes, found them at byte 12 (the file is "
       "damaged; copy it again)"},
      {"many",
       [](NiftiBytes& n) {
         n.set_extents({32767, 32767, 32767});
       },
       "expected at most 2147483648 values, found (32767, 32767, 32767) (the file is damaged; copy "
       "it again)"},
      {"magic", [](NiftiBytes& n) { n.set_magic("ni1"); },
       "expected NIfTI in one file, which starts with its header's size and \"n+1\" or \"n+2\" "
       "(convert other kinds with mri_convert)"},
      {"short", [](NiftiBytes& n) { n.set_extents({30000}); },
       "expected 120000 bytes for the values of (30000), found 8 (the file is cut short or "
       "damaged; "
       "copy it again)"},
  };
  for (const Case& one : cases) {
    NiftiBytes header(1, ByteOrder::kLittle);
    header.set_extents({2});
    one.spoil(header);
    EXPECT_EQ(error_of_maps(header.with(std::string(8, '\0'))),
              std::string("lh.a.nii: ") + one.words)
        << one.what;
  }
  NiftiBytes header(2, ByteOrder::kLittle);
  EXPECT_EQ(error_of_maps(header.with("").substr(0, 530)),
            "lh.a.nii: expected 540 bytes for the header, found 530 (the file is cut short or "
            "damaged; copy it again)");
  header.set_extents({500000000});
  const std::string bomb = deflate_bytes(header.with(std::string(8, '\0')), Wrapping::kGzip);
  EXPECT_EQ(error_of_maps(bomb), "lh.a.nii: " + too_much(bomb.size(), 2000000544));
}

}  // namespace
}  // namespace cortiscope
