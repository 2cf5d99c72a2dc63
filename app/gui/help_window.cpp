#include "app/gui/help_window.h"

#include <QFile>
#include <QHBoxLayout>
#include <QListWidget>
#include <QTextBrowser>

namespace cortiscope {
namespace {

struct HelpPage {
  const char* title;
  const char* file;
};

constexpr HelpPage kPages[] = {
    {QT_TRANSLATE_NOOP("cortiscope::HelpWindow", "Keyboard and mouse"), ":/help/keyboard.md"},
    {QT_TRANSLATE_NOOP("cortiscope::HelpWindow", "The window"), ":/help/window.md"},
    {QT_TRANSLATE_NOOP("cortiscope::HelpWindow", "Speed of a fit"), ":/help/engine.md"}};

}  // namespace

HelpWindow::HelpWindow(QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("Cortiscope help"));
  resize(860, 620);
  pages_ = new QListWidget;
  pages_->setFixedWidth(190);
  for (const HelpPage& page : kPages) pages_->addItem(tr(page.title));
  text_ = new QTextBrowser;
  text_->setOpenExternalLinks(true);
  text_->document()->setDocumentMargin(18);
  auto* layout = new QHBoxLayout(this);
  layout->addWidget(pages_);
  layout->addWidget(text_, 1);
  connect(pages_, &QListWidget::currentRowChanged, this, &HelpWindow::show_page);
  pages_->setCurrentRow(0);
}

void HelpWindow::show_page(int page) {
  QFile file(QLatin1String(kPages[page].file));
  text_->setMarkdown(file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll())
                                                    : tr("This page is missing."));
}

}  // namespace cortiscope
