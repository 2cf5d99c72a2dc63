#include "app/gui/preferred_panel.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QTest>
#include <QToolButton>
#include <algorithm>

#include "app/gui/image_controller.h"
#include "app/gui/image_panel.h"
#include "app/gui/scatter_view.h"
#include "app/gui/session_controller.h"
#include "app/gui/stimulus_view.h"
#include "app/gui/text_line.h"
#include "core/analysis/preferred_images.h"
#include "core/io/hdf5/fit_file.h"
#include "tests/app/gui/wait_for.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// A session with a tiny study in files: subject, features, stimuli and a fit with parameters.
class PreferredPanelTest : public testing::Test {
 protected:
  PreferredPanelTest() {
    files_ = write_tiny_study(folder_.path(), "one");
    session_.add(open_file(files_.subject));
    session_.add(open_file(files_.out), /*is_named=*/true);
    panel_.resize(900, 200);
  }
  void open_features() { session_.add(open_file(files_.features)); }
  void open_images() {
    const auto stimuli = std::make_shared<Stimuli>();
    for (int i = 0; i < 20; ++i) {
      stimuli->names.push_back("image " + std::to_string(i));
      stimuli->images.emplace_back(8, 8, Rgb8{std::uint8_t(12 * i), 0, 0});
    }
    session_.add(OpenedImages{folder_ / "images.h5", stimuli});
  }
  void pick(std::size_t place) {
    session_.pick(CortexVertex{kLh, tiny_subject()->vertices[kLh][place]});
  }
  [[nodiscard]] bool has_responses() {
    return wait_for([this] { return images_.responses() != nullptr; });
  }
  QString note() const {
    QString words;
    for (const QLabel* label : panel_.findChildren<QLabel*>()) {
      if (label->isVisibleTo(&panel_)) words += label->text() + QLatin1Char('\n');
    }
    return words;
  }
  std::vector<QToolButton*> pictures() const {
    std::vector<QToolButton*> shown;
    for (QToolButton* button : panel_.findChildren<QToolButton*>()) {
      if (!button->icon().isNull() && button->isVisibleTo(&panel_)) shown.push_back(button);
    }
    return shown;
  }

  TempDir folder_;
  FitFiles files_;
  SessionController session_;
  ImageController images_{session_};
  PreferredPanel panel_{session_, images_};
};

TEST_F(PreferredPanelTest, SaysWhatIsMissing) {
  panel_.show();
  EXPECT_TRUE(note().contains(QStringLiteral("The features of one are not open")))
      << note().toStdString();
  open_features();
  EXPECT_TRUE(note().contains(QStringLiteral("Pick a vertex"))) << note().toStdString();
  pick(0);
  EXPECT_TRUE(note().contains(QStringLiteral("computing"))) << note().toStdString();
  ASSERT_TRUE(has_responses());
  EXPECT_TRUE(note().contains(QStringLiteral("images of the study are not open")));
  EXPECT_TRUE(pictures().empty());
  open_images();
  EXPECT_EQ(pictures().size(), 16U);
}

TEST_F(PreferredPanelTest, ComputesOnlyWhileItIsSeen) {
  open_features();
  open_images();
  pick(0);
  EXPECT_FALSE(images_.is_busy());
  panel_.show();
  EXPECT_TRUE(images_.is_busy());
  ASSERT_TRUE(has_responses());
  panel_.hide();
  pick(1);
  EXPECT_FALSE(images_.responses());
  EXPECT_FALSE(images_.is_busy());
}

TEST_F(PreferredPanelTest, AnswersTheLastPickOnly) {
  open_features();
  open_images();
  panel_.show();
  pick(0);
  pick(1);
  pick(2);
  ASSERT_TRUE(has_responses());
  ASSERT_TRUE(wait_for([this] { return !images_.is_busy(); }));
  FitReading reading(files_, read_fit(files_.out).provenance.created);
  EXPECT_EQ(images_.responses()->predicted, reading.responses({2}, {}, {})->predicted);
  const auto heading = panel_.findChild<TextLine*>()->text();
  EXPECT_TRUE(heading.contains(QStringLiteral("12 test images"))) << heading.toStdString();
}

TEST_F(PreferredPanelTest, APictureOrAPointShowsItsStimulus) {
  open_features();
  open_images();
  panel_.show();
  pick(0);
  ASSERT_TRUE(has_responses());
  const TestResponses responses = *images_.responses();
  const auto best = places_of_largest(responses.predicted, 1).front();
  ASSERT_EQ(pictures().size(), 16U);
  pictures().front()->click();
  EXPECT_EQ(session_.view().image, 8 + best) << "the test images start there";
  EXPECT_TRUE(pictures().front()->isChecked());
  auto* scatter = panel_.findChild<ScatterView*>(QStringLiteral("scatter"));
  const auto least = places_of_least(responses.predicted, 1).front();
  QTest::mouseClick(scatter, Qt::LeftButton, {}, scatter->position_of(least).toPoint());
  EXPECT_EQ(session_.view().image, 8 + least);
  panel_.findChild<QToolButton*>(QStringLiteral("by-measured"))->click();
  pictures().front()->click();
  EXPECT_EQ(session_.view().image, 8 + places_of_largest(responses.measured, 1).front());
}

TEST_F(PreferredPanelTest, ChannelsAreShownInsteadOfTheImage) {
  ImagePanel panel(session_, images_);
  panel.resize(300, 800);
  auto* stimulus = panel.findChild<StimulusView*>(QStringLiteral("stimulus"));
  const auto note_of = [&] {
    QString words;
    for (const QLabel* label : panel.findChildren<QLabel*>()) {
      if (label->isVisibleTo(&panel)) words += label->text();
    }
    return words;
  };
  auto* channels = panel.findChild<QToolButton*>(QStringLiteral("channels"));
  open_features();
  channels->click();
  pick(0);
  EXPECT_TRUE(note_of().contains(QStringLiteral("No stimuli are open")));
  open_images();
  ASSERT_TRUE(wait_for([&] { return images_.channels() != nullptr; }));
  const QImage first = stimulus->grab().toImage();
  const Image expected = *images_.channels();
  const int side = std::min(first.width(), first.height());
  const QColor corner =
      first.pixelColor((first.width() - side) / 2 + 2, (first.height() - side) / 2 + 2);
  EXPECT_EQ(
      (Rgb8{std::uint8_t(corner.red()), std::uint8_t(corner.green()), std::uint8_t(corner.blue())}),
      expected.at(0, 0))
      << "one square a token";
  session_.show_image(5);
  EXPECT_FALSE(images_.channels()) << "those of another image";
  ASSERT_TRUE(wait_for([&] { return images_.channels() != nullptr; }));
  EXPECT_NE(images_.channels()->pixels, expected.pixels);
  session_.add(OpenedPicture{
      "cat.png", std::make_shared<const Picture>(Picture{"cat.png", Image(8, 8, {9, 9, 250})})});
  EXPECT_FALSE(images_.channels());
  EXPECT_TRUE(note_of().contains(QStringLiteral("not your own")));
  channels->click();
  EXPECT_FALSE(note_of().contains(QStringLiteral("not your own")));
}

}  // namespace
}  // namespace cortiscope
