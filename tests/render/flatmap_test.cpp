#include "render/flatmap.h"

#include <gtest/gtest.h>

#include "core/open/cortex_folder.h"
#include "render/camera.h"
#include "tests/render/planted_cortex.h"
#include "tests/support/expect_error.h"
#include "tests/support/real_data.h"

namespace cortiscope {
namespace {

constexpr int kPosteriorTop = 20 * 31, kAnteriorTop = 20 * 31 + 30, kPosteriorBottom = 0;

TEST(OrientedFlatmap, UndoesWhateverTurnAndMirrorTheFileHas) {
  for (const FlatPose pose : {FlatPose{}, {1.2F, false}, {-2.5F, true}, {3.1F, true}}) {
    const Cortex cortex = planted_cortex(pose);
    for (const Hemisphere h : kHemispheres) {
      const Surface flat = oriented_flatmap(cortex, h);
      const auto at = [&](int v) { return flat.vertices[std::size_t(v)]; };
      EXPECT_GT(at(kPosteriorTop).y(), at(kPosteriorBottom).y() + 19.9F) << "dorsal is up";
      const float forward = at(kAnteriorTop).x() - at(kPosteriorTop).x();
      EXPECT_NEAR(forward, h == kLh ? -30 : 30, 0.01) << "posterior faces the middle";
      EXPECT_EQ(at(5).z(), 0);
    }
  }
}

TEST(OrientedFlatmap, LeavesUnusedVerticesOutOfItsBounds) {
  const Surface flat = oriented_flatmap(planted_cortex({0.4F, true}), kLh);
  const Extent extent = seen_extent(Camera{}, flat);
  EXPECT_NEAR(extent.width(), 30, 0.01);
  EXPECT_NEAR(extent.height(), 20, 0.01);
  EXPECT_EQ(flat.vertices.back(), Eigen::Vector3f(0, 0, 0));
}

TEST(OrientedFlatmap, SaysWhatIsMissing) {
  Cortex cortex = planted_cortex();
  cortex[kRh].surfaces.erase(SurfaceKind::kFlat);
  EXPECT_EQ(
      error_of([&] { oriented_flatmap(cortex, kRh); }),
      "planted: rh flat: this cortex has no flatmap (ask for another view, such as inflated)");
  cortex[kLh].surfaces.erase(SurfaceKind::kPial);
  EXPECT_EQ(error_of([&] { oriented_flatmap(cortex, kLh); }),
            "planted: lh flat: no folded surface tells which way is up (add pial, white or "
            "inflated)");
}

/// The two real flatmaps are turned by about 90 degrees against each other.
TEST(OrientedFlatmap, TurnsRealCalcarineCutsToTheMiddle) {
  SKIP_WITHOUT_REAL_DATA();
  for (const char* name : {"fsaverage5", "fsaverage"}) {
    const Cortex cortex = read_cortex_folder(*real_data() / name);
    for (const Hemisphere h : kHemispheres) {
      const Surface flat = oriented_flatmap(cortex, h);
      const std::vector<bool> used = used_vertices(flat);
      const auto middle_of = [&](const std::string& parcel) {
        Eigen::Vector2f sum(0, 0);
        int count = 0;
        for (const Region& region : cortex[h].parcels) {
          if (region.name != parcel) continue;
          for (const int v : region.vertices) {
            if (!used[std::size_t(v)]) continue;
            sum += flat.vertices[std::size_t(v)].head<2>();
            ++count;
          }
        }
        EXPECT_GT(count, 0) << parcel;
        return Eigen::Vector2f(sum / float(count));
      };
      const float inward = h == kLh ? 1.0F : -1.0F;
      const Eigen::Vector2f v1 = middle_of("pericalcarine");
      EXPECT_GT(inward * (v1 - middle_of("lateraloccipital")).x(), 10) << name;
      EXPECT_GT(inward * (v1 - middle_of("precentral")).x(), 60) << name;
      EXPECT_GT((middle_of("cuneus") - middle_of("lingual")).y(), 10) << name;
      EXPECT_GT((middle_of("superiorparietal") - middle_of("fusiform")).y(), 40) << name;
    }
  }
}

}  // namespace
}  // namespace cortiscope
