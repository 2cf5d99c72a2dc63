#include "core/io/cortex_folder.h"

#include <gtest/gtest.h>

#include "tests/support/expect_error.h"
#include "tests/support/real_data.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST(ReadCortexFolder, ReadsFsaverage5FromFreeSurferAndGifti) {
  SKIP_WITHOUT_REAL_DATA();
  const Cortex cortex = read_cortex_folder(*real_data() / "fsaverage5");
  EXPECT_EQ(cortex.name, "fsaverage5");
  for (const Hemisphere h : kHemispheres) {
    EXPECT_EQ(cortex[h].vertex_count(), 10242);
    EXPECT_EQ(cortex[h].surfaces.size(), 5U);
    EXPECT_EQ(cortex[h].curvature.size(), 10242U);
    EXPECT_EQ(cortex[h].sulcal_depth.size(), 10242U);
    EXPECT_EQ(cortex[h].parcels.size(), 36U);
  }
  EXPECT_EQ(cortex.sources.size(), 16U);
  EXPECT_EQ(cortex.sources[1].part, "pial");
  EXPECT_EQ(cortex.sources[1].file, "surf/lh.pial");
}

TEST(ReadCortexFolder, GivesFsaverageItsFlatPatchesThoughOtherSurfacesAreGifti) {
  SKIP_WITHOUT_REAL_DATA();
  const Cortex cortex = read_cortex_folder(*real_data() / "fsaverage");
  for (const Hemisphere h : kHemispheres) {
    const Surface* flat = cortex[h].find(SurfaceKind::kFlat);
    ASSERT_TRUE(flat);
    EXPECT_EQ(flat->vertices.size(), 163842U);
    EXPECT_GT(flat->triangles.size(), 290000U);
    EXPECT_LT(flat->triangles.size(), 327680U);
  }
}

TEST(ReadCortexFolder, SaysThatAFolderHoldsNoCortex) {
  const TempDir folder;
  std::filesystem::create_directory(folder / "empty");
  EXPECT_EQ(error_of([&] { read_cortex_folder(folder / "empty"); }),
            "empty: expected a cortex, found no surface in it (it should hold surf/lh.pial, "
            "gifti/pial_left.gii.gz or lh.pial.surf.gii, and so on)");
}

}  // namespace
}  // namespace cortiscope
