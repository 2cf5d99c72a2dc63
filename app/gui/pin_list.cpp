#include "app/gui/pin_list.h"

#include <QColorDialog>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/session_controller.h"
#include "app/gui/text.h"
#include "app/session/pins_csv.h"
#include "core/base/error.h"
#include "core/io/atomic_file.h"

namespace cortiscope {
namespace {

enum Column { kColor, kName, kVertex, kColumns };

QIcon icon_of(Rgb8 color) {
  QPixmap square(12, 12);
  square.fill(QColor(color.r, color.g, color.b));
  return square;
}

}  // namespace

PinList::PinList(SessionController& session, QWidget* parent) : QWidget(parent), session_(session) {
  list_ = new QTreeWidget;
  list_->setObjectName(QStringLiteral("pins"));
  list_->setAccessibleName(tr("Pinned vertices"));
  list_->setColumnCount(kColumns);
  list_->setHeaderHidden(true);
  list_->setRootIsDecorated(false);
  list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  list_->header()->setStretchLastSection(false);
  list_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
  list_->header()->setSectionResizeMode(kName, QHeaderView::Stretch);
  pin_ = new QPushButton;
  pin_->setObjectName(QStringLiteral("pin"));
  pin_->setToolTip(tr("Keep the picked vertex in this list, or take it out (P)"));
  save_ = new QPushButton(tr("Export pins as CSV…"));
  save_->setObjectName(QStringLiteral("save-pins"));
  save_->setToolTip(tr("The pins of all subjects, with what the chosen model says of them"));
  for (QPushButton* button : {pin_, save_}) button->setFocusPolicy(Qt::TabFocus);

  auto* buttons = new QHBoxLayout;
  buttons->addWidget(pin_);
  buttons->addStretch();
  buttons->addWidget(save_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addLayout(buttons);
  layout->addWidget(list_);

  connect(pin_, &QPushButton::clicked, this, [this] {
    if (session_.view().picked) session_.toggle_pin(*session_.view().picked);
  });
  connect(save_, &QPushButton::clicked, this, &PinList::ask_and_save);
  connect(list_, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem* item, int column) {
    const int row = list_->indexOfTopLevelItem(item);
    if (column == kColor) return ask_for_color(row);
    session_.pick(session_.pins()[std::size_t(row)].vertex);
  });
  connect(list_, &QTreeWidget::itemDoubleClicked, this, [this](QTreeWidgetItem* item, int column) {
    if (column != kColor) list_->editItem(item, kName);
  });
  connect(list_, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int column) {
    if (is_filling_ || column != kName) return;
    const CortexVertex vertex =
        session_.pins()[std::size_t(list_->indexOfTopLevelItem(item))].vertex;
    const std::string name = item->text(kName).toStdString();
    // Filling the list again deletes this item.
    QMetaObject::invokeMethod(
        this,
        [this, vertex, name] {
          session_.name_pin(vertex, name);
          show_pins();  // also where the name was refused
        },
        Qt::QueuedConnection);
  });
  using S = SessionController;
  for (const auto signal : {&S::pins_changed, &S::subject_changed}) {
    connect(&session_, signal, this, &PinList::show_pins);
  }
  for (const auto signal : {&S::picked_changed, &S::library_changed}) {
    connect(&session_, signal, this, &PinList::show_buttons);
  }
  show_pins();
}

void PinList::show_pins() {
  is_filling_ = true;
  list_->clear();
  for (const Pin& pin : session_.pins()) {
    auto* item = new QTreeWidgetItem(list_);
    item->setFlags(item->flags() | Qt::ItemIsEditable);
    item->setIcon(kColor, icon_of(pin.color));
    item->setToolTip(kColor, tr("Another colour"));
    item->setText(kName, text_of(pin.name));
    item->setText(kVertex, QStringLiteral("%1 %2")
                               .arg(QLatin1String(name_of(pin.vertex.hemisphere)))
                               .arg(pin.vertex.vertex));
  }
  is_filling_ = false;
  list_->setVisible(list_->topLevelItemCount() > 0);
  show_buttons();
}

void PinList::show_buttons() {
  const auto& picked = session_.view().picked;
  const bool is_pinned = picked && pin_at(session_.pins(), *picked);
  pin_->setText(is_pinned ? tr("Unpin") : tr("Pin"));
  pin_->setEnabled(picked && session_.subject());
  const auto& subjects = session_.library().subjects();
  save_->setEnabled(std::any_of(subjects.begin(), subjects.end(),
                                [](const LibrarySubject& row) { return !row.pins.empty(); }));
}

void PinList::ask_for_color(int row) {
  const Pin pin = session_.pins()[std::size_t(row)];
  auto* dialog = new QColorDialog(QColor(pin.color.r, pin.color.g, pin.color.b), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QColorDialog::colorSelected, this, [this, pin](const QColor& color) {
    session_.color_pin(pin.vertex, {std::uint8_t(color.red()), std::uint8_t(color.green()),
                                    std::uint8_t(color.blue())});
  });
  dialog->open();
}

void PinList::ask_and_save() {
  const QString file = QFileDialog::getSaveFileName(
      this, tr("Export pins"), QStringLiteral("pins.csv"), tr("Comma-separated text (*.csv)"));
  if (!file.isEmpty()) save_csv(file.toStdString());
}

void PinList::save_csv(const std::filesystem::path& file) {
  try {
    write_file(file, csv_of_pins(session_.library(), session_.view().choice.model));
    Q_EMIT saved(text_of(file));
  } catch (const Error& error) {
    Q_EMIT failed(QString::fromUtf8(error.what()));
  }
}

}  // namespace cortiscope
