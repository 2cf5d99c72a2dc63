#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include "app/gui/name_field.h"
#include "app/gui/outline_draft.h"
#include "app/gui/region_files.h"
#include "app/gui/region_panel.h"
#include "app/gui/session_controller.h"
#include "core/io/freesurfer/freesurfer_label.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// A session with the tiny subject.
class RegionsTest : public testing::Test {
 protected:
  RegionsTest() { session_.add(OpenedSubject{"s/subject.h5", tiny_subject(), {}}); }

  std::string name_of_region(int id) const {
    const ListedRegion* region = session_.subject()->regions.find(id);
    return region ? region->region->name : "(none)";
  }
  std::vector<std::string> names_of_vertex(int vertex) const {
    return session_.card_at({kLh, vertex})->regions;
  }

  SessionController session_;
};

/// A vertex of lh outside all regions.
int free_vertex() {
  int vertex = 0;
  const std::vector<Region>& regions = tiny_subject()->cortex[kLh].regions;
  while (!names_at(regions, vertex).empty()) ++vertex;
  return vertex;
}

using Names = std::vector<std::string>;

TEST_F(RegionsTest, ADrawnOneIsOutlinedAndNamedByTheCardUntilItIsUndone) {
  const int vertex = free_vertex();
  QSignalSpy changed(&session_, &SessionController::regions_changed);
  const int id = session_.draw_region(kLh, {vertex});
  EXPECT_EQ(changed.count(), 1);
  EXPECT_EQ(names_of_vertex(vertex), Names{"ROI 1"});
  EXPECT_EQ(session_.outlined()->at(kLh).front().vertices, std::vector<int>{vertex});
  session_.name_drawn_region(id, "FFA");
  EXPECT_EQ(names_of_vertex(vertex), Names{"FFA"});
  session_.steps().undo();
  EXPECT_EQ(names_of_vertex(vertex), Names{}) << "drawn and named in one step";
  session_.steps().redo();
  EXPECT_EQ(names_of_vertex(vertex), Names{"FFA"});
}

TEST_F(RegionsTest, RenamingHidingAndDeletingAreStepsOfTheirOwn) {
  const int vertex = free_vertex();
  const int id = session_.draw_region(kLh, {vertex});
  session_.rename_region(id, "OFA");
  session_.show_regions({id}, false);
  EXPECT_EQ(names_of_vertex(vertex), Names{});
  session_.remove_region(id);
  EXPECT_EQ(name_of_region(id), "(none)");
  session_.steps().undo();
  EXPECT_EQ(name_of_region(id), "OFA");
  EXPECT_EQ(names_of_vertex(vertex), Names{}) << "still hidden";
  session_.steps().undo();
  EXPECT_EQ(names_of_vertex(vertex), Names{"OFA"});
  session_.steps().undo();
  EXPECT_EQ(names_of_vertex(vertex), Names{"ROI 1"});
  session_.steps().undo();
  EXPECT_EQ(name_of_region(id), "(none)");
  EXPECT_FALSE(session_.steps().canUndo());
}

TEST_F(RegionsTest, AClickedOneIsChosenWhereItIsShown) {
  RegionPanel panel(session_);
  QSignalSpy chosen(&panel, &RegionPanel::region_chosen);
  auto* list = panel.findChild<QTreeWidget*>(QStringLiteral("regions"));
  const auto click_first = [&] {
    QTreeWidgetItem* group = list->topLevelItem(0);
    const QString name = group->child(0)->text(0);
    Q_EMIT list->itemClicked(group->child(0), 0);
    Q_EMIT list->itemClicked(group, 0);
    return name;
  };
  const QString name = click_first();
  ASSERT_EQ(chosen.count(), 1) << "a group is no region";
  EXPECT_EQ(chosen.front().front().toString(), name);
  list->topLevelItem(0)->child(0)->setCheckState(0, Qt::Unchecked);
  click_first();
  EXPECT_EQ(chosen.count(), 1) << "the click that hides it comes before it is hidden";
  session_.show_regions({session_.subject()->regions.all().front().id}, false);
  click_first();
  EXPECT_EQ(chosen.count(), 1);
}

