#include "core/fit/torch_choice.h"

#include <gtest/gtest.h>

#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// A folder with the module for the CPU, or with both.
class TorchChoice : public testing::Test {
 protected:
  TorchChoice() { write_bytes(cpu_, ""); }
  void add_cuda() const { write_bytes(cuda_, ""); }

  TempDir folder_;
  const std::filesystem::path cpu_ = folder_ / "libcortiscope_torch.so";
  const std::filesystem::path cuda_ = folder_ / "libcortiscope_torch_cuda.so";
};

TEST_F(TorchChoice, TakesTheModuleWithCudaWhereItExistsAndThereIsADriver) {
  EXPECT_EQ(choose_torch_module(folder_.path(), "", true), cpu_);
  add_cuda();
  EXPECT_EQ(choose_torch_module(folder_.path(), "", true), cuda_);
  EXPECT_EQ(choose_torch_module(folder_.path(), "", false), cpu_);
}

TEST_F(TorchChoice, TakesTheModuleThatIsAskedFor) {
  add_cuda();
  EXPECT_EQ(choose_torch_module(folder_.path(), "cpu", true), cpu_);
  EXPECT_EQ(choose_torch_module(folder_.path(), "cuda", false), cuda_);
}

TEST_F(TorchChoice, SaysHowToGetAModuleThatIsMissing) {
  EXPECT_EQ(error_of([&] { choose_torch_module(folder_.path(), "cuda", true); }),
            cuda_.string() +
                ": no such file, but CORTISCOPE_TORCH is cuda (run packaging/setup.sh --cuda and "
                "build again, or unset CORTISCOPE_TORCH)");
}

TEST_F(TorchChoice, RefusesAnotherWord) {
  EXPECT_EQ(
      error_of([&] { choose_torch_module(folder_.path(), "gpu", true); }),
      "CORTISCOPE_TORCH: expected cpu or cuda, found \"gpu\" (without it, a GPU is used where "
      "there is one)");
}

}  // namespace
}  // namespace cortiscope
