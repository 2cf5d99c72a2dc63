#pragma once

#include <gtest/gtest.h>

#include <QMouseEvent>
#include <QSettings>
#include <QTest>
#include <QToolButton>
#include <memory>
#include <string>

#include "app/gui/main_window.h"
#include "app/gui/view_switch.h"
#include "app/gui/wall_view.h"
#include "app/gui/wall_widget.h"
#include "tests/app/gui/tiny_demo.h"
#include "tests/app/gui/wait_for.h"

namespace cortiscope {

/// Of the demonstration, without the known answers.
constexpr std::size_t kModels = 4, kSubjects = 3;

inline DemoOptions demo_in(const TempDir& folder) {
  DemoOptions demo = tiny_demo(folder);
  demo.vertices = 1000;
  demo.subjects = kSubjects;
  demo.networks = {"aligned", "truncated", "low-level", "scrambled"};
  return demo;
}

/// As if a network had been fitted in which every vertex reads some layers further up.
inline FitResult fit_of(const Subject& subject, const std::string& network, int layers_up) {
  FitResult fit;
  fit.subject = subject;
  fit.features.network = network;
  fit.features.is_synthetic = true;
  fit.selectors = subject.truth->selectors;
  const int layers = fit.selectors.layer_count(), vertices = subject.vertex_count();
  for (int row = 0; row < vertices; ++row) {
    const float* planted = subject.truth->selectors.layer.row(row);
    for (int layer = 0; layer < layers; ++layer) {
      fit.selectors.layer.row(row)[(layer + layers_up) % layers] = planted[layer];
    }
  }
  fit.features.layers.assign(std::size_t(layers), "block");
  fit.features.channels.assign(std::size_t(layers), 3);
  fit.features.rows = fit.features.columns = 4;
  fit.features.images = {"a", "b", "c"};
  fit.training_images = {0};
  fit.validation_images = {1};
  fit.test_images = {2};
  fit.r2.assign(std::size_t(vertices), 0.2F + 0.05F * float(layers_up));
  fit.validation_r2 = fit.r2;
  fit.provenance.created = "2026-01-01T00:00:00Z";
  fit.provenance.steps = fit.provenance.steps_done = 100;
  return fit;
}

/// The real window with the demonstration's three subjects, four networks fitted to each, and the
/// wall in place of the views, its models in the library's order.
class WallTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    settings_ = std::make_unique<TempDir>();
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope,
                       QString::fromStdString(settings_->path().string()));
    QCoreApplication::setOrganizationName(QStringLiteral("CortiscopeTest"));
    made_ = std::make_unique<TempDir>();
    ASSERT_TRUE(open_demo(
        demo_in(*made_), StopToken(), [](const Opened&) {}, [](const std::string&, double) {}));
  }
  static void TearDownTestSuite() {
    settings_.reset();
    made_.reset();
  }

  void SetUp() override {
    open_fits();
    wall().set_order(WallOrder::kLibrary);
    show_wall();
    wait_until_drawn();
  }
  void open_fits() {
    window_ = std::make_unique<MainWindow>();
    window_->resize(1280, 900);
    window_->show();
    ASSERT_TRUE(wait_until_exposed(*window_));
    window_->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window_.get(), kWaitAtMostMs)) << "keys need it";
    window_->open_demo(demo_in(*made_));
    ASSERT_TRUE(wait_for([this] { return !window_->loads().is_busy(); }));
    ASSERT_EQ(session().library().subjects().size(), kSubjects);
    ASSERT_EQ(session().library().models().size(), kModels + 1) << "and the known answers";
    const Library library = session().library();
    for (const LibrarySubject& subject : library.subjects()) {
      for (std::size_t m = 0; m < kModels; ++m) {
        const std::string& name = library.models()[m + 1].name;
        session().add_fit(fit_of(*subject.subject, name, int(m)), name + ".fit.h5");
      }
    }
    session().choose(at(0, 1));
  }

  SessionController& session() { return window_->session(); }
  ViewSwitch& views() { return *window_->findChild<ViewSwitch*>(); }
  WallView& wall() { return views().wall(); }
  WallWidget& tiles() { return wall().tiles(); }
  /// The model by its column: 0 is the known answer.
  Choice at(std::size_t subject, std::size_t model) {
    const Library& library = session().library();
    return {library.subjects()[subject].id, library.models()[model].id};
  }
  std::size_t cell(std::size_t subject, std::size_t model) {
    return subject * (kModels + 1) + model;
  }
  void show_wall() { window_->set_workspace(Workspace::kCompare); }
  void show_views() { window_->set_workspace(Workspace::kExplore); }
  void wait_until_drawn() {
    EXPECT_TRUE(wait_for([this] { return wall().is_up_to_date(); }));
  }
  void press(int key) { QTest::keyClick(window_->focusWidget(), Qt::Key(key)); }
  void click(const char* button) {
    auto* found = wall().findChild<QToolButton*>(QLatin1String(button));
    ASSERT_TRUE(found) << button;
    ASSERT_TRUE(found->isEnabled()) << button;
    QTest::mouseClick(found, Qt::LeftButton);
  }
  bool is_enabled(const char* button) {
    return wall().findChild<QToolButton*>(QLatin1String(button))->isEnabled();
  }
  /// All that the wall shows, with its marks.
  QImage picture() {
    wait_until_drawn();
    return tiles().grab().toImage();
  }
  QImage picture_in(const QRect& box) {
    const double ratio = tiles().devicePixelRatioF();
    return picture().copy(
        QRectF(box.x() * ratio, box.y() * ratio, box.width() * ratio, box.height() * ratio)
            .toAlignedRect());
  }
  void move(QPointF to, Qt::MouseButtons held = Qt::NoButton) {
    QMouseEvent event(QEvent::MouseMove, to, tiles().mapToGlobal(to), Qt::NoButton, held, {});
    QApplication::sendEvent(&tiles(), &event);
  }
  void drag(QPoint from, QPoint to) {
    QTest::mousePress(&tiles(), Qt::LeftButton, {}, from);
    move((from + to) / 2, Qt::LeftButton);
    move(to, Qt::LeftButton);
    QTest::mouseRelease(&tiles(), Qt::LeftButton, {}, to);
  }
  /// Marks two tiles by clicks and keys.
  void mark(std::size_t a, std::size_t b) {
    QTest::mouseClick(&tiles(), Qt::LeftButton, {}, corner(a));
    wait_until_drawn();
    press(Qt::Key_A);
    QTest::mouseClick(&tiles(), Qt::LeftButton, {}, corner(b));
    wait_until_drawn();
    press(Qt::Key_B);
    wait_until_drawn();
  }
  /// Where no cortex is.
  QPoint corner(std::size_t cell) { return tiles().cell_box(cell).bottomLeft() + QPoint(3, -3); }

  inline static std::unique_ptr<TempDir> settings_, made_;
  std::unique_ptr<MainWindow> window_;
};

/// The share of pixels that differ.
inline double changed_share(const QImage& a, const QImage& b) {
  EXPECT_EQ(a.size(), b.size());
  if (a.size() != b.size() || a.isNull()) return 0;
  int changed = 0;
  for (int y = 0; y < a.height(); ++y) {
    for (int x = 0; x < a.width(); ++x) changed += a.pixel(x, y) != b.pixel(x, y);
  }
  return double(changed) / (a.width() * a.height());
}

}  // namespace cortiscope
