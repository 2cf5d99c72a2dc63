#include "core/fit/torch_module.h"

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <fstream>
#include <mutex>

#include "core/backbone/script.h"
#include "core/fit/fit.h"
#include "core/io/hdf5/h5_lock.h"
#include "tests/support/expect_error.h"
#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

bool is_mapped(const std::string& library) {
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    if (line.find(library) != std::string::npos) return true;
  }
  return false;
}

// First in this file, and ctest runs each test in a process of its own.
TEST(TorchModule, IsLoadedWhenFirstAskedFor) {
  ASSERT_FALSE(is_torch_loaded());
  ASSERT_FALSE(is_mapped("libtorch_cpu"));
  EXPECT_EQ(torch_module().resolve_device("cpu"), "cpu");
  EXPECT_TRUE(is_torch_loaded());
  EXPECT_TRUE(is_mapped("libtorch_cpu"));
}

TEST(TorchModule, IsTheOneThatWasChosen) {
  torch_module();
  EXPECT_TRUE(is_mapped(torch_module_file()));
  const bool has_cuda = torch_module_file().filename() == "libcortiscope_torch_cuda.so";
  EXPECT_EQ(is_mapped("libtorch_cuda"), has_cuda);
}

TEST(TorchModule, SaysWhatTheCpuHolds) {
  const double held_mb = torch_module().memory_mb("cpu");
  EXPECT_GT(held_mb, 50) << "LibTorch alone";
  const std::vector<char> more(100 << 20, 1);
  EXPECT_GT(torch_module().memory_mb("cpu"), held_mb + 90 * more.back());
}

TEST(TorchModule, SaysWhatAGpuNeedsWhereThereIsNone) {
  const std::string words = error_of([] { torch_module().resolve_device("cuda:999"); });
  EXPECT_EQ(words.find("device: \"cuda:999\" is not available: this program sees "), 0U) << words;
  EXPECT_NE(
      words.find(" CUDA devices (use the device cpu; a GPU needs NVIDIA's driver, and LibTorch "
                 "with CUDA from packaging/setup.sh --cuda)"),
      std::string::npos)
      << words;
}

TEST(TorchModule, TakesADeviceThatComputesByItself) {
  const std::string device = torch_module().resolve_device("auto");
  EXPECT_EQ(torch_module().resolve_device(device), device);
  EXPECT_GT(torch_module().sgemm_gflop_per_s(device, 64, 3), 0);
}

TEST(TorchModule, KeepsItsSymbolsToItself) {
  torch_module();
  // The first is of LibTorch, the other of LLVM, which LibTorch 2 brings along.
  EXPECT_EQ(dlsym(RTLD_DEFAULT, "_ZN2at15get_num_threadsEv"), nullptr);
  EXPECT_EQ(dlsym(RTLD_DEFAULT, "LLVMInitializeX86Target"), nullptr);
}

TEST(TorchModule, SharesTheHdf5LockOfTheProgram) {
  void* const library = dlopen(torch_module_file().c_str(), RTLD_NOW | RTLD_LOCAL);
  ASSERT_TRUE(library) << dlerror();
  const auto make = reinterpret_cast<MakeTorchModule>(dlsym(library, "cortiscope_torch_module"));
  ASSERT_TRUE(make);
  std::recursive_mutex another;
  EXPECT_EQ(make(kTorchModuleBuild, &another), nullptr);
  const std::unique_ptr<TorchModule> module(make(kTorchModuleBuild, &hdf5_mutex()));
  EXPECT_TRUE(module);
}

TEST(TorchModule, IsRefusedOfAnotherBuild) {
  void* const library = dlopen(torch_module_file().c_str(), RTLD_NOW | RTLD_LOCAL);
  ASSERT_TRUE(library) << dlerror();
  const auto make = reinterpret_cast<MakeTorchModule>(dlsym(library, "cortiscope_torch_module"));
  EXPECT_EQ(make("cortiscope 0.0.1, compiler 1.0", &hdf5_mutex()), nullptr);
}

TEST(TorchModule, ThrowsErrorsThatTheProgramCatches) {
  EXPECT_EQ(error_of([] { torch_module().resolve_device("tpu"); }),
            "device: expected auto, cpu, cuda or cuda:N, found \"tpu\"");
  ScriptSource source;
  source.name = "broken";
  source.methods = "def get_tokens(self, images: Tensor) -> Tensor:\n    return images\n";
  const std::unique_ptr<ScriptBackbone> broken = make_script_backbone(source);
  EXPECT_EQ(error_of([&] { broken->tokens({Image(2, 2)}); }),
            "broken: expected get_tokens to return, for every layer, local tokens (B, C, H, W) and "
            "global tokens (B, C), found something else (return a tuple of two lists of tensors, "
            "both of one entry per layer)");
}

TEST(TorchModule, SaysWhatTorchScriptSays) {
  ScriptSource source;
  source.methods = "def get_tokens(self";
  EXPECT_NE(error_of([&] { make_script_backbone(source); }).find("torch: expected "),
            std::string::npos);
}

TEST(TorchModule, FitsWithAsManyBlasThreadsAsItSets) {
  EXPECT_EQ(torch_module().use_threads(1), 1);
  EXPECT_EQ(torch_module().use_threads(2), 2);
  const FitResult fit = fit_factor_topy(plant_study(tiny_study(), 1), tiny_options(), {}, {});
  EXPECT_EQ(fit.provenance.steps_done, tiny_options().steps);
}

}  // namespace
}  // namespace cortiscope
