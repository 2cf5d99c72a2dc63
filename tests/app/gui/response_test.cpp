#include <gtest/gtest.h>

#include <QStringList>

#include "app/gui/response_controller.h"
#include "app/gui/session_controller.h"
#include "app/session/figure_content.h"
#include "app/session/map_table.h"
#include "app/session/network_reading.h"
#include "app/session/trusted_network.h"
#include "app/session/window_figure.h"
#include "core/backbone/trusted_module.h"
#include "core/io/hdf5/fit_file.h"
#include "core/simulate/builtin_template.h"
#include "tests/app/gui/wait_for.h"
#include "tests/app/session/tiny_network.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/environment_variable.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// A session with a tiny study in files: subject, features, stimuli and a fit with parameters.
class ResponseTest : public testing::Test {
 protected:
  ResponseTest() {
    files_ = write_tiny_study(folder_.path(), "one");
    session_.add(open_file(files_.subject));
    session_.add(open_file(files_.out), /*is_named=*/true);
    QObject::connect(&responses_, &ResponseController::failed,
                     [this](const QString& message) { problems_ << message; });
  }
  void open_features_and_images() {
    session_.add(open_file(files_.features));
    const auto stimuli = std::make_shared<Stimuli>();
    for (int i = 0; i < 20; ++i) {
      stimuli->names.push_back("image " + std::to_string(i));
      stimuli->images.emplace_back(8, 8, Rgb8{std::uint8_t(12 * i), 0, 0});
    }
    session_.add(OpenedImages{folder_ / "images.h5", stimuli});
  }
  std::shared_ptr<const PredictedResponse> painted() {
    const auto source = session_.painted_source();
    return source ? source->response : nullptr;
  }
  [[nodiscard]] bool paints(const std::string& image) {
    return wait_for([&] { return painted() && painted()->image == image; });
  }

  TempDir folder_;
  FitFiles files_;
  SessionController session_;
  ResponseController responses_{session_};
  QStringList problems_;
};

TEST_F(ResponseTest, IsOfferedWhereItCanBePredicted) {
  const MapEntry& entry = entry_of({"response"});
  EXPECT_FALSE(session_.offers(entry)) << "no features, no stimuli";
  open_features_and_images();
  EXPECT_TRUE(session_.offers(entry));
  session_.choose({session_.view().choice.subject, kKnownAnswer});
  EXPECT_FALSE(session_.offers(entry)) << "a known answer predicts nothing";
}

TEST_F(ResponseTest, FollowsTheImageThatIsShown) {
  open_features_and_images();
  session_.set_map({"response"});
  ASSERT_TRUE(paints("image 0"));
  const FitResult fit = read_fit(files_.out, builtin_template);
  EXPECT_EQ(painted()->values, predicted_response(fit, files_.features, "image 0").values);
  const auto colors = session_.colors();
  session_.show_image(7);
  ASSERT_TRUE(paints("image 7"));
  EXPECT_NE(session_.colors(), colors);
  EXPECT_EQ(session_.painted_source(), session_.painted_source()) << "no copy for every frame";
  EXPECT_EQ(session_.painting().legend.note, "to image 7, not tested");
  session_.set_map({"layer"});
  EXPECT_EQ(painted(), nullptr) << "other maps are painted from the fit";
  EXPECT_TRUE(problems_.isEmpty()) << problems_.join(QLatin1Char('\n')).toStdString();
}

TEST_F(ResponseTest, SaysOnceWhatIsMissing) {
  session_.set_map({"response"});
  ASSERT_EQ(problems_.size(), 1);
  EXPECT_TRUE(problems_[0].contains(QStringLiteral("features of one are not open")));
  session_.set_map({"response"});
  EXPECT_EQ(problems_.size(), 1);
}

TEST_F(ResponseTest, IsDrawnAgainFromItsRecipe) {
  open_features_and_images();
  session_.show_image(3);
  session_.set_map({"response"});
  ASSERT_TRUE(paints("image 3"));
  const FigureRequest figure = figure_of_window(session_.library(), session_.view(),
                                                *session_.painted_source(), {{"inflated", 1}});
  ASSERT_TRUE(figure.response);
  EXPECT_EQ(figure.response->map, "image 3");
  const Figure drawn = figure_of(figure);
  ASSERT_EQ(drawn.columns.size(), 1U);
  EXPECT_EQ(drawn.columns[0].cells[0].colors, session_.colors());
  EXPECT_EQ(drawn.legend.note, "to image 3, not tested");
}

