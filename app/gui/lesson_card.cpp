#include "app/gui/lesson_card.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRandomGenerator>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QStyle>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/gui/control_frame.h"
#include "app/gui/lesson_knob.h"
#include "app/gui/lesson_list.h"
#include "app/gui/lesson_question.h"
#include "app/gui/scrolled.h"
#include "app/gui/session_controller.h"
#include "app/gui/text.h"
#include "app/gui/text_line.h"
#include "core/base/error.h"

namespace cortiscope {
namespace {

constexpr int kLeastEm = 11, kHeightEm = 15, kQuestionEm = 28;  // in heights of a line

using Phase = LessonPlayer::Phase;

void set_primary(QPushButton& button, bool is_primary) {
  if (button.property("primary").toBool() == is_primary) return;
  button.setProperty("primary", is_primary);
  button.style()->unpolish(&button);
  button.style()->polish(&button);
}

}  // namespace

LessonCard::LessonCard(SessionController& session, ComparisonController& comparison,
                       QWidget* parent)
    : QFrame(parent),
      session_(session),
      lessons_(session, comparison, QRandomGenerator::global()->generate64()) {
  setObjectName(QStringLiteral("card"));
  pages_ = new QStackedWidget;
  list_ = new LessonListView;
  pages_->addWidget(list_);
  pages_->addWidget(make_page());
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(pages_);

  connect(list_, &LessonListView::chosen, this, &LessonCard::open);
  connect(&lessons_, &LessonController::changed, this, &LessonCard::show_lesson);
  connect(&lessons_, &LessonController::open_requested, this, &LessonCard::open_requested);
  connect(all_, &QToolButton::clicked, this, [this] {
    lessons_.close();
    list_->refresh();
  });
  connect(reset_, &QToolButton::clicked, &lessons_, &LessonController::reset);
  connect(demonstration_, &QPushButton::clicked, this, &LessonCard::demonstration_requested);
  connect(back_, &QPushButton::clicked, this,
          [this] { lessons_.go_to(lessons_.player()->step() - 1); });
  connect(reveal_, &QPushButton::clicked, &lessons_, &LessonController::reveal);
  connect(check_, &QPushButton::clicked, this, [this] { lessons_.check(question_->answer()); });
  connect(next_, &QPushButton::clicked, this, &LessonCard::go_on);
  connect(question_, &LessonQuestionView::answered, this, &LessonCard::show_buttons);
  connect(&session_, &SessionController::stimuli_read, this,
          [this] { question_->show_stimulus(session_.shown_stimulus()); });
  fit_to_font();
  show_lesson();
}

void LessonCard::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::FontChange && pages_) fit_to_font();
}

QSize LessonCard::sizeHint() const {
  return {QFrame::sizeHint().width(), kHeightEm * fontMetrics().height()};
}

void LessonCard::fit_to_font() {
  setMinimumHeight(kLeastEm * fontMetrics().height());
  asked_->setMinimumWidth(kQuestionEm * fontMetrics().height());
}

