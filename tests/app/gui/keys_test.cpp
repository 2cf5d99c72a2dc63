#include <gtest/gtest.h>

#include <QCheckBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>
#include <QVBoxLayout>

#include "app/gui/single_keys.h"
#include "app/gui/theme.h"
#include "tests/app/gui/wait_for.h"

namespace cortiscope {
namespace {

/// A window with a single key and the fields that take it.
class SingleKeysTest : public testing::Test {
 protected:
  void SetUp() override {
    auto* layout = new QVBoxLayout(&window_);
    for (QWidget* field : fields()) layout->addWidget(field);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    keys_.add(Qt::Key_3, [this] { ++pressed_; });
    window_.show();
    window_.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window_, kWaitAtMostMs));
  }
  std::vector<QWidget*> fields() { return {number_, text_, table_}; }

  QWidget window_;
  QSpinBox* number_ = new QSpinBox;
  QLineEdit* text_ = new QLineEdit;
  QTableWidget* table_ = new QTableWidget(2, 2);
  SingleKeys keys_{&window_};
  int pressed_ = 0;
};

TEST_F(SingleKeysTest, AreGivenBackByEscapeAndReturn) {
  for (QWidget* field : fields()) {
    for (const Qt::Key key : {Qt::Key_Escape, Qt::Key_Return, Qt::Key_Enter}) {
      field->setFocus();
      pressed_ = 0;
      QTest::keyClick(field, Qt::Key_3);
      EXPECT_EQ(pressed_, 0) << "the field takes it";
      QTest::keyClick(field, key);
      ASSERT_TRUE(wait_for([&] { return !field->hasFocus(); })) << field->metaObject()->className();
      QTest::keyClick(&window_, Qt::Key_3);
      EXPECT_EQ(pressed_, 1) << field->metaObject()->className();
    }
  }
}

TEST_F(SingleKeysTest, LeaveWhatWasTypedInTheField) {
  number_->setFocus();
  number_->selectAll();
  QTest::keyClicks(number_, QStringLiteral("42"));
  QTest::keyClick(number_, Qt::Key_Return);
  EXPECT_EQ(number_->value(), 42);
}

/// The largest difference in lightness within a widget.
float contrast_of(QWidget& widget) {
  const QImage image = widget.grab().toImage();
  float least = 1, most = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) {
      const float lightness = image.pixelColor(x, y).lightnessF();
      least = std::min(least, lightness);
      most = std::max(most, lightness);
    }
  }
  return most - least;
}

TEST(Theme, DrawsCheckBoxesThatCanBeSeen) {
  for (const Theme theme : {Theme::kDark, Theme::kLight}) {
    apply_theme(*qApp, theme);
    QCheckBox box;  // without a text, only the box has contrast
    EXPECT_GT(contrast_of(box), 0.25F) << int(theme);
    box.setChecked(true);
    EXPECT_GT(contrast_of(box), 0.25F) << int(theme);
  }
  qApp->setStyleSheet({});
}

}  // namespace
}  // namespace cortiscope
