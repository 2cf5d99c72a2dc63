#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include "app/gui/comparison_model.h"
#include "app/gui/comparison_panel.h"
#include "app/gui/line_plot_view.h"
#include "app/gui/session_controller.h"
#include "core/io/file_bytes.h"
#include "tests/app/gui/wait_for.h"
#include "tests/app/session/planted_comparison.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// The planted comparison as a table: models 1, 2 and 3.
class ComparisonModelTest : public testing::Test {
 protected:
  ComparisonModelTest() {
    show(kBothSides);
    sorted_.setSourceModel(&rows_);
  }
  void show(AlignedSide side) {
    std::vector<ComparedModel> models(3);
    for (int i = 0; i < 3; ++i) {
      MapSource source;
      if (i == baselines_of_)
        source.baselines = std::make_shared<const Baselines>(tiny_baselines());
      models[std::size_t(i)] = {i + 1, {}, std::make_shared<const MapSource>(source), {}};
    }
    rows_.show_report(std::make_shared<const ComparisonReport>(planted_comparison()), models, side);
  }
  QString text(int row, int column) const { return rows_.index(row, column).data().toString(); }
  QString networks() const {
    QStringList names;
    for (int row = 0; row < sorted_.rowCount(); ++row) {
      names << sorted_.index(row, ComparisonModel::kNetwork).data().toString();
    }
    return names.join(QLatin1Char(' '));
  }

  ComparisonModel rows_;
  SortedComparison sorted_;
  int baselines_of_ = -1;  ///< the row that has them
};

TEST_F(ComparisonModelTest, HasARowForEachFit) {
  ASSERT_EQ(rows_.rowCount(), 3);
  EXPECT_EQ(text(0, ComparisonModel::kNetwork), QStringLiteral("beta"));
  EXPECT_EQ(text(0, ComparisonModel::kSlope), QStringLiteral("0.50 [0.40, 0.60]"));
  EXPECT_EQ(text(1, ComparisonModel::kSlope), QStringLiteral("-"));
  EXPECT_EQ(text(2, ComparisonModel::kB1), QStringLiteral("0.70 [0.60, 0.80]"));
  EXPECT_EQ(text(2, ComparisonModel::kR2), QStringLiteral("0.375"));
  EXPECT_EQ(text(0, ComparisonModel::kEvidence), QStringLiteral("83 %"));
  EXPECT_EQ(text(1, ComparisonModel::kEvidence), QStringLiteral("not tested"));
  EXPECT_EQ(text(1, ComparisonModel::kImages), QStringLiteral("200"));
  EXPECT_EQ(text(0, ComparisonModel::kAlike), QStringLiteral("gamma"));
  EXPECT_EQ(text(1, ComparisonModel::kAlike), QString());
  show(kRightSide);
  EXPECT_EQ(text(0, ComparisonModel::kSlope), QStringLiteral("0.40 [0.30, 0.50]"));
}

TEST_F(ComparisonModelTest, HasTheBaselinesThatAreKnown) {
  EXPECT_FALSE(rows_.has_baselines());
  baselines_of_ = 1;
  show(kBothSides);
  EXPECT_TRUE(rows_.has_baselines());
  EXPECT_EQ(text(0, ComparisonModel::kFwrf), QStringLiteral("-"));
  EXPECT_EQ(text(1, ComparisonModel::kFwrf), QStringLiteral("0.125"));
  EXPECT_NE(text(1, ComparisonModel::kPcaRidge), QStringLiteral("-"));
  sorted_.sort(ComparisonModel::kFwrf, Qt::AscendingOrder);
  EXPECT_EQ(sorted_.mapToSource(sorted_.index(0, 0)).row(), 1) << "the unknown come last";
}

