#include <gtest/gtest.h>

#include <cctype>
#include <cmath>

#include "core/base/readable_text.h"
#include "core/io/gifti/gifti.h"
#include "core/open/convert.h"
#include "core/open/cortex_folder.h"
#include "core/open/describe.h"
#include "core/open/foreign_format.h"
#include "core/open/hemisphere_of_file.h"
#include "core/open/hemisphere_pair.h"
#include "core/open/overlay_pair.h"
#include "core/open/read_any.h"
#include "core/open/regions_pair.h"
#include "tests/support/expect_error.h"
#include "tests/support/real_data.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

using std::filesystem::path;

std::size_t finite_count(const std::vector<float>& values) {
  std::size_t count = 0;
  for (const float v : values) count += std::isfinite(v);
  return count;
}

/// The names of an annotation's parcels.
std::vector<std::string> names_in(const path& file) {
  std::vector<std::string> names;
  const RegionsPair read = read_regions_pair(file);
  for (const Region& region : read.regions[kLh]) names.push_back(region.name);
  return names;
}

const Cortex& fsaverage5() {
  static const Cortex cortex = read_cortex_folder(*real_data() / "fsaverage5");
  return cortex;
}

OverlayPair on_fsaverage5(const path& file, const std::string& map = {}) {
  return fitted_to(read_overlay_pair(file, nullptr, map), fsaverage5());
}

void expect_hemisphere(const path& file, Hemisphere h) {
  EXPECT_EQ(read_any(file).hemisphere, h) << file;
  const OverlayPair overlay = on_fsaverage5(file);
  EXPECT_FALSE(overlay.values[h].empty()) << file;
  const TempDir folder;
  convert(file, folder / "a.func.gii");
  EXPECT_EQ(hemisphere_of_file(folder / "a.func.gii").tagged, h) << file;
}

void expect_ten_thousand(const path& file) {
  const std::vector<float> values = read_overlay_pair(file).values[kLh];
  ASSERT_EQ(values.size(), 10242U);
  EXPECT_NEAR(values[0], 0.12573, 1e-5);
}

void expect_named(const path& file, const std::string& what) {
  const auto found = foreign_format_of(file);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->what.rfind(what, 0), 0U) << found->what;
  EXPECT_NE(error_of([&] { describe(file); }), "(no error)");
}

struct Case {
  const char* file;
  void (*check)(const path& file);
};

