#include <gtest/gtest.h>

#include <QApplication>
#include <QMouseEvent>

#include "app/gui/curve_view.h"
#include "app/gui/fit_facts.h"
#include "app/gui/fit_panel.h"
#include "tests/app/gui/panel_fixture.h"

namespace cortiscope {
namespace {

TEST_F(PanelTest, FactsTellOfTheChosenModel) {
  FitFacts facts(session_);
  session_.choose({0, 1});
  EXPECT_TRUE(all_words(facts).contains(QStringLiteral("Mean test R² 0.250")))
      << all_words(facts).toStdString();
  session_.choose({0, 2});
  EXPECT_TRUE(all_words(facts).contains(QStringLiteral("Not fitted yet.")));
}

TEST_F(PanelTest, FitOffersToExtractWhatANetworkLacks) {
  FitPanel panel(session_, fits_);
  int requests = 0;
  QObject::connect(&panel, &FitPanel::extract_requested, [&] { ++requests; });
  QPushButton* extract = button(panel, "Extract features");
  session_.choose({0, 2});
  EXPECT_FALSE(extract->isVisibleTo(&panel)) << "its features are open";
  session_.add(OpenedNetwork{"s/three.pt", "three"});
  const Choice at{0, session_.library().models().back().id};
  session_.choose(at);
  EXPECT_TRUE(extract->isVisibleTo(&panel));
  EXPECT_FALSE(button(panel, "Start fit")->isVisibleTo(&panel));
  extract->click();
  EXPECT_EQ(requests, 1);
  session_.add(OpenedFeatures{"s/three.features.h5", tiny_features("three", {"a", "b", "c"})});
  EXPECT_FALSE(extract->isVisibleTo(&panel));
  EXPECT_TRUE(button(panel, "Start fit")->isVisibleTo(&panel));
  EXPECT_TRUE(button(panel, "Start fit")->isEnabled());
}

TEST_F(PanelTest, FitShowsForecastAndHistory) {
  FitResult fit = tiny_fit("one", "2027");
  fit.history = {{5, 0.7F, 0, 0.1F}, {10, 0.6F, 0, 0.2F}};
  session_.add_fit(fit, "s/one-2.fit.h5");
  FitPanel panel(session_, fits_);
  session_.choose({0, 1});
  EXPECT_EQ(panel.findChild<CurveView*>(QStringLiteral("curve"))->curve().score.size(), 2U);
  EXPECT_TRUE(all_words(panel).contains(QStringLiteral("About ")))
      << all_words(panel).toStdString();
  EXPECT_TRUE(button(panel, "Start fit")->isEnabled());
  session_.choose({0, 0});
  EXPECT_FALSE(button(panel, "Start fit")->isEnabled());
}

TEST_F(PanelTest, FitShowsTheCurvesOfTheSubjectsOtherFitsToo) {
  FitResult one = tiny_fit("one", "2027"), two = tiny_fit("two", "2027");
  one.history = {{5, 0.7F, 0, 0.1F}, {10, 0.6F, 0, 0.2F}};
  two.history = {{5, 0.9F, 0, 0.3F}, {400, 0.5F, 0, 0.4F}};
  session_.add_fit(one, "s/one-2.fit.h5");
  session_.add_fit(two, "s/two.fit.h5");
  FitPanel panel(session_, fits_);
  session_.choose({0, 1});
  auto* curve = panel.findChild<CurveView*>(QStringLiteral("curve"));
  EXPECT_EQ(curve->curve().score.back(), QPointF(10, double(0.2F)));
  ASSERT_EQ(curve->others().size(), 1U) << "neither its own, nor the known answer";
  EXPECT_EQ(curve->others()[0].name, QStringLiteral("two"));
  EXPECT_EQ(curve->others()[0].curve.score.back(), QPointF(400, double(0.4F)));

  curve->resize(420, 200);
  const QPointF on = curve->position_of_score({400, double(0.4F)});
  EXPECT_TRUE(curve->rect().contains(on.toPoint())) << "the axis reaches to the longer fit";
  const auto move_to = [&](QPointF to) {
    QMouseEvent move(QEvent::MouseMove, to, curve->mapToGlobal(to), Qt::NoButton, Qt::NoButton, {});
    QApplication::sendEvent(curve, &move);
  };
  move_to(on + QPointF(-2, 1));
  EXPECT_EQ(curve->hovered(), std::optional<std::size_t>(0));
  move_to({curve->width() / 2.0, 2});
  EXPECT_FALSE(curve->hovered()) << "beside it";
  move_to({10, curve->height() - 5.0});
  EXPECT_EQ(curve->hovered(), std::optional<std::size_t>(0)) << "its name";

  session_.choose({0, 2});
  ASSERT_EQ(curve->others().size(), 1U);
  EXPECT_EQ(curve->others()[0].name, QStringLiteral("one"));
}

TEST_F(PanelTest, AFitThatCameWithTheProgramIsFittedAgainOnceItsFeaturesAreThere) {
  FitResult fit = tiny_fit("three", "2026-10-04T05:06:07Z");
  fit.provenance.program = "cortiscope 0.1.0";
  session_.add(OpenedFit{"installed/three.fit.h5", std::make_shared<const FitResult>(fit), true});
  FitPanel panel(session_, fits_);
  FitFacts facts(session_);
  session_.choose({0, 3});
  EXPECT_EQ(session_.source()->kind, MapSource::Kind::kFit);
  EXPECT_TRUE(all_words(facts).contains(
      QStringLiteral("Came with the program, made by cortiscope 0.1.0 on 2026-10-04")))
      << all_words(facts).toStdString();
  EXPECT_FALSE(button(panel, "Start fit")->isEnabled());
  EXPECT_TRUE(
      all_words(panel).contains(QStringLiteral("To fit it again, its features are needed.")))
      << all_words(panel).toStdString();
  session_.add(OpenedFeatures{"s/three.features.h5", tiny_features("three", {"a", "b", "c"})});
  EXPECT_TRUE(button(panel, "Start fit")->isEnabled());
  EXPECT_TRUE(all_words(panel).contains(QStringLiteral("About ")));
}

TEST_F(PanelTest, FitContinuesTheCurveOfTheFitThatItResumes) {
  FitPanel panel(session_, fits_);
  FitJob job;
  job.options.steps = 100;
  Q_EMIT fits_.started(job);
  Q_EMIT fits_.resumed(job, {{5, 0.7F, 0, 0.1F}, {10, 0.6F, 0, 0.2F}});
  FitProgress progress;
  progress.step = 11;
  progress.steps = 100;
  progress.validation_r2 = 0.3;
  Q_EMIT fits_.progressed(job, progress);
  const FitCurve& curve = panel.findChild<CurveView*>(QStringLiteral("curve"))->curve();
  ASSERT_EQ(curve.score.size(), 3U);
  EXPECT_EQ(curve.score.front().x(), 5);
  EXPECT_EQ(curve.score.back().x(), 11);
  EXPECT_EQ(curve.steps, 100);
}

TEST_F(PanelTest, FitShowsItsDeviceAndTheMemoryThere) {
  FitPanel panel(session_, fits_);
  FitJob job;
  job.network = "one";
  job.subject = "simulated";
  FitProgress progress;
  progress.device = "cuda:0";
  progress.memory_mb = 3277;
  Q_EMIT fits_.progressed(job, progress);
  EXPECT_TRUE(all_words(panel).contains(QStringLiteral("one · simulated · cuda:0, 3.2 GB")))
      << all_words(panel).toStdString();
  Q_EMIT fits_.started(job);
  EXPECT_FALSE(all_words(panel).contains(QStringLiteral("cuda:0"))) << "of the fit before";
}

TEST_F(PanelTest, FitWarnsOfAStateThatIsNotKept) {
  FitPanel panel(session_, fits_);
  FitProgress progress;
  progress.warning = "one.fit.h5.checkpoint: could not be written: No space left on device";
  Q_EMIT fits_.progressed({}, progress);
  EXPECT_TRUE(all_words(panel).contains(QStringLiteral(
      "The state could not be kept; it is tried again. one.fit.h5.checkpoint: could not be "
      "written: No space left on device")))
      << all_words(panel).toStdString();
  progress.warning.clear();
  Q_EMIT fits_.progressed({}, progress);
  EXPECT_FALSE(all_words(panel).contains(QStringLiteral("could not be kept")));
}

}  // namespace
}  // namespace cortiscope
