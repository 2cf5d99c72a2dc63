#pragma once

#include "app/session/demo_study.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {

/// A demonstration that is made in two seconds: 100 images, 80 vertices, two networks, one subject.
inline DemoOptions tiny_demo(const TempDir& folder) {
  DemoOptions options;
  options.folder = folder / "demo";
  options.images = 100;
  options.vertices = 80;
  options.networks = {"aligned", "scrambled"};
  options.subjects = 1;
  return options;
}

}  // namespace cortiscope
