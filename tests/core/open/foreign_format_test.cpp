#include "core/open/foreign_format.h"

#include <gtest/gtest.h>

#include "core/open/describe.h"
#include "core/open/file_format.h"
#include "core/open/overlay_pair.h"
#include "tests/support/expect_error.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST(ForeignFormat, IsNamedForWhatItIs) {
  using namespace std::string_literals;
  struct Case {
    const char* name;
    std::string bytes;
    const char* what;
  };
  const Case cases[] = {
      {"a.pkl", "\x80\x04\x95\x10\0\0\0"s, "a Python pickle"},
      {"mapping", "\x80\x04\x95\x10\0\0\0"s, "a Python pickle"},
      {"old.pickle", "\x80\x02}q\0"s, "a Python pickle"},
      {"a.npz", "PK\3\4 and more"s, "a ZIP archive, as NumPy (.npz) and PyTorch (.pt, .pth) write"},
      {"a.mat", "MATLAB 5.0 MAT-file, Platform: GLNXA64"s, "a MATLAB file (.mat)"},
      {"b.mat", "MATLAB 7.3 MAT-file"s, "a MATLAB file (.mat, version 7.3)"},
      {"lh.vtk", "# vtk DataFile Version 3.0\n"s, "a VTK file"},
      {"lh.vtp", "<?xml version=\"1.0\"?>\n<VTKFile type=\"PolyData\">"s, "a VTK XML file"},
      {"lh.ply", "ply\nformat ascii 1.0\n"s, "a PLY mesh"},
  };
  const TempDir folder;
  for (const Case& one : cases) {
    write_bytes(folder / one.name, one.bytes);
    EXPECT_EQ(format_of_file(folder / one.name), FileFormat::kUnknown) << one.name;
    const auto found = foreign_format_of(folder / one.name);
    ASSERT_TRUE(found) << one.name;
    EXPECT_EQ(found->what, one.what);
    EXPECT_FALSE(found->way.empty());
    EXPECT_EQ(error_of([&] { describe(folder / one.name); }),
              std::string(one.name) + ": expected a format that we know, found " + one.what + " (" +
                  found->way + ")");
  }
  write_bytes(folder / "a.txt", "hello");
  EXPECT_FALSE(foreign_format_of(folder / "a.txt"));
  EXPECT_FALSE(foreign_format_of(folder / "none")) << "no such file";
}

TEST(ForeignFormat, SaysTheTypeAndShapeOfANumpyArray) {
  const TempDir folder;
  write_bytes(folder / "lh.mask.npy", npy_bytes("<i4", "(10242,)", ""));
  EXPECT_EQ(error_of([&] { read_overlay_pairs(folder / "lh.mask.npy"); }),
            "lh.mask.npy: expected values at vertices (FreeSurfer curv, MGH, GIFTI or NIfTI), or "
            "labels, found a NumPy array (.npy) of type <i4 and shape (10242) (write one number "
            "per vertex with Python: nibabel.freesurfer.write_morph_data(\"lh.name\", numbers))");
  write_bytes(folder / "map.npy", npy_bytes("|O", "()", ""));
  EXPECT_EQ(foreign_format_of(folder / "map.npy")->what,
            "a NumPy array (.npy) of Python objects, which are pickled");
}

}  // namespace
}  // namespace cortiscope
