#include "app/gui/trust_question.h"

#include <QMessageBox>
#include <QPushButton>
#include <utility>

#include "app/gui/text.h"

namespace cortiscope {

void ask_for_trust(QWidget& window, const std::filesystem::path& file,
                   std::function<void()> trusted) {
  const auto tr = [](const char* text) { return QObject::tr(text); };
  auto* question = new QMessageBox(QMessageBox::Warning, tr("Trust a network"),
                                   tr("%1 is a program. Trust it?").arg(text_of(file.filename())),
                                   QMessageBox::Cancel, &window);
  question->setObjectName(QStringLiteral("trust-question"));
  question->setAttribute(Qt::WA_DeleteOnClose);
  question->setTextFormat(Qt::PlainText);
  question->setInformativeText(
      tr("A TorchScript module runs with your rights: it can read, change and delete your files. "
         "Open it only if you know where it comes from. You are asked again when it changes.\n\n%1")
          .arg(text_of(file)));
  QPushButton* trust = question->addButton(tr("Trust and open"), QMessageBox::AcceptRole);
  trust->setObjectName(QStringLiteral("trust"));
  question->button(QMessageBox::Cancel)->setObjectName(QStringLiteral("do-not-trust"));
  question->setDefaultButton(QMessageBox::Cancel);
  QObject::connect(trust, &QPushButton::clicked, question, std::move(trusted));
  question->open();
}

}  // namespace cortiscope