TEST_F(RegionsTest, UndoingGoesToTheSubjectThatWasDrawnOn) {
  session_.add(OpenedSubject{"t/subject.h5", tiny_subject(), {}});
  const int id = session_.draw_region(kLh, {free_vertex()});
  session_.choose({1, 0});
  session_.steps().undo();
  EXPECT_EQ(session_.view().choice.subject, 0);
  EXPECT_EQ(name_of_region(id), "(none)");
}

TEST_F(RegionsTest, OpeningAFileIsOneStep) {
  const auto own = names_of_vertex(tiny_subject()->cortex[kLh].regions.front().vertices.front());
  const int vertex = tiny_subject()->cortex[kLh].regions.front().vertices.front();
  session_.set_regions(false);
  auto label = std::make_shared<RegionsPair>();
  label->regions[kLh] = {{"mine", {vertex}}};
  session_.add(OpenedRegions{"lh.mine.label", label});
  EXPECT_TRUE(session_.view().shows_regions);
  EXPECT_EQ(names_of_vertex(vertex), Names{"mine"});
  session_.steps().undo();
  EXPECT_FALSE(session_.view().shows_regions);
  EXPECT_EQ(names_of_vertex(vertex), own);
}

TEST_F(RegionsTest, StayWhereTheSubjectIsReadAgain) {
  const int id = session_.draw_region(kLh, {free_vertex()});
  session_.add(OpenedSubject{"s/subject.h5", tiny_subject(), {}});
  EXPECT_EQ(name_of_region(id), "ROI 1");
  EXPECT_FALSE(session_.steps().canUndo()) << "steps of what is gone";
}

TEST_F(RegionsTest, AreSavedAsLabelsAndMissedUntilThen) {
  const TempDir folder;
  const int vertex = free_vertex();
  const int id = session_.draw_region(kRh, {vertex, vertex + 1});
  EXPECT_EQ(unsaved_regions(session_).size(), 1U);
  session_.save_region(0, id, folder / "rh.ROI 1.label");
  EXPECT_TRUE(unsaved_regions(session_).empty());
  EXPECT_EQ(read_label(folder / "rh.ROI 1.label").vertices, (std::vector<int>{vertex, vertex + 1}));
  session_.rename_region(id, "PPA");
  ASSERT_EQ(unsaved_regions(session_).size(), 1U);
  EXPECT_EQ(label_files(session_, unsaved_regions(session_), "x"),
            std::vector<std::filesystem::path>{"x/rh.PPA.label"});
}

TEST_F(RegionsTest, OfSeveralSubjectsAreSavedInAFolderEach) {
  session_.add(OpenedSubject{"t/subject.h5", tiny_subject(), {}});
  session_.draw_region(kLh, {1});
  session_.choose({1, 0});
  session_.draw_region(kLh, {1});
  const auto files = label_files(session_, unsaved_regions(session_), "x");
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].filename(), "lh.ROI 1.label");
  EXPECT_EQ(files[0].parent_path().parent_path(), "x");
}

TEST_F(RegionsTest, ViewChangesAreUndoneAndTheChoiceStays) {
  session_.add_fit(tiny_fit("one", "2026"), "s/one.fit.h5");
  session_.set_map({"space"});
  session_.set_range({0, 0.5F});
  session_.set_folded(SurfaceKind::kPial);
  session_.choose({0, 1});
  session_.pick(CortexVertex{kLh, 3});
  QSignalSpy surface(&session_, &SessionController::surface_changed);
  session_.steps().undo();
  EXPECT_EQ(surface.count(), 1);
  EXPECT_EQ(session_.view().folded, SurfaceKind::kInflated);
  session_.steps().undo();
  EXPECT_EQ(session_.view().range(), ColorRange{});
  session_.steps().undo();
  EXPECT_EQ(session_.view().map.name, "layer");
  EXPECT_EQ(session_.view().choice, (Choice{0, 1}));
  EXPECT_EQ(session_.view().picked, (CortexVertex{kLh, 3}));
  session_.steps().redo();
  EXPECT_EQ(session_.view().map.name, "space");
}