QWidget* LessonCard::make_page() {
  auto* page = new QWidget;
  title_ = new TextLine(Qt::AlignLeft, TextLine::Width::kOfText);
  title_->setObjectName(QStringLiteral("lesson-title"));
  QFont bold;  // its size is the card's
  bold.setBold(true);
  title_->setFont(bold);
  progress_ = new TextLine;
  progress_->setObjectName(QStringLiteral("quiet"));
  points_ = new TextLine(Qt::AlignRight);
  points_->setObjectName(QStringLiteral("quiet"));
  auto* head = new QHBoxLayout;
  head->addWidget(title_);
  head->addWidget(progress_, 1);
  head->addWidget(points_, 1);

  text_ = new QTextBrowser;
  text_->setObjectName(QStringLiteral("lesson-text"));
  text_->setOpenLinks(false);
  text_->setFrameShape(QFrame::NoFrame);
  text_->document()->setDocumentMargin(0);
  question_ = new LessonQuestionView;
  asked_ = scrolled(question_);
  problem_ = new QLabel;
  problem_->setObjectName(QStringLiteral("warning"));
  problem_->setTextFormat(Qt::PlainText);  // names come from files
  problem_->setWordWrap(true);
  auto* middle = new QHBoxLayout;
  middle->setSpacing(18);
  middle->addWidget(text_, 3);
  middle->addWidget(asked_, 2);

  knob_ = new LessonKnobView(session_);
  all_ = new QToolButton;
  all_->setText(tr("All lessons"));
  all_->setObjectName(QStringLiteral("all-lessons"));
  reset_ = new QToolButton;
  reset_->setText(tr("Reset"));
  reset_->setToolTip(tr("Starts this lesson again from its first step, with no points"));
  reset_->setObjectName(QStringLiteral("reset-lesson"));
  demonstration_ = add_button(tr("Open the demonstration"), "open-demonstration");
  back_ = add_button(tr("Back"), "lesson-back");
  reveal_ = add_button(tr("Reveal"), "lesson-reveal");
  reveal_->setToolTip(tr("Shows the answer; it counts as a wrong one"));
  check_ = add_button(tr("Check"), "lesson-check");
  next_ = add_button(tr("Next"), "lesson-next");
  auto* foot = new QHBoxLayout;
  foot->addWidget(all_);
  foot->addWidget(reset_);
  foot->addSpacing(14);
  foot->addWidget(knob_);
  foot->addStretch();
  for (QPushButton* button : {demonstration_, back_, reveal_, check_, next_}) {
    foot->addWidget(button);
  }

  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(14, 10, 14, 10);
  column->setSpacing(8);
  column->addLayout(head);
  column->addWidget(problem_);
  column->addLayout(middle, 1);
  column->addLayout(foot);
  return page;
}

QPushButton* LessonCard::add_button(const QString& text, const char* name) {
  auto* button = new QPushButton(text);
  button->setObjectName(QLatin1String(name));
  return button;
}

void LessonCard::open(const std::filesystem::path& file) {
  try {
    lessons_.open(file);
  } catch (const Error& error) {
    Q_EMIT failed(QString::fromUtf8(error.what()));
  }
}

void LessonCard::showEvent(QShowEvent* event) {
  QFrame::showEvent(event);
  if (!frame_) {
    frame_ = new ControlFrame(*window());
    connect(frame_, &ControlFrame::used, &lessons_, &LessonController::note_control);
  }
  if (!lessons_.player()) list_->refresh();
  lessons_.set_active(true);
}

void LessonCard::hideEvent(QHideEvent* event) {
  QFrame::hideEvent(event);
  lessons_.set_active(false);
  if (frame_) frame_->frame({});
}

void LessonCard::show_lesson() {
  const LessonPlayer* player = lessons_.player();
  pages_->setCurrentIndex(player ? 1 : 0);
  if (!player) {
    shown_ = {};
    if (frame_) frame_->frame({});
    return;
  }
  const bool is_other_step = shown_.step != player->step();
  show_texts();
  show_question();
  if (is_other_step) knob_->show_knob(player->current().knob);
  show_buttons();
  if (frame_) {
    const bool is_open = isVisible() && player->phase() == Phase::kOpen;
    frame_->frame(is_open ? text_of(player->current().highlight) : QString());
  }
}

