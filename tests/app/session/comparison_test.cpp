#include <gtest/gtest.h>

#include "app/session/alignment_plot.h"
#include "app/session/compared_models.h"
#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "tests/app/session/planted_comparison.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST(AlignmentPlot, HasALineForEachFitAndAPointForEachStageWithEvidence) {
  const LinePlot plot = alignment_plot(planted_comparison(), kLeftSide,
                                       {{1, 0, 0}, {2, 0, 0}, {3, 0, 0}}, std::size_t{2});
  EXPECT_EQ(plot.places, (std::vector<std::string>{"V1", "V2", "V3"}));
  EXPECT_NE(plot.value_name.find("lh"), std::string::npos);
  ASSERT_EQ(plot.lines.size(), 3U);
  EXPECT_EQ(plot.lines[0].name, "beta");
  EXPECT_EQ(plot.lines[1].color, (Rgb8{2, 0, 0}));
  EXPECT_FALSE(plot.lines[0].is_marked);
  EXPECT_TRUE(plot.lines[2].is_marked);
  ASSERT_EQ(plot.lines[0].points.size(), 3U);
  EXPECT_DOUBLE_EQ(plot.lines[0].points[1].value, 0.45);
  EXPECT_DOUBLE_EQ(plot.lines[0].points[1].low, 0.40);
  ASSERT_EQ(plot.lines[2].points.size(), 2U) << "V2 has too little evidence";
  EXPECT_EQ(plot.lines[2].points[1].place, 2U);
}

TEST(AlignmentPlot, TellsFitsOfOneNetworkApart) {
  ComparisonReport report = planted_comparison();
  report.fits[1].network = "beta";
  report.fits[1].seed = 7;
  const LinePlot plot = alignment_plot(report, kBothSides);
  EXPECT_EQ(plot.lines[0].name, "beta, seed 0");
  EXPECT_EQ(plot.lines[1].name, "beta, seed 7");
  EXPECT_EQ(plot.lines[2].name, "gamma");
}

TEST(AlignmentPlot, IsWrittenByItsEnding) {
  const TempDir folder;
  const LinePlot plot = alignment_plot(planted_comparison(), kBothSides);
  write_plot(plot, folder / "a.svg", {});
  write_plot(plot, folder / "a.PDF", {});
  write_plot(plot, folder / "a.png", {});
  EXPECT_NE(read_file_bytes(folder / "a.svg").find(">gamma</text>"), std::string::npos);
  EXPECT_EQ(read_file_bytes(folder / "a.PDF").rfind("%PDF", 0), 0U);
  EXPECT_EQ(read_file_bytes(folder / "a.png").rfind("\x89PNG", 0), 0U);
  EXPECT_THROW(write_plot(plot, folder / "a.txt", {}), Error);
  EXPECT_THROW(write_plot(plot, folder / "a.svg", {}), Error) << "it is there";
}

TEST(ComparedModels, AreTheFitsOfASubjectWithoutItsKnownAnswer) {
  Library library;
  const SubjectId subject = library.add_subject(tiny_subject(), "subject.h5", {});
  const Choice one = library.add_fit(tiny_fit("one", "2026-01-01T00:00:00Z"), "one.fit.h5");
  FitResult stopped = tiny_fit("two", "2026-01-01T00:00:00Z");
  stopped.provenance.steps_done = 5;
  const Choice two = library.add_fit(stopped, "two.fit.h5");
  const std::vector<ComparedModel> models = compared_models(library, subject);
  ASSERT_EQ(models.size(), 2U);
  EXPECT_EQ(models[0].model, one.model);
  EXPECT_EQ(models[0].file, "one.fit.h5");
  EXPECT_EQ(models[1].model, two.model);
  EXPECT_TRUE(compared_models(library, -1).empty());
}

TEST(ComparedModels, AreComparedAsTheirFilesAre) {
  FitResult tested = tiny_fit("one", "2026-01-01T00:00:00Z");
  tested.evidence.assign(60, 0.01F);
  tested.evidence[3] = 0.9F;
  FitResult stopped = tiny_fit("two", "2026-01-01T00:00:00Z");
  stopped.provenance.steps_done = 5;
  stopped.r2.clear();
  Library library;
  const SubjectId subject = library.add_subject(tiny_subject(), "subject.h5", {});
  library.add_fit(tested, "one.fit.h5");
  library.add_fit(stopped, "two.fit.h5");
  ComparedSubjects subjects;
  const auto found = compare_models(compared_models(library, subject), {}, subjects, {});
  ASSERT_TRUE(found);
  ComparisonReport expected;
  ComparedSubjects others;
  expected.fits = {compared_fit(tested, "one.fit.h5", others),
                   compared_fit(stopped, "two.fit.h5", others)};
  expected.comparison = compare(expected.fits, expected.options);
  EXPECT_EQ(csv_of_lines(*found), csv_of_lines(expected));
  EXPECT_EQ(csv_of_rois(*found), csv_of_rois(expected));
  StopSource stop;
  stop.request_stop();
  EXPECT_FALSE(compare_models(compared_models(library, subject), {}, subjects, stop.token()));
}

}  // namespace
}  // namespace cortiscope
