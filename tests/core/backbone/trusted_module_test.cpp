#include "core/backbone/trusted_module.h"

#include <gtest/gtest.h>

#include "tests/support/environment_variable.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

struct TrustedModule : testing::Test {
  TempDir folder, cache;
  EnvironmentVariable variable{"XDG_CACHE_HOME", cache.path().string()};
};

TEST_F(TrustedModule, IsAskedForOncePerContents) {
  const auto file = folder / "net.pt";
  write_bytes(file, "a module");
  EXPECT_FALSE(is_trusted(file));
  EXPECT_EQ(error_of([&] { require_trusted(file, false); }),
            "trust: expected for net.pt, which is a program that runs with your rights and was "
            "neither made here nor trusted before (give it once if you know where the file comes "
            "from; it is remembered until the file changes)");
  EXPECT_FALSE(is_trusted(file)) << "asking trusts nothing";
  require_trusted(file, true);
  require_trusted(file, false);

  std::filesystem::rename(file, folder / "renamed.pt");
  EXPECT_TRUE(is_trusted(folder / "renamed.pt"));
  write_bytes(file, "a modulE");
  EXPECT_FALSE(is_trusted(file));
}

TEST_F(TrustedModule, IsNotRememberedWithoutACacheFolder) {
  write_bytes(folder / "net.pt", "a module");
  write_bytes(folder / "no folder", "");
  const EnvironmentVariable nowhere("XDG_CACHE_HOME", (folder / "no folder").string());
  require_trusted(folder / "net.pt", true);
  EXPECT_FALSE(is_trusted(folder / "net.pt"));
  EXPECT_NE(error_of([&] { require_trusted(folder / "net.pt", false); }), "(no error)");
}

TEST_F(TrustedModule, SaysThatAFileIsNotThere) {
  EXPECT_EQ(error_of([&] { require_trusted(folder / "none.pt", true); }),
            "none.pt: no such file (looked for " + (folder / "none.pt").string() + ")");
}

}  // namespace
}  // namespace cortiscope
