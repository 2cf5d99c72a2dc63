#include <QComboBox>
#include <QRadioButton>
#include <QSlider>
#include <QTextBrowser>
#include <QToolButton>

#include "app/gui/control_frame.h"
#include "app/gui/lesson_card.h"
#include "app/gui/stimulus_view.h"
#include "app/session/vertex_card.h"
#include "core/io/image/png_file.h"
#include "tests/app/gui/main_window_fixture.h"

namespace cortiscope {
namespace {

/// The window with planted fits: of each of the networks named, one that found the known answer.
class LessonTest : public MainWindowTest {
 protected:
  void SetUp() override {
    MainWindowTest::SetUp();
    window_->set_workspace(Workspace::kTeach);
    ASSERT_TRUE(wait_for([this] { return card().isVisible(); }));
  }

  LessonCard& card() { return *window_->findChild<LessonCard*>(); }
  const LessonPlayer& player() { return *card().lessons().player(); }
  template <class Widget>
  Widget* in_card(const char* name) {
    return card().findChild<Widget*>(QLatin1String(name));
  }
  QPushButton& pushed(const char* name) { return *in_card<QPushButton>(name); }
  void push(const char* name) {
    ASSERT_TRUE(pushed(name).isVisible() && pushed(name).isEnabled()) << name;
    pushed(name).click();
  }
  QString text() { return in_card<QTextBrowser>("lesson-text")->toPlainText(); }

  /// A fit of a network of the demonstration's subject, with evidence everywhere or nowhere.
  FitResult planted(const std::string& network, bool has_evidence, const std::string& ablation) {
    const Subject& subject = *session().library().subjects().front().subject;
    const auto vertices = std::size_t(subject.vertex_count());
    FitResult fit;
    fit.subject = subject;
    fit.features.network = network;
    fit.features.is_synthetic = true;
    fit.features.images = {"a", "b", "c"};
    fit.training_images = {0};
    fit.validation_images = {1};
    fit.test_images = {2};
    fit.selectors = subject.truth->selectors;
    fit.r2.assign(vertices, has_evidence ? 0.25F : -0.01F);
    fit.validation_r2 = fit.r2;
    fit.evidence.assign(vertices, has_evidence ? 0.01F : 0.5F);
    fit.provenance.created = "2026";
    fit.provenance.steps = fit.provenance.steps_done = 100;
    fit.provenance.ablation = ablation;
    return fit;
  }
  void plant(const std::string& network, const std::string& ablation = "none") {
    session().add_fit(planted(network, true, ablation), folder_ / (network + ablation + ".fit.h5"));
  }
  /// The demonstration's subject with responses that nothing predicts.
  void plant_null() {
    FitResult fit = planted("aligned", false, "none");
    fit.subject.name += ", images shuffled";
    fit.subject.truth.reset();
    session().add_fit(fit, folder_ / "null.fit.h5");
  }
  void open(const char* name) {
    card().open(std::filesystem::path(CORTISCOPE_RESOURCES) / "lessons" / name);
    ASSERT_TRUE(card().lessons().player());
    ASSERT_EQ(player().problem(), "");
  }