TEST_F(ResponseTest, IsOfTheComponentThatIsChosen) {
  open_features_and_images();
  session_.set_map({"response"});
  ASSERT_TRUE(paints("image 0"));
  const auto whole = painted()->values;
  const ReadPart layer = {ReadPart::Kind::kLayer, 9};
  session_.set_component(layer);
  ASSERT_TRUE(wait_for([&] { return painted()->part == layer; }));
  const FitResult fit = read_fit(files_.out, builtin_template);
  EXPECT_EQ(painted()->values, predicted_response(fit, files_.features, "image 0", layer).values);
  EXPECT_EQ(session_.painting().legend.note, "to image 0, layer 9, not tested");
  const FigureRequest figure = figure_of_window(session_.library(), session_.view(),
                                                *session_.painted_source(), {{"inflated", 1}});
  EXPECT_EQ(figure_of(figure).columns[0].cells[0].colors, session_.colors());
  session_.steps().undo();
  ASSERT_TRUE(wait_for([&] { return painted()->part == ReadPart(); }));
  EXPECT_EQ(painted()->values, whole);
}

/// An image of the user, and the network that sees it.
class PictureResponseTest : public ResponseTest {
 protected:
  PictureResponseTest() {
    write_tiny_script(network_);
    trust(network_);
  }
  void drop_picture(const std::string& name, std::uint8_t red) {
    session_.add(OpenedPicture{folder_ / name, std::make_shared<const Picture>(Picture{
                                                   name, Image(16, 16, Rgb8{red, 100, 30})})},
                 /*is_named=*/true);
  }

  TempDir cache_;
  EnvironmentVariable variable_{"XDG_CACHE_HOME", cache_.path().string()};
  std::filesystem::path network_ = folder_ / "one.pt";
};

TEST_F(PictureResponseTest, IsPaintedWhenTheImageIsDropped) {
  session_.add(open_file(network_));
  EXPECT_TRUE(session_.offers(entry_of({"response"}))) << "without features and stimuli";
  drop_picture("cat.png", 200);
  EXPECT_EQ(session_.view().map, (Map{"response"}));
  ASSERT_TRUE(paints("cat.png"));
  const FitResult fit = read_fit(files_.out, builtin_template);
  const auto picture = session_.view().picture;
  EXPECT_EQ(painted()->values,
            NetworkReading(fit, open_trusted_network(network_)).predicted(picture, {}).values);
  EXPECT_EQ(session_.painting().legend.note, "to cat.png, not tested");

  const auto whole = painted()->values;
  session_.set_component({ReadPart::Kind::kGlobal});
  ASSERT_TRUE(wait_for([&] { return painted()->part.kind == ReadPart::Kind::kGlobal; }));
  EXPECT_NE(painted()->values, whole);
  EXPECT_EQ(session_.painting().legend.note, "to cat.png, global tokens, not tested");
  drop_picture("dog.png", 20);
  EXPECT_TRUE(paints("dog.png"));
  EXPECT_TRUE(problems_.isEmpty()) << problems_.join(QLatin1Char('\n')).toStdString();
  EXPECT_EQ(error_of([&] {
              figure_of_window(session_.library(), session_.view(), *session_.painted_source(),
                               {{"inflated", 1}});
            }),
            "figure: the response that is painted is to an image of your own, whose tokens are in "
            "no features file to draw it from again (cortiscope predict FIT IMAGE --backbone "
            "NETWORK --out FILE.png draws it)");
}

TEST_F(PictureResponseTest, GivesWayToTheNextStimulus) {
  open_features_and_images();
  session_.add(open_file(network_));
  drop_picture("cat.png", 200);
  ASSERT_TRUE(paints("cat.png"));
  session_.show_image(3);
  EXPECT_TRUE(paints("image 3"));
}

TEST_F(PictureResponseTest, NeedsTheNetworkOfTheFit) {
  drop_picture("cat.png", 200);
  EXPECT_EQ(session_.view().map, first_map()) << "nothing can be predicted";
  session_.set_map({"response"});
  EXPECT_EQ(problems_, QStringList{QStringLiteral(
                           "The network one is not open. Open its .pt or .safetensors file.")});
  session_.add(open_file(network_));
  EXPECT_TRUE(paints("cat.png"));
}

TEST_F(PictureResponseTest, IsNotPredictedByAModuleThatHasChanged) {
  session_.add(open_file(network_));
  write_bytes(network_, read_bytes(network_) + "changed");
  drop_picture("cat.png", 200);
  ASSERT_TRUE(wait_for([this] { return !problems_.isEmpty(); }));
  EXPECT_TRUE(problems_[0].startsWith(QStringLiteral("one.pt: is a program that you have not")));
  EXPECT_EQ(painted(), nullptr);
}

}  // namespace
}  // namespace cortiscope
