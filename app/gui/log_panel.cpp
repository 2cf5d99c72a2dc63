#include "app/gui/log_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSaveFile>
#include <QSysInfo>
#include <QThread>
#include <QVBoxLayout>

namespace cortiscope {

LogPanel::LogPanel(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  text_ = new QPlainTextEdit;
  text_->setReadOnly(true);
  text_->setMaximumBlockCount(5000);
  text_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  text_->setFocusPolicy(Qt::ClickFocus);
  auto* copy = new QPushButton(tr("Copy"));
  auto* save = new QPushButton(tr("Save…"));
  text_->setAccessibleName(tr("Log"));
  for (QPushButton* button : {copy, save}) button->setFocusPolicy(Qt::TabFocus);
  auto* foot = new QHBoxLayout;
  foot->addStretch();
  foot->addWidget(copy);
  foot->addWidget(save);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 4, 16, 12);
  layout->addWidget(text_, 1);
  layout->addLayout(foot);
  connect(copy, &QPushButton::clicked, this,
          [this] { QApplication::clipboard()->setText(text()); });
  connect(save, &QPushButton::clicked, this, [this] {
    const QString name =
        QFileDialog::getSaveFileName(this, tr("Save log"), QStringLiteral("cortiscope-log.txt"));
    if (name.isEmpty()) return;
    QSaveFile file(name);
    const bool is_saved =
        file.open(QIODevice::WriteOnly) && file.write(text().toUtf8()) >= 0 && file.commit();
    if (!is_saved) add(tr("The log could not be saved: %1").arg(file.errorString()));
  });
  add(QStringLiteral("cortiscope %1, Qt %2, %3, %4 cores")
          .arg(QStringLiteral(CORTISCOPE_VERSION), QString::fromLatin1(qVersion()),
               QSysInfo::prettyProductName())
          .arg(QThread::idealThreadCount()));
}

void LogPanel::add(const QString& line) {
  text_->appendPlainText(QDateTime::currentDateTime().toString(QStringLiteral("HH:mm:ss  ")) +
                         line);
}

}  // namespace cortiscope
