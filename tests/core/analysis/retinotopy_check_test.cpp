#include "core/analysis/retinotopy_check.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/random.h"
#include "core/open/cortex_folder.h"
#include "core/simulate/cortex/builtin_cortex.h"
#include "core/simulate/planted_subject.h"
#include "core/simulate/smooth_field.h"
#include "core/simulate/visual_frame.h"
#include "tests/support/real_data.h"

namespace cortiscope {
namespace {

const Subject& planted_subject() {
  static const Subject subject = plant_subject(builtin_cortex(), {}).subject;
  return subject;
}

/// The subject as if the images had been mirrored (axis 0) or turned over (axis 1).
Subject mirrored(Subject subject, int axis) {
  Array<float>& space = subject.truth->selectors.space;
  for (std::int64_t i = 0; i < space.rows(); ++i) space.row(i)[axis] *= -1;
  return subject;
}

/// The subject with everything of lh given as rh's, and the other way round.
Subject swapped(Subject subject) {
  const auto lh = std::ptrdiff_t(subject.vertices[kLh].size());
  std::swap(subject.cortex[kLh], subject.cortex[kRh]);
  std::swap(subject.vertices[kLh], subject.vertices[kRh]);
  std::vector<float>& space = subject.truth->selectors.space.values;
  std::rotate(space.begin(), space.begin() + 2 * lh, space.end());
  return subject;
}

/// The subject whose V1, V2 and V3 are named by parts, from the places on the sphere.
Subject named_by_parts(Subject subject) {
  for (const Hemisphere h : kHemispheres) {
    HemisphereCortex& cortex = subject.cortex[h];
    const auto places =
        places_in_frame(*cortex.find(SurfaceKind::kSphere), find_visual_frame(cortex, h));
    std::vector<Region> parts;
    for (const Region& region : cortex.regions) {
      if (region.name != "V1" && region.name != "V2" && region.name != "V3") continue;
      Region dorsal{region.name + "d", {}}, ventral{region.name + "v", {}};
      for (const int vertex : region.vertices) {
        (places[std::size_t(vertex)].y() > 0 ? dorsal : ventral).vertices.push_back(vertex);
      }
      parts.push_back(dorsal);
      parts.push_back(ventral);
    }
    cortex.regions = parts;
  }
  return subject;
}

Subject without_anatomy(Subject subject) {
  for (const Hemisphere h : kHemispheres) {
    for (const SurfaceKind kind :
         {SurfaceKind::kWhite, SurfaceKind::kPial, SurfaceKind::kInflated}) {
      subject.cortex[h].surfaces.erase(kind);
    }
  }
  return subject;
}

std::string verdict(const Subject& subject) { return name_of(check_retinotopy_of_truth(subject)); }

TEST(RetinotopyCheck, FindsTheVisualFieldOfAPlantedSubject) {
  EXPECT_EQ(verdict(planted_subject()), "upright");
  EXPECT_EQ(verdict(mirrored(planted_subject(), 0)), "left and right exchanged");
  EXPECT_EQ(verdict(mirrored(planted_subject(), 1)), "upside down");
  EXPECT_EQ(verdict(mirrored(mirrored(planted_subject(), 0), 1)), "upside down");
  EXPECT_EQ(verdict(swapped(planted_subject())), "hemispheres swapped");
}

TEST(RetinotopyCheck, NeedsNoHeightWherePartsAreNamed) {
  const Subject named = without_anatomy(named_by_parts(planted_subject()));
  EXPECT_EQ(verdict(named), "upright");
  EXPECT_EQ(verdict(mirrored(named, 1)), "upside down");
  EXPECT_EQ(verdict(swapped(named)), "left and right exchanged")
      << "nothing says that lh lies on the right";
  EXPECT_EQ(verdict(without_anatomy(planted_subject())), "undecidable");
}

TEST(RetinotopyCheck, DecidesByOneHemisphere) {
  Subject subject = planted_subject();
  subject.cortex[kRh].regions.clear();
  subject.cortex[kRh].parcels.clear();
  EXPECT_EQ(verdict(subject), "upright");
  EXPECT_EQ(verdict(mirrored(subject, 0)), "left and right exchanged");
}

TEST(RetinotopyCheck, KnowsAreasByTheirNames) {
  const auto verdict_with = [](const std::string& before, const std::string& after) {
    Subject subject = planted_subject();
    for (const Hemisphere h : kHemispheres) {
      for (Region& region : subject.cortex[h].regions) region.name = before + region.name + after;
    }
    return verdict(subject);
  };
  EXPECT_EQ(verdict_with("lh.", ""), "upright");
  EXPECT_EQ(verdict_with("L_", "_ROI"), "upright");
  EXPECT_EQ(verdict_with("", "_exvivo"), "upright");
  EXPECT_EQ(verdict_with("", "A"), "undecidable");
  EXPECT_EQ(verdict_with("", "0"), "undecidable");
  EXPECT_EQ(verdict_with("n", ""), "undecidable");
}

TEST(RetinotopyCheck, IsUndecidableInNoise) {
  const Subject& planted = planted_subject();
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Subject subject = planted;
    Random random(seed);
    for (float& value : subject.truth->selectors.space.values) {
      value = float(random.uniform(-1, 1));
    }
    EXPECT_EQ(verdict(subject), "undecidable") << seed;
  }
}

// Receptive fields that follow the cortex smoothly, as those of a fit to noise do, mostly look to
// one side for other reasons than anatomy.
TEST(RetinotopyCheck, IsRarelyDecidedInSmoothNoise) {
  const Subject& planted = planted_subject();
  int decided = 0;
  constexpr int kSubjects = 50;
  for (std::uint64_t seed = 0; seed < kSubjects; ++seed) {
    Subject subject = planted;
    Array<float>& space = subject.truth->selectors.space;
    Random random(seed);
    std::int64_t row = 0;
    for (const Hemisphere h : kHemispheres) {
      const SmoothField field(2, 30, random);
      const Surface& sphere = *subject.cortex[h].find(SurfaceKind::kSphere);
      for (const int vertex : subject.vertices[h]) {
        const Eigen::VectorXf at = field.at(sphere.vertices[std::size_t(vertex)]);
        for (int axis = 0; axis < 2; ++axis) space.row(row)[axis] = std::tanh(at[axis]);
        ++row;
      }
    }
    decided += verdict(subject) != "undecidable";
  }
  EXPECT_LE(decided, kSubjects / 10);
}

TEST(RetinotopyCheck, LooksAtVerticesWithEvidenceAlone) {
  FitResult fit;
  fit.subject = planted_subject();
  fit.selectors = fit.subject.truth->selectors;
  const auto count = std::size_t(fit.subject.vertex_count());
  fit.r2.assign(count, 0.5F);
  EXPECT_EQ(check_retinotopy(fit), Retinotopy::kUndecidable) << "not tested";
  fit.evidence.assign(count, 0.01F);
  EXPECT_EQ(check_retinotopy(fit), Retinotopy::kUpright);
  fit.evidence.assign(count, 0.06F);
  EXPECT_EQ(check_retinotopy(fit), Retinotopy::kUndecidable);
}

TEST(RetinotopyCheck, SaysWhatToLookFor) {
  EXPECT_EQ(
      concern_about(Retinotopy::kUpsideDown),
      "the visual field is upside down: dorsal V1 to V3 look up; are the images or the rows of "
      "the tokens turned over?");
  EXPECT_EQ(concern_about(Retinotopy::kExchanged),
            "left and right are exchanged in the visual field: V1 to V3 of lh look left; are the "
            "images mirrored, or the hemispheres swapped?");
  EXPECT_EQ(concern_about(Retinotopy::kSwapped),
            "the hemispheres are swapped: V1 to V3 of lh look left, and lh lies on the right (x > "
            "0); exchange the files of lh and rh");
  EXPECT_EQ(concern_about(Retinotopy::kUpright), std::nullopt);
  EXPECT_EQ(concern_about(Retinotopy::kUndecidable), std::nullopt);
}

TEST(RetinotopyCheck, FindsTheVisualFieldOnFsaverage5) {
  SKIP_WITHOUT_REAL_DATA();
  const Subject subject =
      plant_subject(read_cortex_folder(*real_data() / "fsaverage5"), {}).subject;
  EXPECT_EQ(verdict(subject), "upright");
  EXPECT_EQ(verdict(mirrored(subject, 0)), "left and right exchanged");
  EXPECT_EQ(verdict(mirrored(subject, 1)), "upside down");
  EXPECT_EQ(verdict(swapped(subject)), "hemispheres swapped");
}

}  // namespace
}  // namespace cortiscope