TEST_F(ComparisonModelTest, SortsByNumbersWithTheUnknownLast) {
  sorted_.sort(ComparisonModel::kSlope, Qt::AscendingOrder);
  EXPECT_EQ(networks(), QStringLiteral("beta gamma alpha"));
  sorted_.sort(ComparisonModel::kSlope, Qt::DescendingOrder);
  EXPECT_EQ(networks(), QStringLiteral("gamma beta alpha"));
  sorted_.sort(ComparisonModel::kNetwork, Qt::AscendingOrder);
  EXPECT_EQ(networks(), QStringLiteral("alpha beta gamma"));
  sorted_.sort(ComparisonModel::kImages, Qt::DescendingOrder);
  EXPECT_EQ(networks(), QStringLiteral("gamma alpha beta"));
}

TEST_F(ComparisonModelTest, GivesEachModelItsColour) {
  const QModelIndex first = rows_.index(0, ComparisonModel::kNetwork);
  const Rgb8 color = color_of_model(1);
  const auto swatch = [](const QModelIndex& row, QIcon::Mode mode) {
    return row.data(Qt::DecorationRole).value<QIcon>().pixmap(12, mode).toImage().pixelColor(5, 5);
  };
  for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected}) {
    EXPECT_EQ(swatch(first, mode), QColor(color.r, color.g, color.b));
  }
  EXPECT_NE(swatch(first, QIcon::Normal), swatch(rows_.index(1, 0), QIcon::Normal));
  EXPECT_FALSE(first.data(Qt::FontRole).isValid());
  rows_.mark(1);
  EXPECT_TRUE(first.data(Qt::FontRole).value<QFont>().bold());
}

TEST_F(ComparisonModelTest, IsCopiedInTheOrderShown) {
  sorted_.sort(ComparisonModel::kNetwork, Qt::AscendingOrder);
  const QStringList lines = tab_separated(sorted_).split(QLatin1Char('\n'));
  ASSERT_EQ(lines.size(), 5) << "a header, three fits, and the end of the last line";
  EXPECT_TRUE(lines[0].startsWith(QStringLiteral("Network\tSlope\tb0\tb1\t")));
  EXPECT_TRUE(lines[1].startsWith(QStringLiteral("alpha\t-\t")));
  EXPECT_EQ(lines[2].count(QLatin1Char('\t')), int(ComparisonModel::kColumns) - 1);
}

/// A session with fits of two networks to the tiny subject.
class ComparisonPanelTest : public testing::Test {
 protected:
  ComparisonPanelTest() { panel_.resize(1200, 320); }
  void open_subject() { session_.add(OpenedSubject{"subject.h5", tiny_subject(), {}}); }
  void open_fits() {
    one_ = session_.add_fit(tiny_fit("one", "2026-01-01T00:00:00Z"), "one.fit.h5");
    FitResult other = tiny_fit("two", "2026-01-01T00:00:00Z");
    other.r2.assign(60, 0.5F);
    two_ = session_.add_fit(other, "two.fit.h5");
    session_.choose(one_);
  }
  void open_and_show() {
    open_subject();
    open_fits();
    panel_.show();
  }
  [[nodiscard]] bool has_report() {
    return wait_for([this] { return comparisons_.report() != nullptr; });
  }
  template <class T>
  T* find(const char* name) const {
    return panel_.findChild<T*>(QLatin1String(name));
  }
  QTableView& table() const { return *find<QTableView>("comparison"); }
  QString cell(int row, int column) const {
    return table().model()->index(row, column).data().toString();
  }
  void click(int row) {
    const auto at = [&] {
      return table().visualRect(table().model()->index(row, ComparisonModel::kSlope)).center();
    };
    ASSERT_TRUE(wait_for([&] { return table().viewport()->rect().contains(at()); }));
    QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, at());
  }
  std::string notes() const {
    QString words;
    for (const QLabel* label : panel_.findChildren<QLabel*>()) {
      if (label->isVisibleTo(&panel_)) words += label->text() + QLatin1Char('\n');
    }
    return words.toStdString();
  }
  bool says(const char* words) const { return notes().find(words) != std::string::npos; }

  TempDir folder_;
  SessionController session_;
  ComparisonController comparisons_{session_};
  ComparisonPanel panel_{session_, comparisons_};
  Choice one_, two_;
};