// What is right for each is said in the folder's README; the values are nibabel's.
const Case kCases[] = {
    {"names/brightness_LH.mgh", [](const path& f) { expect_hemisphere(f, kLh); }},
    {"names/lefthand_RH.mgh", [](const path& f) { expect_hemisphere(f, kRh); }},
    {"names/rightfoot_L.mgh", [](const path& f) { expect_hemisphere(f, kLh); }},
    {"names/brightness_left.mgh",
     [](const path& f) {
       expect_hemisphere(f, kLh);
       EXPECT_EQ(read_overlay_pair(f).values[kRh].size(), 10242U);
     }},
    {"names/brightness_right.mgh", [](const path& f) { expect_hemisphere(f, kRh); }},
    {"annot/lh.plain.annot",
     [](const path& f) {
       EXPECT_EQ(names_in(f), (std::vector<std::string>{"unknown", "V1", "V2", "V3", "hV4"}));
     }},
    {"annot/lh.alpha255_codes_with_alpha.annot",
     [](const path& f) {
       EXPECT_EQ(names_in(f), names_in(f.parent_path() / "lh.plain.annot"));
       Warnings warnings;
       fitted_to(read_regions_pair(f), fsaverage5(), &warnings);
       EXPECT_EQ(warnings.size(), 1U) << "its labels are scattered at random";
     }},
    {"annot/lh.dupcolour.annot",
     [](const path& f) {
       Warnings warnings;
       EXPECT_FALSE(read_regions_pair(f, &warnings).regions[kLh].empty());
       ASSERT_EQ(warnings.size(), 1U);
       EXPECT_NE(warnings[0].find("V1 and V2 have the same colour, 255 0 0"), std::string::npos);
     }},
    {"annot/lh.latin1.annot",
     [](const path& f) {
       EXPECT_EQ(names_in(f).at(1), "région");
       const TempDir folder;
       convert(f, folder / "lh.a.label.gii");
       EXPECT_EQ(names_in(folder / "lh.a.label.gii").at(1), "région");
       EXPECT_TRUE(is_utf8(read_bytes(folder / "lh.a.label.gii")));
     }},
    {"mgh/lh.intent_version.mgz", &expect_ten_thousand},
    {"mgh/lh.surfa_shape.mgz", &expect_ten_thousand},
    {"mgh/lh.series4d.mgz",
     [](const path& f) {
       ASSERT_EQ(read_overlay_pairs(f).size(), 3U);
       EXPECT_EQ(on_fsaverage5(f, "2").title(), "series4d · map 2 of 3");
       EXPECT_NEAR(on_fsaverage5(f, "3").values[kLh][0], 0.37719, 1e-5);
     }},
    {"gifti/lh.colmajor_3xN.surf.gii",
     [](const path& f) {
       const Surface surface = read_gifti_surface(f);
       EXPECT_EQ(surface.vertices.size(), 10242U);
       EXPECT_EQ(surface.triangles.size(), 20480U);
     }},
    {"gifti/lh.sparse.func.gii",
     [](const path& f) {
       const OverlayPair sparse = on_fsaverage5(f);
       EXPECT_EQ(sparse.values[kLh].size(), 10242U);
       EXPECT_EQ(finite_count(sparse.values[kLh]), 1464U);
     }},
    {"cifti/two.dlabel.nii",
     [](const path& f) {
       EXPECT_EQ(map_names_of(read_any(f)), (std::vector<std::string>{"atlas A", "atlas B"}));
       EXPECT_EQ(on_fsaverage5(f, "atlas B").labels.at(0).name, "MT");
       EXPECT_EQ(read_regions_pair(f, nullptr, "2").regions[kLh].at(0).name, "MT");
       const TempDir folder;
       convert(f, folder / "lh.b.annot", nullptr, "atlas B");
       EXPECT_EQ(names_in(folder / "lh.b.annot"), std::vector<std::string>{"MT"});
     }},
    {"cifti/p.pscalar.nii",
     [](const path& f) {
       EXPECT_EQ(describe(f).kind, "parcellated CIFTI-2");
       const OverlayPair painted = on_fsaverage5(f);
       EXPECT_EQ(finite_count(painted.values[kLh]), 100U);
       EXPECT_EQ(painted.values[kLh][1000], 1);
       EXPECT_EQ(finite_count(painted.values[kRh]), 50U);
       EXPECT_EQ(painted.values[kRh][0], 2);
     }},
    {"cifti/p.ptseries.nii",
     [](const path& f) { EXPECT_EQ(on_fsaverage5(f, "4").title(), "p · map 4 of 4"); }},
    {"cifti/p.pconn.nii",
     [](const path& f) {
       EXPECT_NE(error_of([&] { describe(f); }).find("parcellated CIFTI-2 connectivity"),
                 std::string::npos);
     }},
    {"cifti/rh.says_left.dscalar.nii",
     [](const path& f) {
       const Contents contents = read_any(f);
       ASSERT_EQ(contents.warnings.size(), 1U);
       EXPECT_NE(contents.warnings[0].find("the file says that it is of lh, its name says rh"),
                 std::string::npos);
       EXPECT_EQ(read_overlay_pair(f).values[kLh].size(), 32492U);
     }},
    {"label_gii/atlas-desikankilliany-lh.label.gii.gz",
     [](const path& f) {
       const OverlayPair labels = on_fsaverage5(f);
       EXPECT_EQ(labels.title(), "atlas-desikankilliany");
       EXPECT_EQ(labels.labels.size(), read_regions_pair(f).regions[kLh].size());
       EXPECT_FALSE(labels.values[kRh].empty());
       Warnings warnings;
       fitted_to(read_regions_pair(f), fsaverage5(), &warnings);
       EXPECT_EQ(warnings, Warnings{});
     }},
    {"one_file_two_hemispheres/s12.mesh.thickness.resampled.gii",
     [](const path& f) {
       const OverlayPair both = on_fsaverage5(f);
       for (const Hemisphere h : kHemispheres) EXPECT_EQ(both.values[h].size(), 10242U);
       EXPECT_NEAR(both.values[kLh][0], 0.12573, 1e-5);
       EXPECT_NEAR(both.values[kRh][0], -0.12573, 1e-5);
     }},
    {"folder_unnamed_kind",
     [](const path& f) {
       Warnings warnings;
       const Cortex cortex = read_cortex_folder(f, &warnings);
       for (const Hemisphere h : kHemispheres) EXPECT_EQ(cortex[h].vertex_count(), 10242);
       EXPECT_EQ(warnings.size(), 2U);
     }},
    {"other/lh.sig-lh.w",
     [](const path& f) { EXPECT_EQ(finite_count(on_fsaverage5(f).values[kLh]), 100U); }},
    {"other/lh.mask.npy",
     [](const path& f) { expect_named(f, "a NumPy array (.npy) of type <i4 and shape (10242)"); }},
    {"other/lh_training_fmri.npy",
     [](const path& f) { expect_named(f, "a NumPy array (.npy) of type <f4 and shape (10, 20)"); }},
    {"other/mapping_prf-visualrois.npy",
     [](const path& f) {
       expect_named(f, "a NumPy array (.npy) of Python objects, which are pickled");
     }},
    {"other/features.hdf5",
     [](const path& f) { EXPECT_EQ(describe(f).parts.at(0).name, "features"); }},
};

class RealCases : public testing::TestWithParam<Case> {};

TEST_P(RealCases, IsWhatItsReadmeSays) {
  SKIP_WITHOUT_REAL_DATA();
  const path file = *real_data() / "cases" / GetParam().file;
  ASSERT_TRUE(std::filesystem::exists(file));
  GetParam().check(file);
}

INSTANTIATE_TEST_SUITE_P(Cases, RealCases, testing::ValuesIn(kCases), [](const auto& one) {
  std::string name = one.param.file;
  for (char& c : name) {
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return name;
});

}  // namespace
}  // namespace cortiscope