  /// Answers as one who knows: from what the session was painted from, not from the player.
  void answer_guesses(const GuessVertex& question) {
    ASSERT_TRUE(session().view().picked);
    EXPECT_FALSE(session().card()->read) << "the answer is hidden while it is asked";
    const VertexCard known = card_of(*session().source(), *session().view().picked);
    ASSERT_TRUE(known.read);
    if (question.guesses.count(Guess::kLayer)) {
      auto* slider = in_card<QSlider>("guess-layer");
      slider->setValue(slider->value() == 1 ? 2 : 1);  // moved, even where it stands right
      slider->setValue(known.read->layer);
    }
    if (question.guesses.count(Guess::kScale)) {
      auto* slider = in_card<QSlider>("guess-scale");
      slider->setValue(0);
      slider->setValue(100);
      slider->setValue(int(std::lround(100 * known.read->scale)));
    }
    if (question.guesses.count(Guess::kPlace)) {
      auto* image = in_card<StimulusView>("lesson-image");
      Q_EMIT image->clicked({known.read->x, known.read->y});
    }
  }
  void answer_model(const ChooseModel& question) {
    const Library& library = session().library();
    if (question.which == ChooseModel::Which::kSteepest) {
      ASSERT_TRUE(wait_for([this] { return player().right() || !player().problem().empty(); }));
      if (!player().right()) return;
      return in_card<QRadioButton>("option-1")->click();
    }
    const QString name = text_of(library.find_model(session().view().choice.model)->name);
    EXPECT_FALSE(session().title().contains(name + QStringLiteral(" ·"))) << "hidden";
    for (auto* each : card().findChildren<QRadioButton*>()) {
      if (each->accessibleName() == name) each->click();
    }
  }
  /// One question answered and revealed.
  void answer() {
    ASSERT_EQ(player().problem(), "");
    const auto& asked = player().current().question->asked;
    if (const auto* guess = std::get_if<GuessVertex>(&asked)) answer_guesses(*guess);
    if (const auto* model = std::get_if<ChooseModel>(&asked)) answer_model(*model);
    if (const auto* choice = std::get_if<ChooseOption>(&asked)) {
      const auto name = QStringLiteral("option-%1").arg(choice->answer + 1);
      card().findChild<QRadioButton*>(name)->click();
    }
    if (!player().right()) return;
    push("lesson-check");
    EXPECT_EQ(player().phase(), LessonPlayer::Phase::kDone);
    EXPECT_EQ(session().hidden(), HiddenAnswer::kNothing);
    const auto* model = std::get_if<ChooseModel>(&asked);
    const bool is_known = !model || model->which == ChooseModel::Which::kShown;
    EXPECT_TRUE(player().mark()->is_right || !is_known);
  }
  /// Does what a step waits for, with the real controls.
  void do_awaited() {
    const LessonStep& step = player().current();
    const auto* frame = window_->findChild<ControlFrame*>();
    if (!step.highlight.empty()) {
      ASSERT_TRUE(frame && frame->isVisible()) << step.highlight;
      EXPECT_EQ(frame->control()->objectName(), text_of(step.highlight));
    }
    switch (step.wait_for) {
      case LessonWait::kNothing:
        break;
      case LessonWait::kVertex:
        session().pick(CortexVertex{kLh, session().subject()->subject->vertices[kLh].front()});
        break;
      case LessonWait::kMap:
      case LessonWait::kControl:
        QTest::mouseClick(frame->control(), Qt::LeftButton);
        break;
      case LessonWait::kModel: {
        auto* models = in_card<QComboBox>("knob-models");
        const int other = models->currentIndex() == 0 ? 1 : 0;
        models->setCurrentIndex(other);
        Q_EMIT models->activated(other);
        break;
      }
      case LessonWait::kPhotograph:
        drop(photograph());
        break;
    }
    EXPECT_TRUE(wait_for([&, at = player().step()] {
      return player().step() != at || player().phase() == LessonPlayer::Phase::kDone;
    })) << "step "
        << player().step() + 1;
  }
  std::filesystem::path photograph() {
    const std::filesystem::path file = folder_ / "class.png";
    write_png(Image(40, 40, {200, 120, 40}), file);
    return file;
  }
  /// To its end, every answer right.
  void play() {
    if (HasFatalFailure()) return;
    const int steps = player().step_count();
    for (int step = 0; step < steps; ++step) {
      ASSERT_EQ(player().step(), step);
      SCOPED_TRACE("step " + std::to_string(step + 1));
      if (player().current().wait_for != LessonWait::kNothing) {
        do_awaited();
        if (HasFatalFailure()) return;
        if (player().step() != step) continue;  // it went on
      }
      if (player().current().question) {
        for (int i = 0; i < player().current().repeat; ++i) {
          if (i > 0) push("lesson-next");  // another one
          answer();
          if (HasFatalFailure()) return;
        }
      }
      EXPECT_TRUE(player().is_done());
      EXPECT_FALSE(text().isEmpty());
      push("lesson-next");
      if (step + 1 == steps) break;
    }
    EXPECT_FALSE(card().lessons().player()) << "the list of lessons again";
    EXPECT_EQ(session().hidden(), HiddenAnswer::kNothing);
  }
};

TEST_F(LessonTest, PlaysWhichLayerDoesThisPlaceRead) {
  plant("aligned");
  session().choose({0, 1});
  open("01-which-layer.lesson.json");
  play();
}

TEST_F(LessonTest, PlaysWhatTheConstraintDoes) {
  plant("aligned");
  plant("aligned", "topology");
  open("02-constraint.lesson.json");
  play();
}

TEST_F(LessonTest, PlaysFourNetworks) {
  for (const char* network : {"aligned", "truncated", "low-level", "scrambled"}) plant(network);
  open("03-four-networks.lesson.json");
  play();
}

TEST_F(LessonTest, PlaysIsThisHierarchyReal) {
  plant("aligned");
  plant("untrained");
  plant_null();
  open("04-hierarchy.lesson.json");
  play();
}

TEST_F(LessonTest, ListsTheLessonsThatComeWithTheProgram) {
  auto* first = in_card<QPushButton>("01-which-layer.lesson.json");
  ASSERT_TRUE(first && first->isVisible());
  plant("aligned");
  first->click();
  ASSERT_TRUE(card().lessons().player());
  EXPECT_EQ(player().lesson().title, "Which layer does this place read?");
  EXPECT_FALSE(pushed("lesson-back").isEnabled());
  push("lesson-next");
  EXPECT_EQ(player().step(), 1);
  push("lesson-back");
  EXPECT_EQ(player().step(), 0);
}

TEST_F(LessonTest, SaysWhatIsMissingAndStartsOnceItIsThere) {
  card().open(std::filesystem::path(CORTISCOPE_RESOURCES) / "lessons" /
              "03-four-networks.lesson.json");
  EXPECT_NE(player().problem(), "");
  EXPECT_TRUE(pushed("open-demonstration").isVisible());
  for (const char* network : {"aligned", "truncated", "low-level", "scrambled"}) plant(network);
  EXPECT_TRUE(wait_for([this] { return player().problem().empty(); }));
  EXPECT_FALSE(pushed("open-demonstration").isVisible());
}

TEST_F(LessonTest, HidesTheAnswerOnlyWhileItIsAskedAndSeen) {
  plant("aligned");
  session().choose({0, 1});
  open("01-which-layer.lesson.json");
  while (!player().current().question) push("lesson-next");
  EXPECT_EQ(session().hidden(), HiddenAnswer::kVertices);
  window_->set_workspace(Workspace::kExplore);
  EXPECT_TRUE(wait_for([this] { return session().hidden() == HiddenAnswer::kNothing; }));
  window_->set_workspace(Workspace::kTeach);
  EXPECT_TRUE(wait_for([this] { return session().hidden() == HiddenAnswer::kVertices; }));
  ASSERT_TRUE(wait_for([this] { return pushed("lesson-reveal").isVisible(); }));
  push("lesson-reveal");
  EXPECT_EQ(session().hidden(), HiddenAnswer::kNothing);
  EXPECT_DOUBLE_EQ(player().points(), 0);
  EXPECT_EQ(player().answers(), 1);
  in_card<QToolButton>("reset-lesson")->click();
  EXPECT_EQ(player().step(), 0);
  EXPECT_EQ(player().answers(), 0);
}

TEST_F(LessonTest, ReportsALessonThatCannotBeRead) {
  const std::filesystem::path file = folder_ / "bad.lesson.json";
  write_bytes(file, R"({"title": "T", "steps": [{"text": "a", "sound": 1}]})");
  card().open(file);
  EXPECT_FALSE(card().lessons().player());
  EXPECT_TRUE(window_->findChild<LogPanel*>()->text().contains(
      QStringLiteral("bad.lesson.json: step 1: there is no field \"sound\"")));
}

}  // namespace
}  // namespace cortiscope