TEST_F(ComparisonPanelTest, SaysWhatIsMissing) {
  panel_.show();
  EXPECT_TRUE(says("Open the fits of a subject")) << notes();
  open_subject();
  EXPECT_TRUE(says("This subject has no fits to compare")) << notes();
  open_fits();
  EXPECT_TRUE(says("Computing")) << notes();
  ASSERT_TRUE(has_report());
  EXPECT_FALSE(says("Computing")) << notes();
}

TEST_F(ComparisonPanelTest, ComputesOnlyWhileItIsSeen) {
  open_subject();
  open_fits();
  EXPECT_FALSE(comparisons_.is_busy());
  panel_.show();
  EXPECT_TRUE(comparisons_.is_busy());
  ASSERT_TRUE(has_report());
  panel_.hide();
  session_.add_fit(tiny_fit("three", "2026-01-02T00:00:00Z"), "three.fit.h5");
  EXPECT_FALSE(comparisons_.report()) << "of other fits";
  EXPECT_FALSE(comparisons_.is_busy());
}

TEST_F(ComparisonPanelTest, GoesOnWhileSomethingElseWantsTheComparison) {
  open_and_show();
  const QObject other;
  comparisons_.want(other, true);
  panel_.hide();
  EXPECT_TRUE(comparisons_.is_busy());
  ASSERT_TRUE(has_report());
  session_.add_fit(tiny_fit("three", "2026-01-02T00:00:00Z"), "three.fit.h5");
  EXPECT_TRUE(comparisons_.is_busy());
  comparisons_.want(other, false);
  ASSERT_TRUE(wait_for([this] { return !comparisons_.is_busy(); }));
  EXPECT_FALSE(comparisons_.report()) << "nobody wants it any more";
}

TEST_F(ComparisonPanelTest, AnswersTheLastQuestionOnly) {
  open_and_show();
  session_.add_fit(tiny_fit("three", "2026-01-02T00:00:00Z"), "three.fit.h5");
  session_.add_fit(tiny_fit("four", "2026-01-02T00:00:00Z"), "four.fit.h5");
  ASSERT_TRUE(has_report());
  EXPECT_EQ(comparisons_.report()->fits.size(), 4U);
  EXPECT_EQ(table().model()->rowCount(), 4);
  ASSERT_TRUE(find<LinePlotView>("line-plot")->plot());
  EXPECT_EQ(find<LinePlotView>("line-plot")->plot()->lines.size(), 4U);
}

TEST_F(ComparisonPanelTest, ARowShowsItsModelEverywhere) {
  open_and_show();
  ASSERT_TRUE(has_report());
  ASSERT_EQ(table().model()->rowCount(), 2);
  EXPECT_EQ(table().currentIndex().row(), 0) << "the model that is shown";
  click(1);
  EXPECT_EQ(session_.view().choice, two_);
  EXPECT_TRUE(find<LinePlotView>("line-plot")->plot()->lines[1].is_marked);
  session_.choose(one_);
  EXPECT_EQ(table().currentIndex().row(), 0);
  EXPECT_TRUE(find<LinePlotView>("line-plot")->plot()->lines[0].is_marked);
}

TEST_F(ComparisonPanelTest, SortsByAColumn) {
  open_and_show();
  ASSERT_TRUE(has_report());
  EXPECT_EQ(cell(0, 0), QStringLiteral("one")) << "at first as in the library";
  table().sortByColumn(ComparisonModel::kR2, Qt::DescendingOrder);
  EXPECT_EQ(cell(0, 0), QStringLiteral("two"));
  click(0);
  EXPECT_EQ(session_.view().choice, two_);
}

