#include "render/shared_surface.h"

#include <gtest/gtest.h>
#include <vtk_glew.h>

#include "render/cortex_view.h"
#include "render/external_context_window.h"
#include "render/headless_window.h"
#include "render/vertex_locator.h"
#include "tests/render/planted_surfaces.h"

namespace cortiscope {
namespace {

constexpr int kWidth = 200, kHeight = 100;

std::shared_ptr<const Cortex> two_balls() {
  Cortex cortex;
  cortex[kLh].surfaces[SurfaceKind::kInflated] = ball(60);
  cortex[kRh].surfaces[SurfaceKind::kInflated] = ball(50);
  return std::make_shared<const Cortex>(std::move(cortex));
}

std::array<std::vector<Rgb8>, 2> striped(const Cortex& cortex, int shift) {
  std::array<std::vector<Rgb8>, 2> colors;
  for (const Hemisphere h : kHemispheres) {
    for (int v = 0; v < cortex[h].vertex_count(); ++v) {
      colors[h].push_back({std::uint8_t(v + shift), std::uint8_t(v / 16), 128});
    }
  }
  return colors;
}

/// A painting of a cortex, with its surfaces from a pool or of its own.
std::unique_ptr<CortexView> painting(std::shared_ptr<const Cortex> cortex, int shift,
                                     const std::shared_ptr<SurfacePool>& pool = nullptr) {
  auto view = std::make_unique<CortexView>(pool);
  view->set_size(kWidth, kHeight);
  view->show(cortex, SurfaceKind::kInflated);
  view->set_colors(striped(*cortex, shift));
  return view;
}

/// The bytes in all buffers of the current OpenGL context.
std::int64_t buffer_bytes() {
  constexpr GLuint kBeyondAllNames = 4096;
  std::int64_t bytes = 0;
  for (GLuint name = 1; name < kBeyondAllNames; ++name) {
    if (!glIsBuffer(name)) continue;
    GLint size = 0;
    glBindBuffer(GL_COPY_READ_BUFFER, name);
    glGetBufferParameteriv(GL_COPY_READ_BUFFER, GL_BUFFER_SIZE, &size);
    bytes += size;
  }
  glBindBuffer(GL_COPY_READ_BUFFER, 0);
  return bytes;
}

TEST(SurfacePool, GivesEqualSurfacesOnceAndOthersApart) {
  SurfacePool pool;
  const auto first = pool.get(ball(60));
  EXPECT_EQ(pool.get(ball(60)), first);
  EXPECT_EQ(pool.get(ball(60))->points(), first->points());
  EXPECT_NE(pool.get(ball(61)), first) << "other positions";
  Surface other = ball(60);
  std::swap(other.triangles[0], other.triangles[1]);
  EXPECT_NE(pool.get(other), first) << "other triangles";
}

TEST(SurfacePool, KeepsNoSurfaceThatNoViewUses) {
  SurfacePool pool;
  const std::weak_ptr<const SharedSurface> used = pool.get(ball(60));
  EXPECT_TRUE(used.expired());
}

TEST(CortexView, TakesASurfaceThatAnotherShowsFromTheirPool) {
  const auto pool = std::make_shared<SurfacePool>();
  // Two fits of a subject bring a copy of its cortex each.
  const auto first = painting(two_balls(), 0, pool), second = painting(two_balls(), 0, pool);
  const auto alone = painting(two_balls(), 0);
  for (const Hemisphere h : kHemispheres) {
    EXPECT_EQ(&first->form(h), &second->form(h));
    EXPECT_NE(&first->form(h), &alone->form(h));
  }
}

/// The bytes of a window's buffers after each of two views has drawn into it.
std::array<std::int64_t, 2> bytes_of_two(const std::shared_ptr<SurfacePool>& pool) {
  HeadlessWindow window;
  std::array<std::int64_t, 2> bytes{};
  std::array<std::unique_ptr<CortexView>, 2> views;
  for (std::size_t i = 0; i < 2; ++i) {
    views[i] = painting(two_balls(), int(i), pool);
    views[i]->show_in(&window.context_window());
    views[i]->render(0);
    bytes[i] = buffer_bytes();
  }
  for (const auto& view : views) view->show_in(nullptr);
  return bytes;
}

TEST(CortexView, SendsPositionsAndNormalsOfASharedSurfaceToTheGpuOnce) {
  const auto vertices = std::int64_t(ball(60).vertices.size() + ball(50).vertices.size());
  const std::int64_t position_and_normal = 6 * sizeof(float);
  const auto shared = bytes_of_two(std::make_shared<SurfacePool>()), apart = bytes_of_two(nullptr);
  EXPECT_EQ(shared[0], apart[0]);
  EXPECT_EQ(apart[1] - shared[1], vertices * position_and_normal);
}

TEST(CortexView, DrawsASharedSurfaceAsItsOwnWhateverBecomesOfTheOtherViews) {
  const auto pool = std::make_shared<SurfacePool>();
  const auto expected = painting(two_balls(), 3)->draw();
  ASSERT_NE(expected.rgba, painting(two_balls(), 90)->draw().rgba);
  HeadlessWindow window;
  auto other = painting(two_balls(), 90, pool);
  other->show_in(&window.context_window());
  other->render(0);
  auto view = painting(two_balls(), 3, pool);
  view->show_in(&window.context_window());  // the last one added is drawn over the others
  view->render(0);
  EXPECT_EQ(window.picture().rgba, expected.rgba);
  other.reset();  // which frees its part of the GPU's memory
  view->render(0);
  EXPECT_EQ(window.picture().rgba, expected.rgba);
  view->set_colors(striped(*two_balls(), 90));
  view->render(0);
  EXPECT_NE(window.picture().rgba, expected.rgba);
}

}  // namespace
}  // namespace cortiscope
