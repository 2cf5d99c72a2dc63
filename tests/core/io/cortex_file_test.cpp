#include <gtest/gtest.h>

#include "core/io/hdf5/cortex_file.h"
#include "core/open/describe.h"
#include "tests/core/io/stored_study.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST(CortexFile, GivesTheCortexBack) {
  const TempDir dir;
  Cortex cortex = stored_recording().subject.cortex;
  cortex[kLh].parcels = {{"cuneus", {1}}};
  cortex[kRh] = {};
  write_cortex_file(dir / "cortex.h5", cortex);
  const Cortex read = read_cortex_file(dir / "cortex.h5");
  EXPECT_EQ(read.name, "tetrahedra");
  EXPECT_EQ(read[kRh].vertex_count(), 0);
  EXPECT_EQ(read[kLh].curvature, cortex[kLh].curvature);
  EXPECT_EQ(read[kLh].parcels[0].vertices, (std::vector<int>{1}));
  EXPECT_EQ(read[kLh].find(SurfaceKind::kSphere)->vertices, tetrahedron().vertices);
  EXPECT_EQ(read[kLh].find(SurfaceKind::kFlat)->triangles.size(), 1U);
  ASSERT_EQ(read.sources.size(), 5U);
  EXPECT_EQ(read.sources[1].file, "/cortex/lh/flat");

  const Description description = describe(dir / "cortex.h5");
  EXPECT_EQ(description.kind, "cortiscope cortex");
  EXPECT_EQ(description.parts.size(), 5U);
}

TEST(CortexFile, RefusesOneWithoutSurfaces) {
  const TempDir dir;
  write_cortex_file(dir / "empty.h5", Cortex{});
  EXPECT_EQ(error_of([&] { read_cortex_file(dir / "empty.h5"); }),
            "empty.h5:/cortex: expected the surfaces of a hemisphere, found none (write "
            "/cortex/lh/pial and /cortex/lh/triangles, say)");
}

TEST(CortexFile, RefusesAColourThatIsNone) {
  for (const char* color : {"", "#", "orange", "#ff80zz", "ff80000"}) {
    const TempDir folder;
    H5Writer writer(folder / "c.h5");
    mark_format(writer, "cortex");
    write_cortex(writer, stored_recording().subject.cortex);
    writer.set_text("/cortex/lh/regions/V1", "color", color);
    writer.commit();
    EXPECT_EQ(error_of([&] { read_cortex_file(folder / "c.h5"); }),
              "c.h5:/cortex/lh/regions/V1: expected a color such as #ff8000, found \"" +
                  std::string(color) + "\" (correct the attribute, or leave it out)");
  }
}

TEST(HashOfMesh, IsOfWhatIndicesReferTo) {
  const Cortex cortex = stored_fit().subject.cortex;
  Cortex moved = cortex;
  moved[kLh].surfaces[SurfaceKind::kSphere].vertices[0].x() += 1;
  moved[kLh].surfaces[SurfaceKind::kFlat].triangles.clear();
  EXPECT_EQ(hash_of_mesh(moved), hash_of_mesh(cortex));
  moved[kLh].surfaces[SurfaceKind::kSphere].vertices.emplace_back(0, 0, 0);
  EXPECT_NE(hash_of_mesh(moved), hash_of_mesh(cortex));
}

}  // namespace
}  // namespace cortiscope
