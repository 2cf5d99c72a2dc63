#include <gtest/gtest.h>

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QTest>
#include <QToolButton>

#include "app/gui/library_matrix.h"
#include "app/gui/library_panel.h"
#include "tests/app/gui/panel_fixture.h"
#include "tests/app/gui/wait_for.h"

namespace cortiscope {
namespace {

TEST_F(PanelTest, LibraryKeepsItsMatrixInSight) {
  LibraryPanel panel(session_, fits_, extractions_);
  panel.show();
  panel.resize(280, 420);
  const auto* matrix = panel.findChild<LibraryMatrix*>(QStringLiteral("matrix"));
  EXPECT_TRUE(
      wait_for([&] { return matrix->parentWidget()->height() >= matrix->sizeHint().height(); }));
}

TEST_F(PanelTest, LibraryFiltersManyModels) {
  LibraryPanel panel(session_, fits_, extractions_);
  auto* filter = panel.findChild<QLineEdit*>(QStringLiteral("filter-models"));
  auto* matrix = panel.findChild<LibraryMatrix*>(QStringLiteral("matrix"));
  EXPECT_FALSE(filter->isVisibleTo(&panel)) << "three models";
  for (int i = 0; i < 10; ++i) {
    session_.add(OpenedFeatures{"s/m" + std::to_string(i) + ".features.h5",
                                tiny_features("m" + std::to_string(i), {"a", "b", "c"})});
  }
  ASSERT_TRUE(filter->isVisibleTo(&panel));
  const int all = matrix->sizeHint().width();
  filter->setText(QStringLiteral("M7"));
  EXPECT_LT(matrix->sizeHint().width(), all);
  ModelId chosen = -1;
  QObject::connect(matrix, &LibraryMatrix::chosen, [&](Choice at) { chosen = at.model; });
  matrix->resize(matrix->sizeHint());
  QTest::mouseClick(matrix, Qt::LeftButton, {}, {matrix->width() - 20, matrix->height() - 20});
  ASSERT_GE(chosen, 0);
  EXPECT_EQ(session_.library().find_model(chosen)->name, "m7");
}

TEST_F(PanelTest, MatrixChoosesWhatIsClicked) {
  LibraryMatrix matrix;
  matrix.show_library(session_.library());
  matrix.resize(matrix.sizeHint());
  std::vector<Choice> chosen;
  QObject::connect(&matrix, &LibraryMatrix::chosen, [&](Choice at) { chosen.push_back(at); });
  // Cells are squares at the lower right, the last of them in the corner.
  QTest::mouseClick(&matrix, Qt::LeftButton, {}, {matrix.width() - 20, matrix.height() - 20});
  QTest::mouseClick(&matrix, Qt::LeftButton, {}, {5, 5});
  ASSERT_EQ(chosen.size(), 1U);
  EXPECT_EQ(chosen[0], (Choice{0, 2}));
  ModelId named = -1;
  QObject::connect(&matrix, &LibraryMatrix::model_chosen, [&](ModelId model) { named = model; });
  QTest::mouseClick(&matrix, Qt::LeftButton, {}, {matrix.width() - 20, 5});
  EXPECT_EQ(named, 2) << "its name, above its column";
}

TEST_F(PanelTest, LibraryPutsInOrderWhatIsDragged) {
  const auto other = std::make_shared<Subject>(*tiny_subject());
  other->name = "other";
  session_.add(OpenedSubject{"s/other.h5", other, {}, {}});
  LibraryPanel panel(session_, fits_, extractions_);
  auto* matrix = panel.findChild<LibraryMatrix*>(QStringLiteral("matrix"));
  matrix->resize(matrix->sizeHint());
  const auto drag = [matrix](QPoint from, QPoint to) {
    QTest::mousePress(matrix, Qt::LeftButton, {}, from);
    for (const QPoint at : {(from + to) / 2, to}) {
      QMouseEvent move(QEvent::MouseMove, at, matrix->mapToGlobal(at), Qt::NoButton, Qt::LeftButton,
                       {});
      QApplication::sendEvent(matrix, &move);
    }
    QTest::mouseRelease(matrix, Qt::LeftButton, {}, to);
  };
  const auto models = [this] {
    std::string names;
    for (const LibraryModel& model : session_.library().models()) names += model.name + " ";
    return names;
  };
  ASSERT_EQ(models(), "known answer one two ");
  const int wide = matrix->width(), high = matrix->height();
  drag({wide - 20, 5}, {wide - 60, 8});  // the last column, to before the one beside it
  EXPECT_EQ(models(), "known answer two one ");
  drag({wide - 20, 5}, {wide - 22, 7});
  EXPECT_EQ(models(), "known answer two one ") << "a click";
  drag({wide - 75, 5}, {wide - 2, 8});
  EXPECT_EQ(models(), "known answer two one ") << "known answers stay first";
  drag({10, high - 20}, {12, high - 70});
  EXPECT_EQ(session_.library().subjects().front().name, "other");
}

TEST_F(PanelTest, LibraryGroupsModelsUnderTheirObjectives) {
  FeatureInfo clip = tiny_features("clip", {"a", "b", "c"});
  clip.objective = "contrastive image-text";
  session_.add(OpenedFeatures{"s/clip.features.h5", clip});
  LibraryPanel panel(session_, fits_, extractions_);
  auto* matrix = panel.findChild<LibraryMatrix*>(QStringLiteral("matrix"));
  auto* group = panel.findChild<QToolButton*>(QStringLiteral("group-models"));
  ASSERT_TRUE(group && group->isVisibleTo(&panel));
  EXPECT_TRUE(matrix->groups().isEmpty());
  const QSize before = matrix->sizeHint();
  const auto choose = [&](const char* text) {
    for (QAction* action : group->menu()->actions()) {
      if (action->text() == QLatin1String(text)) action->trigger();
    }
  };
  choose("By objective");
  const QStringList expected = {QStringLiteral("contrastive image-text"),
                                QStringLiteral("objective not given")};
  EXPECT_EQ(matrix->groups(), expected);
  EXPECT_GT(matrix->sizeHint().height(), before.height()) << "their names are above the models'";
  ModelId named = -1;
  QObject::connect(matrix, &LibraryMatrix::model_chosen, [&](ModelId model) { named = model; });
  matrix->resize(matrix->sizeHint());
  const QImage grouped = matrix->grab().toImage();
  for (int x = 0; x < matrix->width() && named < 0; x += 4) {
    const int y = matrix->sizeHint().height() - before.height() + 5;
    QTest::mouseClick(matrix, Qt::LeftButton, {}, {x, y});
    if (named == kKnownAnswer) named = -1;
  }
  ASSERT_GE(named, 0);
  EXPECT_EQ(session_.library().find_model(named)->name, "clip") << "the first of the first group";
  choose("By size");
  EXPECT_EQ(matrix->groups(), QStringList{QStringLiteral("12 layers, 3 channels")});
  EXPECT_NE(matrix->grab().toImage(), grouped);
  choose("None");
  EXPECT_TRUE(matrix->groups().isEmpty());
  EXPECT_EQ(matrix->sizeHint(), before);
}

TEST_F(PanelTest, LibraryChoosesABareCortexBesideASubject) {
  LibraryPanel panel(session_, fits_, extractions_);
  const auto cortex = std::make_shared<Subject>(*tiny_subject());
  cortex->name = "fsaverage";
  cortex->truth.reset();
  session_.add(OpenedSubject{{}, cortex, {}, "s/fsaverage"});
  ASSERT_EQ(session_.view().choice.subject, 0) << "it was not asked for";
  auto* matrix = panel.findChild<LibraryMatrix*>(QStringLiteral("matrix"));
  matrix->resize(matrix->sizeHint());
  const QPoint corner(matrix->width() - 20, matrix->height() - 20);
  QTest::mouseClick(matrix, Qt::LeftButton, {}, corner);
  EXPECT_EQ(session_.view().choice, (Choice{1, -1}));
  session_.step_subject(-1);
  EXPECT_EQ(session_.view().choice.subject, 0);
  QTest::mouseClick(matrix, Qt::LeftButton, {}, {10, corner.y()});
  EXPECT_EQ(session_.view().choice, (Choice{1, -1})) << "its name";
}

}  // namespace
}  // namespace cortiscope
