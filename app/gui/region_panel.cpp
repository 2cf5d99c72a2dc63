#include "app/gui/region_panel.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <map>
#include <set>

#include "app/gui/session_controller.h"
#include "app/gui/text.h"

namespace cortiscope {
namespace {

constexpr int kIdRole = Qt::UserRole;  // of a region; a group has none
constexpr int kSwatch = 10;

QIcon swatch_of(Rgb8 color) {
  QPixmap swatch(kSwatch, kSwatch);
  swatch.fill(QColor(color.r, color.g, color.b));
  return swatch;
}

QToolButton* add_button(QHBoxLayout* row, const QString& text, const QString& tip,
                        const char* name) {
  auto* button = new QToolButton;
  button->setText(text);
  button->setToolTip(tip);
  button->setObjectName(QLatin1String(name));
  button->setFocusPolicy(Qt::TabFocus);
  row->addWidget(button);
  return button;
}

int id_of(const QTreeWidgetItem* item) { return item ? item->data(0, kIdRole).toInt() : 0; }

std::vector<int> ids_under(const QTreeWidgetItem* item) {
  std::vector<int> ids;
  if (id_of(item) != 0) ids.push_back(id_of(item));
  for (int i = 0; i < item->childCount(); ++i) ids.push_back(id_of(item->child(i)));
  return ids;
}

}  // namespace

RegionPanel::RegionPanel(SessionController& session, QWidget* parent)
    : QWidget(parent), session_(session) {
  setObjectName(QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8, 8, 8, 8);
  layout->setSpacing(8);
  auto* above = new QHBoxLayout;
  above->setSpacing(4);
  draw_ = add_button(above, tr("Draw ROI"), tr("Draw a region on the flatmap (D)"), "draw-region");
  above->addStretch();
  borders_ = add_button(above, tr("Borders"), tr("Outline the regions in the views (L)"),
                        "region-borders");
  names_ = add_button(above, tr("Names"), tr("Name the regions in the views (N)"), "region-names");
  colors_ = add_button(above, tr("Colours"), tr("Outline the regions in their own colours"),
                       "region-colors");
  for (QToolButton* button : {draw_, borders_, names_, colors_}) {
    button->setCheckable(true);
    button->setProperty("quiet", true);
  }
  layout->addLayout(above);
  make_list();
  layout->addWidget(list_, 1);
  auto* below = new QHBoxLayout;
  below->setSpacing(4);
  save_ = add_button(below, tr("Save…"), tr("Write the chosen region as a FreeSurfer label"),
                     "save-region");
  save_all_ = add_button(below, tr("Save all…"), tr("Write every drawn region as a label"),
                         "save-all-regions");
  below->addStretch();
  rename_ = add_button(below, tr("Rename"), tr("Rename the chosen region (F2)"), "rename-region");
  remove_ =
      add_button(below, tr("Delete"), tr("Delete the chosen region (Delete)"), "delete-region");
  layout->addLayout(below);

  connect(draw_, &QToolButton::clicked, this, [this](bool is_on) { session_.set_drawing(is_on); });
  connect(borders_, &QToolButton::clicked, this,
          [this](bool are_shown) { session_.set_regions(are_shown); });
  connect(names_, &QToolButton::clicked, this,
          [this](bool are_shown) { session_.set_region_names(are_shown); });
  connect(colors_, &QToolButton::clicked, this,
          [this](bool are_shown) { session_.set_region_colors(are_shown); });
  connect(save_, &QToolButton::clicked, this, [this] { Q_EMIT save_requested({chosen()}); });
  connect(save_all_, &QToolButton::clicked, this, &RegionPanel::save_all);
  connect(rename_, &QToolButton::clicked, this, [this] { list_->editItem(list_->currentItem()); });
  connect(remove_, &QToolButton::clicked, this, [this] { session_.remove_region(chosen()); });
  using S = SessionController;
  connect(&session_, &S::regions_changed, this, &RegionPanel::show_regions);
  connect(&session_, &S::subject_changed, this, &RegionPanel::show_regions);
  connect(&session_, &S::surface_changed, this, &RegionPanel::show_state);
  connect(&session_, &S::drawing_changed, this, &RegionPanel::show_state);
  show_regions();
}

void RegionPanel::make_list() {
  list_ = new QTreeWidget;
  list_->setObjectName(QStringLiteral("regions"));
  list_->setAccessibleName(tr("Regions"));
  list_->setColumnCount(2);
  list_->setHeaderHidden(true);
  list_->header()->setStretchLastSection(false);
  list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  list_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  list_->setIndentation(14);
  list_->setIconSize({kSwatch, kSwatch});
  list_->setUniformRowHeights(true);
  list_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
  auto* remove = new QAction(list_);
  remove->setShortcut(QKeySequence::Delete);
  remove->setShortcutContext(Qt::WidgetShortcut);
  list_->addAction(remove);
  connect(remove, &QAction::triggered, this, [this] {
    if (remove_->isEnabled()) session_.remove_region(chosen());
  });
  connect(list_, &QTreeWidget::itemChanged, this, &RegionPanel::take_change);
  connect(list_, &QTreeWidget::currentItemChanged, this, &RegionPanel::show_state);
  connect(list_, &QTreeWidget::itemClicked, this, [this](const QTreeWidgetItem* item) {
    const ListedRegion* region = session_.subject()->regions.find(id_of(item));
    // A click that has just hidden it arrives before it is hidden.
    const bool is_shown = region && region->is_shown && item->checkState(0) == Qt::Checked;
    if (is_shown) Q_EMIT region_chosen(text_of(region->region->name));
  });
}

/// The list's secondary text takes the palette's colour at the time it is added.
void RegionPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) show_regions();
}

