#include "app/gui/theme.h"

#include <QApplication>
#include <QColor>
#include <QFont>
#include <QFontDatabase>
#include <QStyleFactory>

/// Resources in a static library have to be initialised by name, outside any namespace.
static void take_in_resources() { Q_INIT_RESOURCE(window); }

namespace cortiscope {
namespace {

struct Tones {
  QColor window, panel, raised, border, text, quiet, accent, on_accent, selected;
};

Tones tones_of(Theme theme) {
  if (theme == Theme::kDark) {
    return {QColor("#16181c"), QColor("#1e2126"), QColor("#2a2e35"),
            QColor("#363b44"), QColor("#e4e7eb"), QColor("#98a2b0"),
            QColor("#5b9dff"), QColor("#0b1220"), QColor("#25364f")};
  }
  return {QColor("#eef0f3"), QColor("#ffffff"), QColor("#f6f7f9"),
          QColor("#d5dae1"), QColor("#1d2430"), QColor("#64707f"),
          QColor("#2563cf"), QColor("#ffffff"), QColor("#dfeafc")};
}

QPalette palette_of(const Tones& tones) {
  QPalette palette;
  const auto set = [&](QPalette::ColorRole role, QColor color, QColor disabled) {
    palette.setColor(QPalette::Active, role, color);
    palette.setColor(QPalette::Inactive, role, color);
    palette.setColor(QPalette::Disabled, role, disabled);
  };
  const QColor faded = QColor::fromRgbF((tones.quiet.redF() + tones.panel.redF()) / 2,
                                        (tones.quiet.greenF() + tones.panel.greenF()) / 2,
                                        (tones.quiet.blueF() + tones.panel.blueF()) / 2);
  set(QPalette::Window, tones.window, tones.window);
  set(QPalette::WindowText, tones.text, faded);
  set(QPalette::Base, tones.panel, tones.window);
  set(QPalette::AlternateBase, tones.raised, tones.raised);
  set(QPalette::Text, tones.text, faded);
  set(QPalette::Button, tones.raised, tones.raised);
  set(QPalette::ButtonText, tones.text, faded);
  set(QPalette::BrightText, Qt::red, faded);
  set(QPalette::ToolTipBase, tones.raised, tones.raised);
  set(QPalette::ToolTipText, tones.text, tones.text);
  set(QPalette::PlaceholderText, tones.quiet, faded);
  set(QPalette::Mid, tones.border, tones.border);
  set(QPalette::Midlight, tones.selected, tones.selected);
  set(QPalette::Highlight, tones.accent, faded);
  set(QPalette::HighlightedText, tones.on_accent, tones.panel);
  set(QPalette::Link, tones.accent, faded);
  return palette;
}

/// Placeholders $window, $panel ... in a sheet that is the same for both themes.
QString style_sheet(const Tones& tones, double heading_pt) {
  QString sheet = QStringLiteral(R"(
    QMainWindow, QDialog { background: $window; }
    QWidget#panel { background: $panel; }
    QWidget#top-bar { border-bottom: 1px solid $border; }
    QWidget#strip, QWidget#view-header { background: $panel; border-bottom: 1px solid $border; }
    QWidget#legend-bar { border-top: 1px solid $border; }
    QMenuBar { background: $window; border: none; padding: 3px 0px 0px 0px; }
    QMenuBar::item { padding: 5px 10px; border-radius: 5px; background: transparent; }
    QMenuBar::item:selected { background: $selected; }
    QMenu { background: $panel; border: 1px solid $border; padding: 5px; }
    QMenu::item { padding: 5px 26px 5px 22px; border-radius: 4px; }
    QMenu::item:selected { background: $selected; color: $text; }
    QMenu::item:disabled { color: $quiet; }
    QMenu::separator { height: 1px; background: $border; margin: 5px 8px; }
    QStatusBar { background: $window; border: none; color: $quiet; }
    QStatusBar::item { border: none; }
    QTabBar { qproperty-drawBase: 0; }
    QTabBar::tab { background: transparent; color: $quiet; padding: 4px 10px; margin: 4px 2px;
      border: 1px solid transparent; border-radius: 6px; }
    QTabBar::tab:selected { background: $selected; color: $accent; }
    QTabBar::tab:hover:!selected { background: $raised; }
    QTabBar::tab:focus { border-color: $accent; }
    QTabWidget::pane { border: none; }
    QFrame#flyout, QFrame#toast { background: $panel; border: 1px solid $border; border-radius: 8px; }
    QWidget[over="left"] { border-right: 1px solid $border; }
    QWidget[over="right"] { border-left: 1px solid $border; }
    QLabel#quiet, QFrame#quiet, QFrame#session-name { color: $quiet; }
    QLabel#heading, QFrame#heading { font-weight: 600; font-size: $headingpt; }
    QLabel#subheading, QFrame#subheading { font-weight: 600; }
    QFrame#badge { background: $selected; color: $accent; border-radius: 8px; font-weight: 600; }
    QLabel#warning { background: #fdecd8; color: #7a4a00; border-radius: 6px; padding: 6px 10px; }
    QPushButton, QToolButton { background: $raised; border: 1px solid $border; border-radius: 6px;
      padding: 5px 12px; }
    QToolButton { padding: 5px 8px; }
    QToolButton[picture="true"] { padding: 2px 3px; }
    QPushButton:hover, QToolButton:hover { border-color: $accent; }
    QPushButton:pressed, QToolButton:pressed { background: $selected; }
    QPushButton:disabled, QToolButton:disabled { border-color: $border; background: $window; }
    QPushButton:focus, QToolButton:focus, QToolButton[quiet="true"]:checked:focus { border-color: $accent; }
    QToolButton:checked:focus, QPushButton#primary:focus, QPushButton[primary="true"]:focus { border-color: $text; }
    QPushButton#primary, QPushButton[primary="true"] { background: $accent; color: $onaccent; border-color: $accent; font-weight: 600; }
    QPushButton#primary:hover, QPushButton[primary="true"]:hover { border-color: $text; }
    QPushButton#primary:disabled, QPushButton[primary="true"]:disabled { background: $window; color: $quiet; border-color: $border; }
    QToolButton:checked { background: $accent; color: $onaccent; border-color: $accent; }
    QToolButton[quiet="true"]:checked { background: $selected; color: $accent; border-color: $accent; }
    QToolButton::menu-indicator { image: none; }
    QToolButton[flat="true"] { border-color: transparent; background: transparent; }
    QToolButton[flat="true"]:hover { background: $raised; }
    QToolButton[flat="true"]:disabled { background: transparent; border-color: transparent; }
    QToolButton[flat="true"]:checked { background: $selected; color: $accent; }
    QToolButton[flat="true"]:focus { border-color: $accent; }
    QToolButton[workspace="true"] { border: none; border-bottom: 2px solid transparent; border-radius: 0px;
      background: transparent; color: $quiet; font-weight: 600; padding: 10px 8px 8px 8px; }
    QToolButton[workspace="true"]:hover { color: $text; }
    QToolButton[workspace="true"]:checked { color: $text; border-bottom-color: $accent; }
    QToolButton[workspace="true"]:focus { background: $selected; }
    QToolButton#pill { background: transparent; border-color: transparent; border-radius: 8px; padding: 1px 10px; color: $text; }
    QToolButton#pill:hover, QToolButton#pill:focus { border-color: $accent; }
    QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { background: $panel; border: 1px solid $border;
      border-radius: 6px; padding: 4px 7px; min-height: 1.25em;
      selection-background-color: $accent; selection-color: $onaccent; }
    QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus { border-color: $accent; }
    QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {
      width: 0px; border: none; }
    QComboBox::drop-down { border: none; width: 22px; }
    QComboBox::down-arrow { image: url(:/icons/chevron.png); width: 12px; height: 12px; }
    QComboBox QAbstractItemView { background: $panel; border: 1px solid $border;
      selection-background-color: $selected; selection-color: $text; }
    QCheckBox::indicator, QTreeView::indicator { width: 13px; height: 13px; border: 1px solid $quiet;
      border-radius: 3px; background: $panel; }
    QCheckBox::indicator:hover, QTreeView::indicator:hover { border-color: $accent; }
    QCheckBox::indicator:checked, QTreeView::indicator:checked { background: $accent;
      border-color: $accent; image: url(:/icons/check-$mark.png); }
    QTreeView::indicator:indeterminate { background: $accent; border-color: $accent;
      image: url(:/icons/dash-$mark.png); }
    QCheckBox::indicator:focus { border: 2px solid $text; }
    QCheckBox::indicator:disabled { background: $window; border-color: $border; }
    QProgressBar { background: $window; border: none; border-radius: 4px; height: 8px;
      text-align: center; color: transparent; }
    QProgressBar::chunk { background: $accent; border-radius: 4px; }
    QSlider::groove:horizontal { height: 4px; background: $border; border-radius: 2px; }
    QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
    QSlider::handle:horizontal { width: 14px; height: 14px; margin: -6px 0; border-radius: 7px;
      background: $panel; border: 2px solid $accent; }
    QScrollArea { background: transparent; border: none; }
    QScrollBar:vertical { width: 10px; background: transparent; margin: 2px; }
    QScrollBar:horizontal { height: 10px; background: transparent; margin: 2px; }
    QScrollBar::handle { background: $border; border-radius: 3px; min-height: 24px; min-width: 24px; }
    QScrollBar::handle:hover { background: $quiet; }
    QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
    QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
    QTableView, QListView, QTreeView, QPlainTextEdit, QTextBrowser { background: $panel; border: none;
      selection-background-color: $selected; selection-color: $text; }
    QTreeView::item { padding: 2px 0px; }
    QTreeView::item:selected { background: $selected; color: $text; }
    QHeaderView::section { background: $panel; color: $quiet; border: none;
      border-bottom: 1px solid $border; padding: 4px 8px; font-weight: 600; }
    QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 4px; }
    QSplitter::handle { background: $border; }
  )");
  const std::pair<const char*, QColor> names[] = {
      {"$window", tones.window}, {"$panel", tones.panel},        {"$raised", tones.raised},
      {"$border", tones.border}, {"$text", tones.text},          {"$quiet", tones.quiet},
      {"$accent", tones.accent}, {"$onaccent", tones.on_accent}, {"$selected", tones.selected}};
  const QString mark =
      tones.on_accent.lightnessF() > 0.5F ? QStringLiteral("light") : QStringLiteral("dark");
  sheet.replace(QLatin1String("$mark"), mark);
  sheet.replace(QLatin1String("$heading"), QString::number(heading_pt));
  for (const auto& [name, color] : names) sheet.replace(QLatin1String(name), color.name());
  return sheet;
}

/// The desktop's font; without a desktop Qt takes the widest there is.
QFont find_usual_font() {
  QFont font = QApplication::font();
  if (!qEnvironmentVariableIsEmpty("XDG_CURRENT_DESKTOP")) {
    if (font.pointSizeF() <= 0) font.setPointSizeF(10);  // it is given in pixels
    return font;
  }
  const QStringList families = QFontDatabase::families();
  for (const char* family : {"Inter", "Noto Sans", "Cantarell", "Open Sans"}) {
    if (families.contains(QLatin1String(family))) return QFont(QLatin1String(family), 10);
  }
  font.setPointSizeF(9.5);
  return font;
}

/// As it was before ours replaced it.
const QFont& usual_font() {
  static const QFont font = find_usual_font();
  return font;
}

QFont font_of(double text_scale) {
  QFont font = usual_font();
  font.setPointSizeF(text_scale * font.pointSizeF());
  return font;
}

/// The style sheet follows the font: widgets that it has styled keep the font of then.
void set_font(QApplication& application, Theme theme, const QFont& font) {
  QApplication::setFont(font);
  application.setStyleSheet(style_sheet(tones_of(theme), 1.25 * font.pointSizeF()));
}

}  // namespace

Theme desktop_theme() {
  return QApplication::palette().color(QPalette::Window).lightnessF() < 0.5F ? Theme::kDark
                                                                             : Theme::kLight;
}

Theme parse_theme(const QString& text) {
  if (text == QLatin1String("light")) return Theme::kLight;
  if (text == QLatin1String("dark")) return Theme::kDark;
  static const Theme desktop = desktop_theme();  // before ours replaces it
  return desktop;
}

void apply_theme(QApplication& application, Theme theme, double text_scale) {
  take_in_resources();
  usual_font();  // before ours replaces it
  QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  QApplication::setPalette(palette_of(tones_of(theme)));
  set_font(application, theme, font_of(text_scale));
}

void set_text_scale(QApplication& application, Theme theme, double text_scale) {
  const QFont font = font_of(text_scale);
  if (font != QApplication::font()) set_font(application, theme, font);
}

Rgb8 view_background(Theme theme) {
  const QColor color = tones_of(theme).panel;
  return {std::uint8_t(color.red()), std::uint8_t(color.green()), std::uint8_t(color.blue())};
}

}  // namespace cortiscope
