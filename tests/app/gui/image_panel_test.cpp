#include "app/gui/image_panel.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "app/gui/dots_picture.h"
#include "app/gui/image_controller.h"
#include "app/gui/region_bars.h"
#include "app/gui/session_controller.h"
#include "app/gui/stimulus_view.h"
#include "app/gui/text_line.h"
#include "core/io/image/png_file.h"
#include "tests/app/gui/wait_for.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

using Kind = ReaderChoice::Kind;

/// A session with the tiny subject, its stimuli and a fit of it.
class ImagePanelTest : public testing::Test {
 protected:
  ImagePanelTest() {
    const std::vector<std::string> images = {"a", "b", "c"};
    session_.add(OpenedSubject{"s/subject.h5", tiny_subject(), images});
    session_.choose(session_.add_fit(tiny_fit("one", "2026"), "s/one.fit.h5"));
    const auto stimuli = std::make_shared<Stimuli>();
    stimuli->names = images;
    stimuli->images = {Image(8, 8, {250, 0, 0}), Image(8, 8, {0, 250, 0}),
                       Image(8, 8, {0, 0, 250})};
    session_.add(OpenedImages{"s/images.h5", stimuli});
    panel_.resize(300, 800);
    stimulus().resize(200, 200);
  }

  StimulusView& stimulus() { return *panel_.findChild<StimulusView*>(QStringLiteral("stimulus")); }
  QComboBox& readers() { return *panel_.findChild<QComboBox*>(QStringLiteral("readers")); }
  QToolButton& button(const char* name) {
    return *panel_.findChild<QToolButton*>(QLatin1String(name));
  }
  QString all_words() const {
    QString words;
    for (const QLabel* label : panel_.findChildren<QLabel*>()) {
      if (label->isVisibleTo(&panel_)) words += label->text() + QLatin1Char('\n');
    }
    for (const TextLine* line : panel_.findChildren<TextLine*>()) {
      if (line->isVisibleTo(&panel_)) words += line->text() + QLatin1Char('\n');
    }
    return words;
  }
  QColor middle_of_stimulus() {
    return stimulus().grab().toImage().pixelColor(stimulus().width() / 2, stimulus().height() / 2);
  }
  void drag(QPoint from, QPoint to) {
    QTest::mousePress(&stimulus(), Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, to, stimulus().mapToGlobal(to), Qt::NoButton,
                     Qt::LeftButton, {});
    QApplication::sendEvent(&stimulus(), &move);
    QTest::mouseRelease(&stimulus(), Qt::LeftButton, {}, to);
  }
  /// The name of a region of the tiny subject, and how many of its vertices are encoded.
  std::string some_region() { return region_names(*session_.outlined()).front(); }

  SessionController session_;
  ImageController images_{session_};
  ImagePanel panel_{session_, images_};
};

TEST_F(ImagePanelTest, ShowsTheSameVertexAgainAfterARegion) {
  const CortexVertex vertex{kLh, tiny_subject()->vertices[kLh].front()};
  session_.pick(vertex);
  EXPECT_EQ(images_.choice().kind, Kind::kVertex);
  images_.choose_region(QString::fromStdString(some_region()));
  ASSERT_EQ(images_.choice().kind, Kind::kRegion);
  Q_EMIT session_.picked_changed();  // as where regions change
  EXPECT_EQ(images_.choice().kind, Kind::kRegion) << "nothing was picked";
  session_.pick(vertex);
  EXPECT_EQ(images_.choice().kind, Kind::kVertex);
}

TEST_F(ImagePanelTest, StepsThroughTheStimuli) {
  EXPECT_EQ(middle_of_stimulus(), QColor(250, 0, 0));
  button("previous-image").click();
  EXPECT_EQ(middle_of_stimulus(), QColor(0, 0, 250));
  EXPECT_TRUE(all_words().contains(QStringLiteral("c · 3 of 3")));
}

TEST_F(ImagePanelTest, ShowsTheImagesOfASubjectsOwnFolder) {
  const TempDir folder;
  write_png(Image(8, 8, {0, 250, 250}), folder / "x.png");
  write_png(Image(8, 8, {250, 250, 0}), folder / "y.png");
  write_png(Image(8, 8, {250, 0, 250}), folder / "z.png");
  OpenedSubject other{folder.path(), tiny_subject(), {"x.png", "y.png", "z.png"}};
  other.image_files = folder.path();
  session_.add(other);
  session_.choose({session_.library().subjects().back().id, -1});
  EXPECT_TRUE(all_words().contains(QStringLiteral("x.png · 1 of 3")));
  EXPECT_TRUE(wait_for([&] { return middle_of_stimulus() == QColor(0, 250, 250); }));
  button("next-image").click();
  EXPECT_TRUE(wait_for([&] { return middle_of_stimulus() == QColor(250, 250, 0); }));
}

TEST_F(ImagePanelTest, APictureIsShownUntilTheNextStimulus) {
  session_.add(OpenedPicture{
      "cat.png", std::make_shared<const Picture>(Picture{"cat.png", Image(8, 8, {9, 9, 250})})});
  EXPECT_EQ(middle_of_stimulus().blue(), 250);
  EXPECT_TRUE(all_words().contains(QStringLiteral("cat.png")));
  session_.show_image(1);
  EXPECT_EQ(middle_of_stimulus().green(), 250);
}

