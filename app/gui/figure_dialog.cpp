#include "app/gui/figure_dialog.h"

#include <QCheckBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>

#include "app/gui/text.h"

namespace cortiscope {

std::optional<std::filesystem::path> ask_for_figure(FigureRequest& request, QWidget* window) {
  QDialog dialog(window);
  dialog.setObjectName(QStringLiteral("figure-dialog"));
  dialog.setWindowTitle(QDialog::tr("Save figure"));
  QSettings settings;
  auto* width = new QDoubleSpinBox;
  width->setRange(20, 2000);
  width->setDecimals(1);
  width->setSuffix(QDialog::tr(" mm"));
  width->setValue(settings.value(QStringLiteral("figure/width_mm"), 180).toDouble());
  auto* dpi = new QSpinBox;
  dpi->setRange(int(kLeastDpi), int(kMostDpi));
  dpi->setSuffix(QDialog::tr(" dpi"));
  dpi->setValue(settings.value(QStringLiteral("figure/dpi"), 300).toInt());
  auto* is_transparent = new QCheckBox(QDialog::tr("Transparent background"));
  auto* form = new QFormLayout(&dialog);
  form->addRow(QDialog::tr("Width"), width);
  form->addRow(QDialog::tr("Resolution"), dpi);
  form->addRow(QString(), is_transparent);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  buttons->addButton(QDialog::tr("Choose file…"), QDialogButtonBox::AcceptRole);
  QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
  QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
  form->addRow(buttons);
  if (dialog.exec() != QDialog::Accepted) return std::nullopt;
  const QString file = QFileDialog::getSaveFileName(
      window, QDialog::tr("Save figure"),
      settings.value(QStringLiteral("figure/folder")).toString() + QStringLiteral("/figure.png"),
      QDialog::tr("Figures (*.png *.svg *.pdf)"));
  if (file.isEmpty()) return std::nullopt;
  request.width_mm = width->value();
  request.dpi = dpi->value();
  request.is_transparent = is_transparent->isChecked();
  settings.setValue(QStringLiteral("figure/width_mm"), width->value());
  settings.setValue(QStringLiteral("figure/dpi"), dpi->value());
  const std::filesystem::path path = file.toStdString();
  settings.setValue(QStringLiteral("figure/folder"), text_of(path.parent_path()));
  return path.has_extension() ? path : std::filesystem::path(path.string() + ".png");
}

}  // namespace cortiscope