TEST_F(RegionsTest, CamerasStayWhereTheUserMovedThemUntilAnotherSideIsChosen) {
  session_.set_map({"space"});
  CortexCamera moved = session_.view().folds_camera, flat;
  moved.zoom = 3;
  flat.shift.x() = 0.5F;
  session_.note_cameras(moved, flat);
  EXPECT_EQ(session_.steps().count(), 1) << "moving a camera is no step";
  session_.steps().undo();
  EXPECT_EQ(session_.view().folds_camera, moved);
  session_.set_side(Side::kMedial);
  EXPECT_EQ(session_.view().folds_camera, cortex_camera_from(Side::kMedial));
  session_.note_cameras(moved, flat);
  session_.steps().undo();
  EXPECT_EQ(session_.view().folds_camera, cortex_camera_from(Side::kPosterior));
  EXPECT_EQ(session_.view().flat_camera, flat);
}

TEST_F(RegionsTest, AreNotDrawnWithoutAFlatmap) {
  auto subject = std::make_shared<Subject>(*tiny_subject());
  for (const Hemisphere h : kHemispheres) {
    subject->cortex[h].surfaces.erase(SurfaceKind::kFlat);
  }
  session_.add(OpenedSubject{"t/subject.h5", subject, {}});
  session_.set_drawing(true);
  EXPECT_TRUE(session_.view().is_drawing);
  session_.choose({1, 0});
  EXPECT_FALSE(session_.view().is_drawing) << "another cortex was chosen meanwhile";
  session_.set_drawing(true);
  EXPECT_FALSE(session_.view().is_drawing);
}

/// The panel's list, found as a user finds it.
class RegionPanelTest : public RegionsTest {
 protected:
  RegionPanelTest() : panel_(session_) {
    panel_.show();
    panel_.activateWindow();
    list().setFocus();
  }

  QTreeWidget& list() { return *panel_.findChild<QTreeWidget*>(QStringLiteral("regions")); }
  QTreeWidgetItem* item(const QString& name) {
    const auto found = list().findItems(name, Qt::MatchExactly | Qt::MatchRecursive);
    return found.isEmpty() ? nullptr : found.front();
  }
  QToolButton& button(const char* name) {
    return *panel_.findChild<QToolButton*>(QLatin1String(name));
  }

  RegionPanel panel_;
};

TEST_F(RegionPanelTest, ListsWhatIsDrawnAndTellsWhatIsUnsaved) {
  EXPECT_FALSE(item(QStringLiteral("Drawn")));
  EXPECT_FALSE(button("save-all-regions").isEnabled());
  session_.draw_region(kRh, {1, 2});
  ASSERT_TRUE(item(QStringLiteral("ROI 1")));
  EXPECT_EQ(item(QStringLiteral("ROI 1"))->text(1), QStringLiteral("unsaved · rh"));
  EXPECT_EQ(item(QStringLiteral("ROI 1"))->parent()->text(0), QStringLiteral("Drawn"));
  EXPECT_TRUE(button("save-all-regions").isEnabled());
  const TempDir folder;
  session_.save_region(0, session_.subject()->regions.all().back().id, folder / "rh.x.label");
  EXPECT_EQ(item(QStringLiteral("ROI 1"))->text(1), QStringLiteral("rh"));
}

TEST_F(RegionPanelTest, ShowsAndHidesOneOrAGroupInOneStep) {
  session_.draw_region(kLh, {1});
  session_.draw_region(kLh, {2});
  item(QStringLiteral("ROI 1"))->setCheckState(0, Qt::Unchecked);
  QCoreApplication::processEvents();
  EXPECT_EQ(names_at((*session_.outlined())[kLh], 1), names_at({}, 1));
  EXPECT_EQ(item(QStringLiteral("Drawn"))->checkState(0), Qt::PartiallyChecked);
  item(QStringLiteral("Drawn"))->setCheckState(0, Qt::Checked);
  QCoreApplication::processEvents();
  EXPECT_EQ(item(QStringLiteral("ROI 1"))->checkState(0), Qt::Checked);
  session_.steps().undo();
  EXPECT_EQ(item(QStringLiteral("ROI 1"))->checkState(0), Qt::Unchecked);
  EXPECT_EQ(item(QStringLiteral("ROI 2"))->checkState(0), Qt::Checked);
}

