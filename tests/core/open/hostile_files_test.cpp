// Files made to hang the program or to fill the memory. Each reader's own test has the damaged
// ones.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "core/io/deflate.h"
#include "core/io/file_hash.h"
#include "core/io/gifti/gifti.h"
#include "core/io/hdf5/h5_file.h"
#include "core/open/cortex_folder.h"
#include "core/open/describe.h"
#include "tests/support/expect_error.h"
#include "tests/support/hostile.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

std::string error_of_describing(const std::filesystem::path& path) {
  return error_of([&] { describe(path); });
}

TEST(HostileFiles, APipeOrADeviceIsNotWaitedFor) {
  const TempDir folder;
  const std::filesystem::path pipe = folder / "lh.curv";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  const std::string words =
      ": expected a regular file, found a pipe or a device (save its output to a file first)";
  EXPECT_EQ(error_of_describing(pipe), "lh.curv" + words);
  EXPECT_EQ(error_of([&] { H5Reader{pipe}; }), "lh.curv" + words);
  EXPECT_EQ(error_of([&] { hash_of_file(pipe); }), "lh.curv" + words);
  EXPECT_EQ(error_of_describing("/dev/zero"), "zero" + words);
  std::filesystem::create_symlink("/dev/zero", folder / "lh.pial");
  EXPECT_EQ(error_of_describing(folder / "lh.pial"), "lh.pial" + words);
  for (const char* external : {"lh.curv", "lh.pial"}) {
    write_bytes(folder / "a.gii",
                std::string("<GIFTI><DataArray Intent='NIFTI_INTENT_SHAPE' "
                            "DataType='NIFTI_TYPE_FLOAT32' Encoding='ExternalFileBinary' "
                            "Dimensionality='1' Dim0='1' ExternalFileName='") +
                    external + "'><Data/></DataArray></GIFTI>");
    EXPECT_EQ(error_of_describing(folder / "a.gii"), external + words);
  }
}

TEST(HostileFiles, LinksThatGoInCirclesLeadNowhere) {
  const TempDir folder;
  std::filesystem::create_symlink("lh.pial", folder / "lh.pial");
  EXPECT_EQ(error_of_describing(folder / "lh.pial"),
            "lh.pial: no such file (looked for " + (folder / "lh.pial").string() + ")");
  std::filesystem::create_directory(folder / "cortex");
  std::filesystem::create_directory_symlink("../cortex", folder / "cortex" / "surf");
  write_bytes(folder / "cortex" / "lh.white", freesurfer_bytes(tetrahedron()));
  EXPECT_EQ(read_cortex_folder(folder / "cortex")[kLh].vertex_count(), 4);
}

TEST(HostileFiles, ACompressedTextIsNotUnpackedForever) {
  const TempDir folder;
  const std::string bomb = deflate_bytes(std::string(40 << 20, ' '), Wrapping::kGzip);
  write_bytes(folder / "a.gii.gz", bomb);
  EXPECT_EQ(error_of_describing(folder / "a.gii.gz"),
            "a.gii.gz: expected at most " + std::to_string(most_bytes_of(bomb.size())) +
                " bytes once uncompressed, found more (is this the right file?)");
}

TEST(HostileFiles, XmlMayBeNestedDeeplyButExpandsNothing) {
  const TempDir folder;
  std::string open, close;
  for (int i = 0; i < 100000; ++i) {
    open += "<a>";
    close += "</a>";
  }
  write_bytes(folder / "a.gii", "<GIFTI>" + open + close + "</GIFTI>");
  EXPECT_EQ(error_of([&] { read_gifti_maps(folder / "a.gii"); }),
            "a.gii: expected values at the vertices, found no array of them (the file holds no "
            "data)");
  write_bytes(folder / "b.gii",
              "<!DOCTYPE GIFTI [<!ENTITY a SYSTEM 'file:///dev/zero'>]><GIFTI><DataArray "
              "Intent='NIFTI_INTENT_SHAPE' DataType='NIFTI_TYPE_FLOAT32' Encoding='ASCII' "
              "Dimensionality='1' Dim0='1'><Data>&a;</Data></DataArray></GIFTI>");
  EXPECT_EQ(error_of([&] { read_gifti_maps(folder / "b.gii"); }),
            "b.gii:DataArray 1: expected numbers, found \"&a;\" (the file is damaged; copy it "
            "again)");
}

TEST(HostileFiles, DeclaredSizesAreNotBelieved) {
  const TempDir folder;
  constexpr std::int32_t kMost = 2147483647;
  const std::string sizes = big_endian(kMost) + big_endian(kMost);
  const std::string end = ", found 0 (the file is cut short or damaged; copy it again)";
  struct Case {
    const char* name;
    std::string bytes;
    std::string words;
  };
  const Case cases[] = {
      {"lh.pial", "\xff\xff\xfe\n\n" + sizes,
       "expected 51539607528 bytes for 2147483647 vertices and 2147483647 triangles" + end},
      {"lh.flat.patch.3d", big_endian(-1) + big_endian(kMost),
       "expected 34359738352 bytes for 2147483647 vertices of the patch" + end},
      {"lh.thickness", "\xff\xff\xff" + sizes + big_endian(1),
       "expected 8589934588 bytes for the values of 2147483647 vertices" + end},
      {"lh.aparc.annot", big_endian(kMost),
       "expected 17179869176 bytes for the labels of 2147483647 vertices" + end},
      {"lh.V1.label", "#\n9999999999\n",
       "expected 9999999999 lines that start with a vertex, found 0 (the file is cut short or "
       "damaged; copy it again)"},
  };
  for (const Case& one : cases) {
    write_bytes(folder / one.name, one.bytes);
    EXPECT_EQ(error_of_describing(folder / one.name), one.name + (": " + one.words));
  }
}

}  // namespace
}  // namespace cortiscope