TEST_F(ImagePanelTest, AClickHighlightsWhoLooksThere) {
  const auto map = session_.colors();
  QTest::mouseClick(&stimulus(), Qt::LeftButton, {}, {150, 50});
  ASSERT_TRUE(session_.view().looked_at);
  EXPECT_TRUE(session_.view().looked_at->is_place());
  EXPECT_NEAR(session_.view().looked_at->from.x, 0.5, 0.02);
  EXPECT_NEAR(session_.view().looked_at->from.y, -0.5, 0.02);
  EXPECT_NE(session_.colors(), map);
}

TEST_F(ImagePanelTest, ARectangleHighlightsWhoLooksInsideAndCountsThem) {
  const auto map = session_.colors();
  drag({150, 190}, {10, 10});
  ASSERT_TRUE(session_.view().looked_at);
  const ImagePart part = *session_.view().looked_at;
  EXPECT_FALSE(part.is_place());
  EXPECT_NEAR(part.from.x, -0.9, 0.02) << "from its upper left, however it was dragged";
  EXPECT_NEAR(part.to.y, 0.9, 0.02);
  EXPECT_NE(session_.colors(), map);
  const auto source = session_.source();
  const std::size_t count = rows_looking_at(*source, painted_rows(*source, false), part).size();
  ASSERT_GT(count, 0U);
  EXPECT_TRUE(all_words().contains(QStringLiteral("%1 vertices look here").arg(count)))
      << all_words().toStdString();
  EXPECT_TRUE(panel_.findChild<QWidget*>(QStringLiteral("region-bars"))->isVisibleTo(&panel_));
  session_.steps().undo();
  EXPECT_FALSE(session_.view().looked_at) << "one step";
  EXPECT_EQ(session_.colors(), map);
  EXPECT_FALSE(panel_.findChild<QWidget*>(QStringLiteral("region-bars"))->isVisibleTo(&panel_));
}

TEST_F(ImagePanelTest, DotsAreOfTheRegionThatIsChosen) {
  const QImage without = stimulus().grab().toImage();
  EXPECT_EQ(images_.dots().size(), painted_rows(*session_.source(), false).size());
  button("dots").click();
  const QImage all = stimulus().grab().toImage();
  EXPECT_NE(all, without);
  images_.choose_region(QString::fromStdString(some_region()));
  EXPECT_EQ(images_.choice().kind, Kind::kRegion);
  EXPECT_EQ(readers().currentText().toStdString(), some_region());
  EXPECT_EQ(images_.dots().size(), images_.readers().rows.size());
  EXPECT_LT(images_.dots().size(), painted_rows(*session_.source(), false).size());
  EXPECT_NE(stimulus().grab().toImage(), all);
  EXPECT_TRUE(all_words().contains(QStringLiteral("vertices are painted")));
  button("dots").click();
  EXPECT_EQ(stimulus().grab().toImage(), without);
}

TEST_F(ImagePanelTest, FollowsWhatWasPickedLast) {
  QSignalSpy changed(&images_, &ImageController::readers_changed);
  images_.choose_region(QString::fromStdString(some_region()));
  EXPECT_EQ(changed.count(), 1);
  const int vertex = tiny_subject()->vertices[kLh].front();
  session_.pick(CortexVertex{kLh, vertex});
  EXPECT_EQ(images_.choice().kind, Kind::kVertex);
  EXPECT_EQ(readers().currentText(), QStringLiteral("Vertex lh %1").arg(vertex));
  EXPECT_EQ(images_.readers().rows, std::vector<int>{0});
  readers().setCurrentIndex(readers().findText(QString::fromStdString(some_region())));
  Q_EMIT readers().activated(readers().currentIndex());
  EXPECT_EQ(images_.choice().region, some_region());
  EXPECT_TRUE(session_.view().picked) << "it stays in the card";
  session_.pick(std::nullopt);
  EXPECT_EQ(images_.choice().kind, Kind::kRegion);
  images_.choose_region(QStringLiteral("nowhere"));
  EXPECT_EQ(images_.choice().region, some_region());
}

TEST_F(ImagePanelTest, MarksWhereTheVertexUnderThePointerLooks) {
  const QImage before = stimulus().grab().toImage();
  session_.hover(CortexVertex{kLh, tiny_subject()->vertices[kLh].front()});
  EXPECT_NE(stimulus().grab().toImage(), before);
  session_.hover(std::nullopt);
  EXPECT_EQ(stimulus().grab().toImage(), before);
}

TEST(DotsPicture, HasDotsWhereTheyAreAndAsLargeAsTheyAre) {
  const std::vector<ImageDot> dots = {{{0, 0}, {200, 100, 50}, 1}, {{0.5F, 0.5F}, {9, 9, 9}, 0}};
  const QImage picture = dots_picture(dots, 400, 2);
  EXPECT_EQ(picture.width(), 800);
  EXPECT_EQ(picture.devicePixelRatio(), 2);
  EXPECT_EQ(picture.pixelColor(400, 400), QColor(200, 100, 50));
  EXPECT_EQ(picture.pixelColor(10, 10).alpha(), 0);
  const auto width_at = [&](int middle) {
    int count = 0;
    for (int x = middle - 40; x < middle + 40; ++x) {
      count += picture.pixelColor(x, middle).alpha() > 127;
    }
    return count;
  };
  EXPECT_NEAR(width_at(400), 2 * dot_radius(1) * 800, 1.5);
  EXPECT_NEAR(width_at(600), 2 * dot_radius(0) * 800, 1.5);
}

}  // namespace
}  // namespace cortiscope
