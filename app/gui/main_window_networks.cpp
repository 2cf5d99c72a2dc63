#include "app/gui/main_window.h"

#include <QMessageBox>
#include <QPushButton>

#include "app/gui/log_panel.h"
#include "app/gui/text.h"
#include "app/gui/trust_question.h"

// Networks in the window: which may run, and what they extract.

namespace cortiscope {

void MainWindow::connect_networks() {
  using C = ExtractController;
  connect(&extractions_, &C::started, this, [this](const Extraction& extraction) {
    log_->add(
        tr("Extracting features of %1 from %2 into %3")
            .arg(text_of(extraction.network), text_of(extraction.images), text_of(extraction.out)));
    may_lose_extraction_ = false;
    update_actions();
  });
  connect(&extractions_, &C::finished, this, [this](const Extraction& extraction) {
    log_->add(tr("Features written: %1").arg(text_of(extraction.out)));
    loads_.open({extraction.out});
    update_actions();
  });
  connect(&extractions_, &C::stopped, this, [this](const Extraction& extraction) {
    log_->add(tr("Extraction of %1 stopped; it goes on from there when it is started again")
                  .arg(text_of(extraction.network)));
    update_actions();
  });
  connect(&extractions_, &C::failed, this, [this](const Extraction&, const QString& message) {
    report(message);
    update_actions();
  });
}

/// A network that is a program, and is not trusted, is not added: the user is asked where it was
/// named, and it is opened again where it then is.
bool MainWindow::may_add(const Opened& what, bool is_named) {
  const auto* network = std::get_if<OpenedNetwork>(&what);
  if (!network || network->is_trusted) return true;
  if (is_named) {
    ask_for_trust(*this, network->file,
                  [this, file = network->file] { loads_.trust_and_open(file); });
  } else {
    log_->add(tr("Not opened, because it is not trusted: %1").arg(text_of(network->file)));
  }
  return false;
}

void MainWindow::extract_chosen() {
  const auto extraction = extraction_of(session_.library(), session_.view().choice);
  if (!extraction) return;
  if (extractions_.is_busy()) {
    return report(tr("Features are being extracted already. Stop that, or wait for its end."));
  }
  extractions_.start(*extraction);
}

/// Whether the window may close over what is extracted; if not,
/// asks, and closes it once it may.
bool MainWindow::may_stop_extraction() {
  const auto name = QStringLiteral("extraction-question");
  if (!extractions_.is_busy() || may_lose_extraction_) return true;
  if (findChild<QMessageBox*>(name)) return false;
  auto* question = new QMessageBox(
      QMessageBox::Question, tr("Features are being extracted"),
      tr("Features are being extracted. Close the window? The extraction goes on from "
         "there when it is started again."),
      QMessageBox::Cancel, this);
  question->setObjectName(name);
  question->setAttribute(Qt::WA_DeleteOnClose);
  QPushButton* lose = question->addButton(tr("Stop and close"), QMessageBox::DestructiveRole);
  lose->setObjectName(QStringLiteral("lose-extraction"));
  question->setDefaultButton(QMessageBox::Cancel);
  connect(lose, &QPushButton::clicked, this, [this] {
    may_lose_extraction_ = true;
    extractions_.stop();
    close();
  });
  question->open();
  return false;
}

}  // namespace cortiscope
