#include <gtest/gtest.h>

#include "app/session/alignment_plot.h"
#include "app/session/compared_models.h"
#include "app/session/coverage_plot.h"
#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "tests/app/session/planted_comparison.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// The known answer as a fit's: left areas look right, and right ones left.
TEST(CoveragePlot, ShowsEachStageOfEachFitInTheHalfOfTheFieldThatItSees) {
  const std::shared_ptr<const Subject> subject = tiny_subject();
  FitResult fit = tiny_fit("aligned", "2026");
  ComparedSubjects subjects;
  ComparisonReport report;
  report.options.order = parse_roi_order("V1,V2", "roi-order");
  const auto lh = int(subject->vertices[kLh].size());
  fit.evidence.assign(60, 0.01F);
  for (int row = lh; row < 60; ++row) fit.evidence[std::size_t(row)] = 0.5F;  // no right vertex
  report.fits = {compared_fit(fit, "aligned.fit.h5", subjects)};
  const FieldPlot plot = coverage_plot(report, CoverageBy::kMaximum);
  EXPECT_EQ(plot.columns, (std::vector<std::string>{"V1", "V2"}));
  ASSERT_EQ(plot.rows.size(), 1U);
  EXPECT_EQ(plot.rows[0].title, "aligned · simulated on builtin");
  ASSERT_EQ(plot.rows[0].panels.size(), 2U);
  EXPECT_EQ(plot.high, 1);
  int painted = 0;
  for (const FieldPlot::Panel& panel : plot.rows[0].panels) {
    if (panel.values.values.empty()) {
      EXPECT_EQ(panel.note, "no evidence");
      continue;
    }
    ++painted;
    double left = 0, right = 0;
    for (int y = 0; y < kCoverageSide; ++y) {
      for (int x = 0; x < kCoverageSide; ++x) {
        (x < kCoverageSide / 2 ? left : right) += double(panel.values.row(y)[x]);
      }
    }
    EXPECT_GT(right, left);
  }
  EXPECT_GT(painted, 0);
  report.fits[0].has_evidence.assign(60, false);
  const FieldPlot::Panel none = coverage_plot(report, CoverageBy::kMean).rows[0].panels[0];
  EXPECT_TRUE(none.values.values.empty());
  EXPECT_EQ(none.note, "no evidence");
}

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
