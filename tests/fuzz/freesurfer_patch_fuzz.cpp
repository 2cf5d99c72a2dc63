#include "core/io/freesurfer/freesurfer_surface.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/small_cortex.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  fuzz::read_or_refuse([&] {
    const FlatPatch patch = read_freesurfer_patch(fuzz::file_of(data, size));
    flat_surface(patch, 4, tetrahedron().triangles, "patch");
  });
  return 0;
}
