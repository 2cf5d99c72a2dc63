#include <gtest/gtest.h>

#include "app/gui/cortex_widget.h"
#include "core/fit/torch_module.h"
#include "core/simulate/scene_stimulus.h"
#include "core/simulate/synthetic_network.h"
#include "tests/app/gui/wait_for.h"
#include "tests/render/planted_cortex.h"

namespace cortiscope {
namespace {

/// Shows a cortex and waits until it is drawn.
void draw(CortexWidget& widget) {
  static const FitResult fit = planted_fit();
  widget.show_cortex(std::make_shared<const Cortex>(fit.subject.cortex), SurfaceKind::kFlat);
  ASSERT_TRUE(wait_for([&] { return widget.is_up_to_date(); }));
}

// LibTorch 2 and software OpenGL each bring an LLVM; OpenGL's is loaded first, as in the window.
TEST(TorchBesideGl, RunsNetworksAfterOpenGlWasLoadedAndOpenGlDrawsAfterThem) {
  CortexWidget widget;
  widget.resize(300, 300);
  widget.show();
  ASSERT_TRUE(wait_until_exposed(widget));
  draw(widget);
  ASSERT_FALSE(is_torch_loaded());

  Random random(1);
  const std::vector<Image> images = {draw_scene(kSyntheticImageSide, random),
                                     draw_scene(kSyntheticImageSide, random)};
  const auto network = make_synthetic_network("aligned", 1, images);
  for (int run = 0; run < 4; ++run) {  // TorchScript optimises what ran before
    EXPECT_EQ(network->tokens(images).local.size(), 12U);
  }

  CortexWidget another;
  another.resize(300, 300);
  another.show();
  ASSERT_TRUE(wait_until_exposed(another));
  draw(another);
}

}  // namespace
}  // namespace cortiscope
