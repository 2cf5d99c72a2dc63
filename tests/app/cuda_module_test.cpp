#include <gtest/gtest.h>

#include "core/io/hdf5/fit_file.h"
#include "tests/support/environment_variable.h"
#include "tests/support/program.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

// In both, the CPU computes: what differs is LibTorch, its BLAS and its order of sums.
TEST(CudaModule, FitsTheSameOnTheCpuAsTheOtherModule) {
  const TempDir folder;
  const auto path = [&](const char* name) { return (folder / name).string(); };
  const Ran made = Program({"simulate", "--vertices", "150", "--images", "100", "--networks",
                            "aligned", "--out", path("study")},
                           folder)
                       .wait();
  ASSERT_EQ(made.exit_code, 0) << made.errors;
  const auto fit_with = [&](const char* module, const char* engine) {
    const EnvironmentVariable choice("CORTISCOPE_TORCH", module);
    const std::string out = path((std::string(module) + engine + ".fit.h5").c_str());
    const Ran ran = Program({"fit", "--subject", path("study/subject.h5"), "--features",
                             path("study/aligned.features.h5"), "--out", out, "--threads", "1",
                             "--steps", "40", "--device", "cpu", "--engine", engine},
                            folder)
                        .wait();
    EXPECT_EQ(ran.exit_code, 0) << ran.errors;
    return read_fit(out);
  };
  for (const char* engine : {"fast", "eager"}) {
    const FitResult one = fit_with("cpu", engine), other = fit_with("cuda", engine);
    for (std::size_t v = 0; v < one.r2.size(); ++v) ASSERT_NEAR(one.r2[v], other.r2[v], 1e-3);
    const std::vector<float>&layers = one.selectors.layer.values,
          &others = other.selectors.layer.values;
    for (std::size_t i = 0; i < layers.size(); ++i) ASSERT_NEAR(layers[i], others[i], 1e-3);
  }
}

}  // namespace
}  // namespace cortiscope
