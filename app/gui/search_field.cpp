#include "app/gui/search_field.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMenuBar>
#include <QTreeWidget>
#include <algorithm>

#include "app/gui/flyout.h"
#include "app/gui/session_controller.h"
#include "app/gui/single_keys.h"
#include "app/gui/text.h"

namespace cortiscope {
namespace {

constexpr std::size_t kMostFound = 12;
constexpr int kColumns = 3;                 // text, detail, kind
constexpr int kLeastEm = 14, kListEm = 26;  // widths, in heights of a line

void add_commands(const QMenu& menu, std::vector<QPointer<QAction>>& commands) {
  for (QAction* action : menu.actions()) {
    if (action->menu()) {
      add_commands(*action->menu(), commands);
    } else if (!action->isSeparator()) {
      commands.emplace_back(action);
    }
  }
}

/// "&Save figure…\tCtrl+E" as it is read.
QString words_of(const QAction& action) {
  return action.text().section(QLatin1Char('\t'), 0, 0).remove(QLatin1Char('&'));
}

QString key_of(const QAction& action) {
  const QString key = action.text().section(QLatin1Char('\t'), 1);
  return key.isEmpty() ? action.shortcut().toString(QKeySequence::NativeText) : key;
}

}  // namespace

SearchField::SearchField(QWidget& window, SessionController& session)
    : window_(window), session_(session) {
  setObjectName(QStringLiteral("search"));
  setPlaceholderText(tr("Search: vertex, region, model, map, command  (Ctrl+K)"));
  setToolTip(tr("Goes to a vertex (lh 1234), region, model, subject, map or command"));
  setAccessibleName(tr("Search"));
  setClearButtonEnabled(true);
  setProperty(kKeepsFocus, true);  // what cannot be gone to is said, and can be typed again
  set_width();
  list_ = new QTreeWidget;
  list_->setObjectName(QStringLiteral("found"));
  list_->setAccessibleName(tr("What was found"));
  list_->setFocusPolicy(Qt::NoFocus);  // the field keeps it
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setColumnCount(kColumns);
  list_->setHeaderHidden(true);
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->header()->setStretchLastSection(false);
  list_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
  list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  flyout_ = new Flyout(&window, list_);
  connect(this, &QLineEdit::textEdited, this, &SearchField::show_found);
  connect(this, &QLineEdit::textChanged, this, [this](const QString& text) {
    if (text.isEmpty()) flyout_->hide();
  });
  connect(list_, &QTreeWidget::itemClicked, this,
          [this](QTreeWidgetItem* item) { go_to(list_->indexOfTopLevelItem(item)); });
}

void SearchField::set_width() {
  setMinimumWidth(kLeastEm * fontMetrics().height());
  setMaximumWidth(kListEm * fontMetrics().height());
}

void SearchField::changeEvent(QEvent* event) {
  QLineEdit::changeEvent(event);
  if (event->type() == QEvent::FontChange) set_width();
}

void SearchField::ask() {
  setFocus(Qt::ShortcutFocusReason);
  selectAll();
}

void SearchField::focusInEvent(QFocusEvent* event) {
  QLineEdit::focusInEvent(event);
  collect();
}

void SearchField::collect() {
  all_ = searchables_of(session_.library(), session_.subject());
  commands_.clear();
  for (const QMenuBar* bar : window_.findChildren<QMenuBar*>()) {
    for (const QAction* action : bar->actions()) {
      if (action->menu()) add_commands(*action->menu(), commands_);
    }
  }
  for (std::size_t i = 0; i < commands_.size(); ++i) {
    const QAction& command = *commands_[i];
    const QString words = words_of(command);
    const auto is_map = [&](const Searchable& each) {
      return each.kind == FoundKind::kMap && each.text == words.toStdString();
    };
    if (!command.isEnabled() || std::any_of(all_.begin(), all_.end(), is_map)) continue;
    all_.push_back(
        {FoundKind::kCommand, words.toStdString(), key_of(command).toStdString(), int(i)});
  }
}

void SearchField::show_found() {
  found_ = cortiscope::find(all_, text().toStdString(), kMostFound);
  if (const LibrarySubject* row = session_.subject()) {
    const auto& picked = session_.view().picked;
    const auto vertex =
        vertex_named(text().toStdString(), row->subject->cortex, picked ? picked->hemisphere : kLh);
    if (vertex) found_.insert(found_.begin(), *vertex);
  }
  list_->clear();
  QTreeWidgetItem* first = nullptr;
  for (const Searchable& each : found_) {
    auto* item = new QTreeWidgetItem(
        list_, {text_of(each.text), text_of(each.detail), tr(name_of(each.kind))});
    for (int column = 1; column < kColumns; ++column) {
      item->setForeground(column, palette().brush(QPalette::PlaceholderText));
    }
    if (each.id < 0) {
      item->setFlags(Qt::NoItemFlags);
    } else if (!first) {
      first = item;
    }
  }
  if (found_.empty() && !text().trimmed().isEmpty()) {
    (new QTreeWidgetItem(list_, {tr("Nothing of this name")}))->setFlags(Qt::NoItemFlags);
  }
  if (list_->topLevelItemCount() == 0) return flyout_->hide();
  list_->setCurrentItem(first);
  const int line = list_->sizeHintForRow(0);
  flyout_->open_under(*this,
                      {kListEm * fontMetrics().height(), list_->topLevelItemCount() * line + 8});
}

void SearchField::go_to(int row) {
  if (row < 0 || row >= int(found_.size()) || found_[std::size_t(row)].id < 0) return;
  const Searchable to = found_[std::size_t(row)];
  flyout_->hide();
  clear();
  clearFocus();
  switch (to.kind) {
    case FoundKind::kVertex:
      return session_.pick(to.vertex);
    case FoundKind::kRegion:
      session_.show_regions({to.id}, true);
      Q_EMIT region_chosen(text_of(to.text));
      return;
    case FoundKind::kModel:
      return session_.choose({session_.view().choice.subject, to.id});
    case FoundKind::kSubject:
      return session_.choose(session_.library().first_choice(to.id));
    case FoundKind::kMap: {
      const MapEntry& entry = map_table()[std::size_t(to.id)];
      if (session_.offers(entry)) session_.set_map(entry.map());
      return;
    }
    case FoundKind::kCommand:
      if (QAction* command = commands_[std::size_t(to.id)]) command->trigger();
      return;
  }
}

/// The row that Return goes to; -1: none.
int SearchField::current() const { return list_->indexOfTopLevelItem(list_->currentItem()); }

void SearchField::step(int by) {
  const int last = list_->topLevelItemCount() - 1;
  list_->setCurrentItem(list_->topLevelItem(std::clamp(current() + by, 0, std::max(0, last))));
}

void SearchField::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up:
      step(event->key() == Qt::Key_Down ? 1 : -1);
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      return go_to(current());
    case Qt::Key_Escape:
      clear();
      flyout_->hide();
      return clearFocus();
    default:
      break;
  }
  QLineEdit::keyPressEvent(event);
}

}  // namespace cortiscope
