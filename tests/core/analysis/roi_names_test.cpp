#include "core/analysis/roi_names.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace cortiscope {
namespace {

TEST(RoiNames, JoinTheNamesThatStudiesUse) {
  const std::vector<std::pair<std::string, std::string>> expected = {{"V1v", "V1"},
                                                                     {"V1d", "V1"},
                                                                     {"lh.V1_exvivo", "V1"},
                                                                     {"L_V1_ROI", "V1"},
                                                                     {"rh.V2d", "V2"},
                                                                     {"V3v", "V3"},
                                                                     {"hV4", "hV4"},
                                                                     {"FFA-1", "FFA"},
                                                                     {"FFA-2", "FFA"},
                                                                     {"mFus-faces", "FFA"},
                                                                     {"pFus_faces", "FFA"},
                                                                     {"FBA-2", "FBA"},
                                                                     {"VWFA-1", "VWFA"},
                                                                     {"CoS-places", "PPA"},
                                                                     {"OTS-bodies", "FBA"},
                                                                     {"EBA_lh", "EBA"},
                                                                     {"OPA", "OPA"},
                                                                     {"OWFA", "OWFA"},
                                                                     {"OFA", "OFA"},
                                                                     {"RSC", "RSC"},
                                                                     {"V3A", "V3A"},
                                                                     {"lh.V3CD", "V3CD"},
                                                                     {"aTL-faces", "aTL-faces"},
                                                                     {"L", "L"}};
  for (const auto& [roi, area] : expected) EXPECT_EQ(area_of_roi(roi), area) << roi;
}

TEST(RoiNames, FindAreasAndTheirParts) {
  EXPECT_TRUE(is_of_area("V1v", "V1"));
  EXPECT_TRUE(is_of_area("lh.ffa_1", "FFA"));
  EXPECT_TRUE(is_of_area("FFA-1", "ffa1"));
  EXPECT_TRUE(is_of_area("my area", "My-Area"));
  EXPECT_FALSE(is_of_area("FFA-1", "FFA-2"));
  EXPECT_FALSE(is_of_area("V1", "V1v")) << "a part is not the whole";
  EXPECT_FALSE(is_of_area("V3A", "V3"));
  EXPECT_FALSE(is_of_area("V10", "V1"));
}

}  // namespace
}  // namespace cortiscope
