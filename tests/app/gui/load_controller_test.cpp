#include "app/gui/load_controller.h"

#include <gtest/gtest.h>

#include "app/gui/session_controller.h"
#include "core/backbone/trusted_module.h"
#include "core/io/gifti/gifti_writers.h"
#include "core/io/hdf5/fit_file.h"
#include "core/simulate/cortex/builtin_cortex.h"
#include "tests/app/gui/tiny_demo.h"
#include "tests/app/gui/wait_for.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/environment_variable.h"
#include "tests/support/zip_bytes.h"

namespace cortiscope {
namespace {

class LoadControllerTest : public testing::Test {
 protected:
  LoadControllerTest() {
    QObject::connect(&loads_, &LoadController::opened,
                     [this](const Opened& what) { opened_.push_back(what); });
    QObject::connect(&loads_, &LoadController::failed, [this](const QString& message) {
      messages_.push_back(message.toStdString());
    });
    QObject::connect(&loads_, &LoadController::finished, [this] { is_finished_ = true; });
  }
  void wait() {
    ASSERT_TRUE(wait_for([this] { return is_finished_; }));
  }

  TempDir folder_;
  LoadController loads_;
  std::vector<Opened> opened_;
  std::vector<std::string> messages_;
  bool is_finished_ = false;
};

TEST_F(LoadControllerTest, OpensTheRestBesideABrokenFile) {
  write_fit(folder_ / "good.fit.h5", tiny_fit("aligned", "2026"));
  write_bytes(folder_ / "broken.fit.h5", "this is no HDF5");
  loads_.open({folder_ / "broken.fit.h5", folder_ / "none.h5", folder_ / "good.fit.h5"});
  EXPECT_TRUE(loads_.is_busy());
  wait();
  EXPECT_FALSE(loads_.is_busy());
  ASSERT_EQ(opened_.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<OpenedFit>(opened_[0]));
  ASSERT_EQ(messages_.size(), 2U);
  EXPECT_NE(messages_[0].find("broken.fit.h5: "), std::string::npos) << messages_[0];
  EXPECT_NE(messages_[1].find("none.h5: no such file or folder"), std::string::npos);
}

TEST_F(LoadControllerTest, WarnsOfAFileThatItOpensAllTheSame) {
  QStringList warnings;
  QObject::connect(&loads_, &LoadController::warned,
                   [&](const QString& message) { warnings.push_back(message); });
  write_gifti_maps(Array<float>({1, 4}, {1, 2, 3, 4}), kRh, folder_ / "left.gii");
  loads_.open({folder_ / "left.gii"});
  wait();
  EXPECT_EQ(opened_.size(), 1U);
  EXPECT_TRUE(messages_.empty());
  EXPECT_EQ(warnings, QStringList{QStringLiteral("left.gii: the file says that it is of rh, its "
                                                 "name says lh; it is taken for rh")});
}

TEST_F(LoadControllerTest, OpensTheDemonstrationWithProgress) {
  double least = 1;
  QObject::connect(&loads_, &LoadController::progressed,
                   [&](const QString&, double done) { least = std::min(least, done); });
  loads_.open_demo(tiny_demo(folder_));
  wait();
  EXPECT_EQ(opened_.size(), 7U) << "subject, images, two networks and their features";
  EXPECT_TRUE(messages_.empty()) << messages_[0];
  EXPECT_LT(least, 0.5);
}

TEST_F(LoadControllerTest, OpensANetworkOnceItIsTrusted) {
  const TempDir cache;
  const EnvironmentVariable variable("XDG_CACHE_HOME", cache.path().string());
  write_bytes(folder_ / "clip.pt", script_archive_bytes());
  loads_.open({folder_ / "clip.pt"});
  wait();
  is_finished_ = false;
  loads_.trust_and_open(folder_ / "clip.pt");
  wait();
  ASSERT_EQ(opened_.size(), 2U);
  EXPECT_FALSE(std::get<OpenedNetwork>(opened_[0]).is_trusted);
  EXPECT_TRUE(std::get<OpenedNetwork>(opened_[1]).is_trusted);
  EXPECT_TRUE(is_trusted(folder_ / "clip.pt")) << "it is remembered";
}

/// The signals that panels receive.
struct Told {
  explicit Told(SessionController& session) {
    using S = SessionController;
    QObject::connect(&session, &S::subject_changed, [this] { ++subjects; });
    QObject::connect(&session, &S::source_changed, [this] { ++sources; });
    QObject::connect(&session, &S::source_renewed, [this] { ++renewed; });
    QObject::connect(&session, &S::picked_changed, [this] { ++picks; });
  }
  int subjects = 0, sources = 0, renewed = 0, picks = 0;
};

FitProgress progress_of(const Selectors& selectors) {
  FitProgress progress;
  progress.step = 3;
  progress.steps = 10;
  progress.snapshot = std::make_shared<FitSnapshot>(FitSnapshot{selectors, {}});
  return progress;
}

/// A session with the tiny subject and one network that can be fitted.
class SessionControllerTest : public testing::Test {
 protected:
  SessionControllerTest() {
    session_.add(OpenedSubject{"s/subject.h5", tiny_subject(), {"a", "b", "c"}});
    session_.add(
        OpenedFeatures{"s/aligned.features.h5", tiny_features("aligned", {"a", "b", "c"})});
  }
  SessionController session_;
};

TEST_F(SessionControllerTest, ShowsTheKnownAnswerAtOnce) {
  EXPECT_EQ(session_.view().choice, (Choice{0, 0}));
  EXPECT_EQ(session_.source()->kind, MapSource::Kind::kTruth);
  EXPECT_EQ(session_.source()->synthetic_note(), "synthetic subject");
}

TEST_F(SessionControllerTest, ShowsARunningFitOnlyInItsOwnCell) {
  Told told(session_);
  const auto truth = session_.colors();
  session_.show_running({0, 1}, progress_of(tiny_subject()->truth->selectors));
  EXPECT_EQ(told.sources + told.renewed, 0) << "another cell is shown";
  session_.step_model(1);
  EXPECT_EQ(session_.source()->kind, MapSource::Kind::kRunning);
  Selectors other = tiny_subject()->truth->selectors;
  for (float& place : other.space.values) place = -place;
  session_.set_map({"space"});
  const auto before = session_.colors();
  session_.show_running({0, 1}, progress_of(other));
  EXPECT_EQ(told.renewed, 1);
  EXPECT_NE(session_.colors(), before);
  session_.end_running();
  EXPECT_EQ(session_.source()->kind, MapSource::Kind::kBare);
}

TEST_F(SessionControllerTest, KeepsThePickWhenTheModelChanges) {
  session_.pick(CortexVertex{kLh, 5});
  session_.step_model(1);
  EXPECT_EQ(session_.view().picked, (CortexVertex{kLh, 5}));
  ASSERT_TRUE(session_.card());
  EXPECT_FALSE(session_.card()->read);
}

TEST_F(SessionControllerTest, ShowsALayerThatTheNetworkHas) {
  FeatureInfo shallow = tiny_features("shallow", {"a", "b", "c"});
  FitResult fit = tiny_fit("shallow", "2026");
  fit.selectors.layer = Array<float>(Shape{60, 2}, 0.5F);
  session_.set_map({"weight", 12});
  session_.add_fit(fit, "s/shallow.fit.h5");
  session_.choose({0, 2});
  EXPECT_EQ(session_.view().map.layer, 2);
}

TEST_F(SessionControllerTest, FollowsItsModelWhenAColumnComesInFront) {
  SessionController session;
  session.add_fit(tiny_fit("aligned", "2026"), "x/aligned.fit.h5");
  ASSERT_EQ(session.source()->kind, MapSource::Kind::kTruth)
      << "the fit's subject knows its answer";
  session.step_model(1);
  EXPECT_EQ(session.source()->kind, MapSource::Kind::kFit);
}

TEST_F(SessionControllerTest, LightsUpWhoLooksAtAPlaceUntilTheMapIsChosen) {
  const auto map = session_.colors();
  session_.look_at(ImagePlace{0.3F, 0.1F});
  EXPECT_NE(session_.colors(), map);
  session_.set_map(session_.view().map);
  EXPECT_EQ(session_.colors(), map);
}

TEST(KeptDemo, LiesInAFolderOfItsSeedWhereverTheProgramWasStarted) {
  const DemoOptions demo = kept_demo(7);
  EXPECT_EQ(demo.seed, 7U);
  EXPECT_TRUE(demo.folder.is_absolute()) << demo.folder;
  EXPECT_EQ(demo.folder.filename(), "demo-" + std::to_string(kBuiltinCortexVersion) + "-7");
}

}  // namespace
}  // namespace cortiscope