void LessonCard::show_texts() {
  const LessonPlayer& player = *lessons_.player();
  title_->set_text(text_of(player.lesson().title));
  progress_->set_text(tr("%1 of %2").arg(player.step() + 1).arg(player.step_count()));
  QString points;
  if (player.answers() > 0) {
    points = tr("%1 of %2 points").arg(player.points(), 0, 'f', 1).arg(player.answers());
  }
  if (player.current().repeat > 1) {
    points += (points.isEmpty() ? QString() : QStringLiteral(" · ")) +
              tr("%1 of %2 right in a row")
                  .arg(std::min(player.right_in_a_row(), player.current().repeat))
                  .arg(player.current().repeat);
  }
  points_->set_text(points);

  const LessonStep& step = player.current();
  QStringList parts;
  const bool is_revealed = player.phase() == Phase::kDone;
  if (is_revealed && step.question) parts << verdict();
  if (is_revealed && step.reveal) parts << lessons_.told(step.reveal->text);
  if (!is_revealed || !step.reveal) {
    parts << lessons_.told(step.text);
    if (step.question) parts << lessons_.told(step.question->text);
  }
  problem_->setText(text_of(player.problem()));
  problem_->setVisible(!player.problem().empty());
  const QString text = parts.join(QStringLiteral("\n\n"));
  if (text == text_->property("markdown").toString()) return;
  text_->setProperty("markdown", text);
  // A lesson's file is not trusted to bring HTML.
  text_->document()->setMarkdown(
      text, QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub |
                                            QTextDocument::MarkdownNoHTML));
  text_->verticalScrollBar()->setValue(0);
}

QString LessonCard::verdict() const {
  const LessonPlayer& player = *lessons_.player();
  const LessonAnswer& given = lessons_.given();
  const bool is_answered = given.option || given.layer || given.place || given.scale;
  if (!player.mark() || !is_answered) return {};
  if (player.mark()->is_right) {
    return player.mark()->points > 0.999
               ? tr("**Right.**")
               : tr("**Right**, close enough: %1 points.").arg(player.mark()->points, 0, 'f', 2);
  }
  return player.mark()->points > 0
             ? tr("**Not quite**: %1 points.").arg(player.mark()->points, 0, 'f', 2)
             : tr("**Not this time.**");
}

void LessonCard::show_question() {
  const LessonPlayer& player = *lessons_.player();
  const bool is_asked = player.current().question && player.right().has_value();
  asked_->setVisible(is_asked);
  const bool is_open = player.phase() == Phase::kOpen;
  Shown now{player.step(),
            is_open ? player.answers() : shown_.answers,
            is_asked,
            session_.view().picked,
            session_.view().choice,
            player.options()};
  if (!is_open) {  // the reveal may show another vertex or model
    now.vertex = shown_.vertex;
    now.choice = shown_.choice;
  }
  if (!(now == shown_)) {
    shown_ = now;
    is_told_right_ = false;
    if (is_asked) question_->ask(*player.current().question, player.options(), player.layers());
  }
  if (!is_asked) return;
  question_->show_stimulus(session_.shown_stimulus());
  if (!is_open && !is_told_right_) {
    is_told_right_ = true;
    question_->show_right(*player.right());
  }
}

/// Whether an answer was told, and the step wants more that are right.
bool LessonCard::asks_again() const {
  const LessonPlayer& player = *lessons_.player();
  return player.phase() != Phase::kOpen && player.right() && player.current().repeat > 1 &&
         !player.is_done();
}

void LessonCard::show_buttons() {
  const LessonPlayer* player = lessons_.player();
  if (!player) return;
  const bool is_open = player->phase() == Phase::kOpen;
  const bool is_asking = is_open && player->right();
  const bool is_last = player->step() + 1 == player->step_count();
  const bool is_skipped = is_open && !player->is_done();
  back_->setEnabled(player->step() > 0);
  check_->setVisible(is_asking);
  check_->setEnabled(question_->is_complete());
  reveal_->setVisible(is_asking);
  demonstration_->setVisible(lessons_.lacks_data());
  next_->setText(asks_again() ? tr("Another one")
                 : is_skipped ? tr("Skip")
                 : is_last    ? tr("Finish")
                              : tr("Next"));
  set_primary(*check_, true);
  set_primary(*demonstration_, true);
  set_primary(*next_, !is_skipped);
}

void LessonCard::go_on() {
  if (asks_again()) return lessons_.ask_again();
  const LessonPlayer& player = *lessons_.player();
  if (player.step() + 1 < player.step_count()) return lessons_.go_to(player.step() + 1);
  lessons_.close();
  list_->refresh();
}

}  // namespace cortiscope
