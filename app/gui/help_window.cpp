#include "app/gui/help_window.h"

#include <QFile>
#include <QHBoxLayout>
#include <QListWidget>
#include <QTextBrowser>

#include "app/gui/text.h"
#include "app/session/map_table.h"

namespace cortiscope {
namespace {

struct HelpPage {
  const char* title;
  const char* file;  ///< or nullptr: the page of the maps
};

constexpr HelpPage kPages[] = {
    {QT_TRANSLATE_NOOP("cortiscope::HelpWindow", "Keyboard and mouse"), ":/help/keyboard.md"},
    {QT_TRANSLATE_NOOP("cortiscope::HelpWindow", "The window"), ":/help/window.md"},
    {QT_TRANSLATE_NOOP("cortiscope::HelpWindow", "Maps"), nullptr},
    {QT_TRANSLATE_NOOP("cortiscope::HelpWindow", "Studies"), ":/help/studies.md"},
    {QT_TRANSLATE_NOOP("cortiscope::HelpWindow", "Networks and simulated studies"),
     ":/help/networks.md"},
    {QT_TRANSLATE_NOOP("cortiscope::HelpWindow", "Comparing networks"), ":/help/compare.md"},
    {QT_TRANSLATE_NOOP("cortiscope::HelpWindow", "Channel clusters"), ":/help/clusters.md"},
    {QT_TRANSLATE_NOOP("cortiscope::HelpWindow", "Teaching"), ":/help/teaching.md"},
    {QT_TRANSLATE_NOOP("cortiscope::HelpWindow", "Speed of a fit"), ":/help/engine.md"},
    {QT_TRANSLATE_NOOP("cortiscope::HelpWindow", "Glossary"), ":/help/glossary.md"}};

/// Markdown, from the table of maps.
QString maps_page() {
  QString text =
      HelpWindow::tr("# Maps\n\n| map | key | with --map | shows |\n|---|---|---|---|\n");
  for (const MapEntry& entry : map_table()) {
    const std::string layer = entry.has(kTakesLayer) ? ":L" : "";
    text += QStringLiteral("| %1 | %2 | %3 | %4 |\n")
                .arg(HelpWindow::tr(entry.title))
                .arg(text_of(entry.key_text()))
                .arg(text_of(entry.name + layer))
                .arg(HelpWindow::tr(entry.tip));
  }
  return text;
}

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
  if (!kPages[page].file) return text_->setMarkdown(maps_page());
  QFile file(QLatin1String(kPages[page].file));
  text_->setMarkdown(file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll())
                                                    : tr("This page is missing."));
}

}  // namespace cortiscope