TEST_F(RegionPanelTest, RenamesInTheListAndDeletesWhatIsChosen) {
  const int id = session_.draw_region(kLh, {1});
  list().setCurrentItem(item(QStringLiteral("ROI 1")));
  item(QStringLiteral("ROI 1"))->setText(0, QStringLiteral(" EBA "));
  QCoreApplication::processEvents();
  EXPECT_EQ(name_of_region(id), "EBA");
  ASSERT_TRUE(item(QStringLiteral("EBA"))) << "without the blanks";
  EXPECT_EQ(list().currentItem(), item(QStringLiteral("EBA"))) << "still the one chosen";
  item(QStringLiteral("EBA"))->setText(0, QString());
  QCoreApplication::processEvents();
  EXPECT_TRUE(item(QStringLiteral("EBA"))) << "an empty name is none";
  QTest::keyClick(&list(), Qt::Key_Delete);
  EXPECT_EQ(name_of_region(id), "(none)");
}

TEST_F(RegionPanelTest, DoesNotDeleteWhatBelongsToTheCortex) {
  const QString own = QString::fromStdString(tiny_subject()->cortex[kLh].regions.front().name);
  list().setCurrentItem(item(own));
  EXPECT_FALSE(button("delete-region").isEnabled());
  QCoreApplication::processEvents();  // until the keyboard is in the list
  QTest::keyClick(&list(), Qt::Key_Delete);
  EXPECT_TRUE(item(own));
  EXPECT_FALSE(session_.steps().canUndo());
}

TEST_F(RegionPanelTest, AsksToSaveWhatIsChosenOrAllThatIsDrawn) {
  const int first = session_.draw_region(kLh, {1}), second = session_.draw_region(kLh, {2});
  QSignalSpy asked(&panel_, &RegionPanel::save_requested);
  list().setCurrentItem(item(QStringLiteral("ROI 2")));
  button("save-region").click();
  button("save-all-regions").click();
  ASSERT_EQ(asked.count(), 2);
  EXPECT_EQ(asked[0][0].value<std::vector<int>>(), std::vector<int>{second});
  EXPECT_EQ(asked[1][0].value<std::vector<int>>(), (std::vector<int>{first, second}));
}

class NameFieldTest : public testing::Test {
 protected:
  NameFieldTest() : field_(&picture_) {
    picture_.resize(300, 200);
    picture_.show();
    field_.ask(QStringLiteral("ROI 1"), {290, 100},
               [this](const QString& name) { taken_ << name; });
  }

  QWidget picture_;
  NameField field_;
  QStringList taken_;
};

TEST_F(NameFieldTest, LiesWithinThePictureAndTakesWhatIsTyped) {
  EXPECT_TRUE(picture_.rect().contains(field_.geometry()));
  QTest::keyClicks(&field_, QStringLiteral("FFA"));
  QTest::keyClick(&field_, Qt::Key_Return);
  EXPECT_EQ(taken_, QStringList{QStringLiteral("FFA")}) << "once, instead of the text before";
  EXPECT_FALSE(field_.isVisible());
}

TEST_F(NameFieldTest, LeavesTheNameOnEscape) {
  QTest::keyClicks(&field_, QStringLiteral("FFA"));
  QTest::keyClick(&field_, Qt::Key_Escape);
  EXPECT_EQ(taken_, QStringList{QStringLiteral("ROI 1")});
  EXPECT_FALSE(field_.isVisible());
}

TEST_F(NameFieldTest, TakesTheNameWhereAnotherIsAskedFor) {
  QTest::keyClicks(&field_, QStringLiteral("FFA"));
  field_.ask(QStringLiteral("ROI 2"), {10, 10}, [this](const QString& name) { taken_ << name; });
  EXPECT_EQ(taken_, QStringList{QStringLiteral("FFA")});
  EXPECT_TRUE(field_.isVisible());
}

TEST(OutlineDraft, TakesBackTheLastCornerOrStroke) {
  OutlineDraft draft;
  draft.take_back();
  EXPECT_TRUE(draft.is_empty());
  draft.add_corner({0, 0});
  draft.add_corner({1, 0});
  for (const float y : {1.0F, 2.0F, 3.0F}) draft.drag_to({1, y});
  draft.add_corner({0, 3});
  EXPECT_EQ(draft.points().size(), 6U);
  EXPECT_EQ(draft.corners().size(), 3U);
  draft.take_back();
  EXPECT_EQ(draft.points().size(), 5U);
  draft.take_back();
  EXPECT_EQ(draft.points(), std::vector<Eigen::Vector2f>{Eigen::Vector2f(0, 0)}) << "the stroke";
  EXPECT_FALSE(draft.can_close());
}

}  // namespace
}  // namespace cortiscope