int RegionPanel::chosen() const { return id_of(list_->currentItem()); }

QTreeWidgetItem* RegionPanel::add_group(const QString& title) {
  auto* group = new QTreeWidgetItem(list_, {title});
  group->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
  group->setForeground(0, palette().brush(QPalette::PlaceholderText));
  QFont font = list_->font();
  font.setBold(true);
  group->setFont(0, font);
  return group;
}

void RegionPanel::add_region(QTreeWidgetItem* group, const ListedRegion& region, bool is_unsaved) {
  const QString side = QLatin1String(name_of(region.hemisphere));
  auto* item = new QTreeWidgetItem(
      group, {text_of(region.region->name), is_unsaved ? tr("unsaved · %1").arg(side) : side});
  Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable;
  if (region.origin == RegionOrigin::kDrawn) flags |= Qt::ItemIsEditable;
  item->setFlags(flags);
  item->setCheckState(0, region.is_shown ? Qt::Checked : Qt::Unchecked);
  item->setData(0, kIdRole, region.id);
  item->setToolTip(0, tr("%1, %2, %L3 vertices")
                          .arg(text_of(region.region->name), side)
                          .arg(region.region->vertices.size()));
  item->setForeground(1, palette().brush(QPalette::PlaceholderText));
  item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
  if (region.region->color) item->setIcon(0, swatch_of(*region.region->color));
}

/// Fills the list again; keeps the selection and the collapsed groups.
void RegionPanel::show_regions() {
  is_filling_ = true;
  const int last_chosen = chosen();
  std::set<QString> folded;
  for (int i = 0; i < list_->topLevelItemCount(); ++i) {
    const QTreeWidgetItem* group = list_->topLevelItem(i);
    if (!group->isExpanded()) folded.insert(group->text(0));
  }
  list_->clear();
  if (const LibrarySubject* row = session_.subject()) {
    const std::vector<int> unsaved = unsaved_regions(row->regions, row->saved_regions);
    const auto title_of = [](const ListedRegion& region) {
      if (region.origin == RegionOrigin::kDrawn) return tr("Drawn");
      if (region.origin == RegionOrigin::kCortex) return tr("Of the cortex");
      return region.source.empty() ? tr("Labels") : text_of(region.source);
    };
    std::map<QString, QTreeWidgetItem*> groups;
    for (const RegionOrigin origin :
         {RegionOrigin::kDrawn, RegionOrigin::kOpened, RegionOrigin::kCortex}) {
      for (const ListedRegion& region : row->regions.all()) {
        if (region.origin != origin) continue;
        QTreeWidgetItem*& group = groups[title_of(region)];
        if (!group) group = add_group(title_of(region));
        add_region(group, region,
                   std::find(unsaved.begin(), unsaved.end(), region.id) != unsaved.end());
      }
    }
  }
  for (int i = 0; i < list_->topLevelItemCount(); ++i) {
    QTreeWidgetItem* group = list_->topLevelItem(i);
    int checked = 0;
    for (int k = 0; k < group->childCount(); ++k) {
      QTreeWidgetItem* item = group->child(k);
      checked += item->checkState(0) == Qt::Checked;
      if (id_of(item) == last_chosen) list_->setCurrentItem(item);
    }
    group->setCheckState(0, checked == 0                     ? Qt::Unchecked
                            : checked == group->childCount() ? Qt::Checked
                                                             : Qt::PartiallyChecked);
    group->setExpanded(folded.count(group->text(0)) == 0);
  }
  is_filling_ = false;
  show_state();
}

void RegionPanel::show_state() {
  const ViewState& view = session_.view();
  draw_->setChecked(view.is_drawing);
  draw_->setEnabled(session_.can_draw());
  draw_->setToolTip(
      session_.can_draw()
          ? tr("Draw a region of interest on the flatmap: click or drag around it (D)")
          : tr("This cortex has no flatmap to draw on"));
  borders_->setChecked(view.shows_regions);
  names_->setChecked(view.shows_region_names);
  colors_->setChecked(view.shows_region_colors);
  const LibrarySubject* row = session_.subject();
  const ListedRegion* region = row ? row->regions.find(chosen()) : nullptr;
  const bool is_drawn = region && region->origin == RegionOrigin::kDrawn;
  save_->setEnabled(is_drawn);
  rename_->setEnabled(is_drawn);
  remove_->setEnabled(region && region->origin != RegionOrigin::kCortex);
  const auto drawn = [](const ListedRegion& r) { return r.origin == RegionOrigin::kDrawn; };
  save_all_->setEnabled(row &&
                        std::any_of(row->regions.all().begin(), row->regions.all().end(), drawn));
}

/// The change refills the list, so it is made later, when the list no longer uses the item.
void RegionPanel::take_change(QTreeWidgetItem* item) {
  if (is_filling_) return;
  const int id = id_of(item);
  const bool is_shown = item->checkState(0) == Qt::Checked;
  const auto later = [this](auto act) {
    QMetaObject::invokeMethod(this, std::move(act), Qt::QueuedConnection);
  };
  const ListedRegion* region = id ? session_.subject()->regions.find(id) : nullptr;
  if (region && region->is_shown == is_shown) {
    later([this, id, name = item->text(0).toStdString()] {
      session_.rename_region(id, name);
      show_regions();  // the name may be unchanged, or differ from what was typed
    });
  } else {
    later([this, ids = ids_under(item), is_shown] { session_.show_regions(ids, is_shown); });
  }
}

void RegionPanel::save_all() {
  std::vector<int> ids;
  for (const ListedRegion& region : session_.subject()->regions.all()) {
    if (region.origin == RegionOrigin::kDrawn) ids.push_back(region.id);
  }
  Q_EMIT save_requested(ids);
}

}  // namespace cortiscope
