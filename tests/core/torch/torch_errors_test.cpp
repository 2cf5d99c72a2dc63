#include "core/torch/torch_errors.h"

#include <c10/util/Exception.h>
#include <gtest/gtest.h>

#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

template <class Exception>
std::string error_of_throwing(const Exception& exception) {
  return error_of([&] { with_errors([&] { throw exception; }); });
}

TEST(WithErrors, SaysThatTheDeviceIsFull) {
  EXPECT_EQ(error_of_throwing(c10::OutOfMemoryError(c10::SourceLocation{}, "CUDA out of memory")),
            "device: the device has no memory left (use a smaller batch, or the device cpu)");
}

TEST(WithErrors, SaysThatMemoryIsMissingWhereTorchSaysItInWordsOnly) {
  for (const char* words :
       {"[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: can't allocate memory",
        "CUDA error: out of memory",
        "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"}) {
    EXPECT_EQ(error_of_throwing(c10::Error(c10::SourceLocation{}, words)),
              "torch: out of memory (use a smaller batch)");
  }
}

TEST(WithErrors, TurnsAnyExceptionOfTorchIntoAnError) {
  EXPECT_EQ(error_of_throwing(c10::Error(c10::SourceLocation{}, "sizes differ")),
            "torch: sizes differ (please report it, with the log)");
}

TEST(WithErrors, LeavesErrorsAndResultsAsTheyAre) {
  EXPECT_EQ(error_of_throwing(Error(ErrorKind::kNotFound, "s.h5", "no such file")),
            "s.h5: no such file");
  EXPECT_EQ(with_errors([] { return 3; }), 3);
}

}  // namespace
}  // namespace cortiscope