TEST_F(ComparisonPanelTest, CopiesTheTable) {
  open_and_show();
  ASSERT_TRUE(has_report());
  find<QAction>("copy-table")->trigger();
  EXPECT_EQ(QApplication::clipboard()->text(), tab_separated(*table().model()));
  EXPECT_TRUE(QApplication::clipboard()->text().contains(QStringLiteral("\ntwo\t")));
}

TEST_F(ComparisonPanelTest, WritesTableAndPlot) {
  open_and_show();
  ASSERT_TRUE(has_report());
  QString problem;
  QStringList files;
  QObject::connect(&panel_, &ComparisonPanel::failed,
                   [&](const QString& message) { problem = message; });
  QObject::connect(&panel_, &ComparisonPanel::saved, [&](const QString& file) { files << file; });
  panel_.save_csv(folder_ / "table.csv");
  panel_.save_csv(folder_ / "table.csv");  // again: the dialog has asked
  panel_.save_plot(folder_ / "plot.svg");
  EXPECT_EQ(problem, QString());
  EXPECT_EQ(files.size(), 3);
  EXPECT_EQ(read_file_bytes(folder_ / "table.csv"), csv_of_lines(*comparisons_.report()));
  EXPECT_NE(read_file_bytes(folder_ / "plot.svg").find(">two</text>"), std::string::npos);
  panel_.save_plot(folder_ / "plot.txt");
  EXPECT_TRUE(problem.contains(QStringLiteral(".png, .svg or .pdf"))) << problem.toStdString();
}

TEST_F(ComparisonPanelTest, TakesAnOrderAndSaysWhatIsWrongWithIt) {
  open_and_show();
  ASSERT_TRUE(has_report());
  find<QToolButton>("edit-order")->click();
  auto* edit = find<QLineEdit>("roi-order");
  ASSERT_TRUE(edit->isVisibleTo(&panel_));
  edit->setText(QStringLiteral("V1,FAA"));
  QTest::keyClick(edit, Qt::Key_Return);
  EXPECT_TRUE(says("roi-order: no subject of these fits has the area \"FAA\"")) << notes();
  EXPECT_TRUE(comparisons_.report()) << "of the order before";
  edit->setText(QStringLiteral("V1,V2+V3"));
  QTest::keyClick(edit, Qt::Key_Return);
  EXPECT_FALSE(edit->isVisibleTo(&panel_));
  EXPECT_FALSE(says("roi-order")) << notes();
  ASSERT_TRUE(has_report());
  EXPECT_EQ(to_text(comparisons_.report()->options.order), "V1,V2+V3");
  EXPECT_EQ(find<LinePlotView>("line-plot")->plot()->places,
            (std::vector<std::string>{"V1", "V2+V3"}));
}

TEST_F(ComparisonPanelTest, ShowsEachHemisphere) {
  open_and_show();
  ASSERT_TRUE(has_report());
  const ComparisonReport& report = *comparisons_.report();
  for (const AlignedSide side : {kLeftSide, kRightSide, kBothSides}) {
    find<QToolButton>((std::string("side-") + name_of(side)).c_str())->click();
    EXPECT_EQ(cell(0, ComparisonModel::kSlope).toStdString(),
              estimate_text(report.comparison.rows[0].common[side].slope));
    const std::string name = find<LinePlotView>("line-plot")->plot()->value_name;
    EXPECT_EQ(name.find(name_of(side)) != std::string::npos, side != kBothSides) << name;
  }
}

TEST_F(ComparisonPanelTest, DrawsThePlotInTheColoursOfTheTheme) {
  open_and_show();
  ASSERT_TRUE(has_report());
  auto* plot = find<LinePlotView>("line-plot");
  for (const QColor& color : {QColor(30, 33, 38), QColor(255, 255, 255)}) {
    QPalette palette = plot->palette();
    palette.setColor(QPalette::Base, color);
    plot->setPalette(palette);
    EXPECT_EQ(plot->grab().toImage().pixelColor(1, 1), color);
  }
}

}  // namespace
}  // namespace cortiscope
