#include "app/gui/session_files.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>
#include <utility>

#include "app/gui/fit_controller.h"
#include "app/gui/load_controller.h"
#include "app/gui/notice_bar.h"
#include "app/gui/session_controller.h"
#include "app/gui/session_keeper.h"
#include "app/gui/text.h"
#include "app/session/session_state.h"
#include "core/base/error.h"
#include "core/io/atomic_file.h"

namespace cortiscope {
namespace {

constexpr int kCompareAfterMs = 200;  // of changes that come together, once
constexpr int kMostNamed = 5;

}  // namespace

SessionFiles::SessionFiles(QWidget& window, SessionController& session, LoadController& loads,
                           FitController& fits, NoticeBar& notice)
    : window_(window),
      session_(session),
      loads_(loads),
      fits_(fits),
      notice_(notice),
      comparison_(new QTimer(this)) {
  comparison_->setSingleShot(true);
  comparison_->setInterval(kCompareAfterMs);
  connect(comparison_, &QTimer::timeout, this, &SessionFiles::compare);
  using S = SessionController;
  for (const auto signal :
       {&S::library_changed, &S::subject_changed, &S::source_changed, &S::map_changed,
        &S::range_changed, &S::surface_changed, &S::regions_changed, &S::pins_changed,
        &S::side_changed, &S::looked_at_changed, &S::image_changed, &S::picked_changed}) {
    connect(&session_, signal, this, &SessionFiles::note_change);
  }
  connect(&loads_, &LoadController::finished, this, [this] {
    is_opening_ = false;  // also where opening it failed
    if (std::exchange(is_demo_opening_, false) && work_text(now()).empty()) count_as_unchanged();
  });
  connect(&loads_, &LoadController::session_opened, this,
          [this](const auto& opened) { show_opened(*opened); });
}

SessionFiles::~SessionFiles() = default;

SavedSession SessionFiles::now() const {
  SavedSession session = saved_session_of(session_.library(), session_.view(), workspace_.name());
  keep_missing(session, opened_);
  return session;
}

QString SessionFiles::name() const { return text_of(file_.stem()); }

bool SessionFiles::has_unsaved_work() const {
  const std::string work = work_text(now());
  return !work.empty() && work != saved_work_;
}

void SessionFiles::note_change() {
  if (!is_opening_ && !comparison_->isActive()) comparison_->start();
  if (!is_opening_ && keeper_) keeper_->note_change();
}

void SessionFiles::compare() {
  const bool is_changed = content_text(now()) != saved_content_;
  if (is_opening_ || is_changed == std::exchange(is_changed_, is_changed)) return;
  Q_EMIT changed();
}

void SessionFiles::count_as_unchanged() {
  const SavedSession session = now();
  saved_content_ = content_text(session);
  saved_work_ = work_text(session);
  compare();
  if (keeper_) keeper_->note_change();
}

void SessionFiles::expect_demo() { is_demo_opening_ = session_.library().subjects().empty(); }

/// Why another session cannot take the place of this one now.
QString SessionFiles::objection_to_opening() const {
  if (fits_.is_running()) {
    return tr("A fit is running: stop it, or wait for its end, then open the session.");
  }
  if (!fits_.unsaved().empty()) {
    return tr("A fit is not saved: save or discard it, then open the session.");
  }
  return {};
}

bool SessionFiles::open(const std::filesystem::path& file) {
  if (!is_session_file(file)) return false;
  try {
    const SavedSession session = read_session(file);
    const QString objection = objection_to_opening();
    if (!objection.isEmpty()) {
      Q_EMIT failed(text_of(file.filename()) + QStringLiteral(": ") + objection);
    } else if (has_unsaved_work()) {
      ask_before_opening(session, file);
    } else {
      start_opening(session, file);
    }
  } catch (const Error& error) {
    Q_EMIT failed(QString::fromUtf8(error.what()));
  }
  return true;
}

void SessionFiles::ask_before_opening(const SavedSession& session,
                                      const std::filesystem::path& file) {
  if (question_) return question_->raise();
  question_ = new QMessageBox(QMessageBox::Question, tr("Open a session"),
                              tr("Regions or pins of what is open now are not saved."),
                              QMessageBox::Cancel, &window_);
  question_->setObjectName(QStringLiteral("session-question"));
  question_->setAttribute(Qt::WA_DeleteOnClose);
  question_->setInformativeText(tr("The session takes the place of what is open."));
  QPushButton* keep = question_->addButton(tr("Save session…"), QMessageBox::AcceptRole);
  keep->setObjectName(QStringLiteral("save-first"));
  QPushButton* lose = question_->addButton(tr("Open without saving"), QMessageBox::DestructiveRole);
  lose->setObjectName(QStringLiteral("lose-work"));
  question_->setDefaultButton(keep);
  const auto go_on = [this, session, file] { start_opening(session, file); };
  connect(keep, &QPushButton::clicked, this, [this, go_on] {
    once_saved_ = go_on;
    save();
  });
  connect(lose, &QPushButton::clicked, this, go_on);
  question_->open();
}

void SessionFiles::start_opening(const SavedSession& session, const std::filesystem::path& file) {
  is_opening_ = true;
  is_demo_opening_ = false;
  file_.clear();  // saving shall not write over a session that is closed
  opened_ = {};
  loads_.cancel();
  session_.close_all();
  loads_.open_session(session, file);
}

void SessionFiles::show_opened(const OpenedSession& opened) {
  Warnings warnings;
  session_.show_session(opened, &warnings);
  for (const std::string& warning : warnings) Q_EMIT failed(text_of(warning));
  opened_ = opened.session;
  if (!std::exchange(is_opening_, false)) {  // what was missing was located
    note_change();
    return offer_to_locate();
  }
  workspace_.show(opened_.workspace);
  const bool is_restored = keeper_ && keeper_->is_left_one(opened.file);
  file_ = is_restored ? opened_.recovers : opened.file;
  if (is_restored) {
    keeper_->discard_once_kept(opened.file);
    saved_content_.clear();
    saved_work_.clear();
  } else {
    count_as_unchanged();
  }
  is_changed_ = is_restored;
  shown_instead_ = session_.view().choice;
  Q_EMIT changed();
  offer_to_locate();
}

void SessionFiles::offer_to_locate() {
  const std::vector<std::filesystem::path> missing = missing_files(opened_);
  if (missing.empty()) return;
  QStringList names;
  for (const std::filesystem::path& file : missing) {
    if (names.size() < kMostNamed) names << text_of(file.filename());
  }
  const int more = int(missing.size()) - int(names.size());
  if (more > 0) names << tr("%1 more").arg(more);
  notice_.offer(
      missing.size() == 1
          ? tr("A file of the session is missing: %1. The rest is open.").arg(names.first())
          : tr("%1 files of the session are missing: %2. The rest is open.")
                .arg(missing.size())
                .arg(names.join(QStringLiteral(", "))),
      {{tr("Locate…"), [this] { locate(); }}});
}

void SessionFiles::locate() {
  auto* dialog = new QFileDialog(&window_, tr("The folder with the missing files"));
  dialog->setObjectName(QStringLiteral("locate-dialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
    SavedSession session = now();  // with what was changed since it was opened
    for (SessionFile& file : session.files) file.is_opened = !file.is_missing;
    if (session_.view().choice == shown_instead_) {  // the model may be among what is located
      session.shown_model = opened_.shown_model;
      session.shows_known_answer = opened_.shows_known_answer;
    }
    loads_.open_session(session, file_, folder.toStdString());
  });
  connect(dialog, &QFileDialog::rejected, this, &SessionFiles::offer_to_locate);
  dialog->open();
}

void SessionFiles::save() {
  if (file_.empty()) return save_as();
  save_to(file_);
}

void SessionFiles::save_as() {
  auto* dialog = new QFileDialog(&window_, tr("Save session"), text_of(file_.parent_path()),
                                 tr("Sessions (*%1)").arg(QLatin1String(kSessionEnding)));
  dialog->setObjectName(QStringLiteral("save-session-dialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QString(QLatin1String(kSessionEnding)).mid(1));
  dialog->selectFile(file_.empty() ? tr("session") : text_of(file_.filename()));
  connect(dialog, &QFileDialog::fileSelected, this,
          [this](const QString& file) { save_to(file.toStdString()); });
  connect(dialog, &QFileDialog::rejected, this, [this] {
    once_saved_ = nullptr;
    Q_EMIT saving_cancelled();
  });
  dialog->open();
}

void SessionFiles::save_to(const std::filesystem::path& file) {
  if (is_opening_) {
    return void(Q_EMIT failed(tr("A session is being opened: save it when it is open.")));
  }
  if (writer_.is_busy()) {
    return void(Q_EMIT failed(tr("The session is being saved already: wait a moment.")));
  }
  const SavedSession session = now();
  writer_.start(
      [this, session, file](const StopToken&) {
        const HashOfPlace hash_of = [this](const auto& place) { return loads_.hashes().of(place); };
        write_file(file, session_text(session, file, SessionPaths::kRecorded, hash_of));
      },
      [this, session, file](const BackgroundTask::Ended& ended) {
        const auto go_on = std::exchange(once_saved_, nullptr);
        if (!ended.problem.isEmpty()) return void(Q_EMIT failed(ended.problem));
        file_ = file;
        saved_content_ = content_text(session);
        saved_work_ = work_text(session);
        is_changed_ = content_text(now()) != saved_content_;
        if (keeper_) keeper_->note_change();
        Q_EMIT saved(text_of(file));
        Q_EMIT changed();
        if (go_on) go_on();
      });
}

void SessionFiles::keep_in(const std::filesystem::path& folder) {
  keeper_ = std::make_unique<SessionKeeper>(folder, [this]() -> std::optional<std::string> {
    SavedSession session = now();
    if (content_text(session) == saved_content_ || session.files.empty()) return std::nullopt;
    session.recovers = file_;
    return session_text(session, {}, SessionPaths::kWhole);
  });
  connect(keeper_.get(), &SessionKeeper::failed, this, &SessionFiles::failed);
  offer_to_restore();
}

void SessionFiles::offer_to_restore() {
  const auto left = keeper_->take_left_one();
  if (!left) return;
  notice_.offer(tr("The program ended without closing its session. It is kept as it was."),
                {{tr("Restore"), [this, left] { open(*left); }}, {tr("Discard"), [this, left] {
                                                                    keeper_->discard(*left);
                                                                    offer_to_restore();
                                                                  }}});
}

void SessionFiles::forget_kept() {
  if (keeper_) keeper_->forget();
}

}  // namespace cortiscope
