#include "core/backbone/script_archive.h"

#include <gtest/gtest.h>

#include "tests/support/expect_error.h"
#include "tests/support/safetensors_bytes.h"
#include "tests/support/temp_dir.h"
#include "tests/support/zip_bytes.h"

namespace cortiscope {
namespace {

bool is_recognised(const std::string& bytes) {
  const TempDir folder;
  write_bytes(folder / "net.pt", bytes);
  return is_script_archive(folder / "net.pt");
}

TEST(ScriptArchive, IsKnownByTheConstantsThatWeightsAloneDoNotHave) {
  EXPECT_TRUE(is_recognised(script_archive_bytes()));
  EXPECT_FALSE(is_recognised(zip_of_names({"net/data.pkl", "net/data/0", "net/version"})));
  EXPECT_FALSE(is_recognised(zip_of_names({"arr_0.npy"})));
}

TEST(ScriptArchive, IsFoundAboveFourGigabytesAndBeforeAComment) {
  const std::vector<std::string> names = {"net/data.pkl", "net/constants.pkl"};
  EXPECT_TRUE(is_recognised(zip_of_names(names, /*is_large=*/true)));
  EXPECT_FALSE(is_recognised(zip_of_names({"net/data.pkl"}, /*is_large=*/true)));
  std::string commented = zip_of_names(names);
  commented[commented.size() - 2] = 5;
  EXPECT_TRUE(is_recognised(commented + "hello"));
}

TEST(ScriptArchive, IsNoFileThatIsDamagedOrOfAnotherKind) {
  const std::string whole = script_archive_bytes();
  const std::string large = zip_of_names({"net/constants.pkl"}, /*is_large=*/true);
  EXPECT_FALSE(is_recognised(""));
  EXPECT_FALSE(is_recognised("PK\3\4"));
  EXPECT_FALSE(is_recognised("x" + whole));
  for (std::size_t size = 0; size < whole.size(); size += 9) {
    EXPECT_FALSE(is_recognised(whole.substr(0, size))) << size << " bytes";
  }
  for (std::size_t at = large.size() - 98; at < large.size(); ++at) {  // of its three ends
    std::string damaged = large;
    damaged[at] = char(~damaged[at]);
    EXPECT_NO_THROW(is_recognised(damaged)) << "byte " << at;
  }
}

TEST(ScriptArchive, SaysThatAFileIsNotThere) {
  const TempDir folder;
  EXPECT_EQ(error_of([&] { is_script_archive(folder / "none.pt"); }),
            "none.pt: no such file (looked for " + (folder / "none.pt").string() + ")");
}

TEST(NetworkName, IsTheFilesOrOfUsualWeightsTheirFolders) {
  const TempDir folder;
  std::filesystem::create_directory(folder / "dinov2");
  const std::string weights =
      safetensors_bytes(R"({"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}})", "ab");
  for (const char* name : {"dinov2/model.safetensors", "dinov2/small.safetensors"}) {
    write_bytes(folder / name, weights);
  }
  write_bytes(folder / "dinov2/model.pt", script_archive_bytes());
  EXPECT_EQ(network_name(folder / "dinov2/model.safetensors"), "dinov2");
  EXPECT_EQ(network_name(folder / "dinov2/small.safetensors"), "small");
  EXPECT_EQ(network_name(folder / "dinov2/model.pt"), "model");
}

}  // namespace
}  // namespace cortiscope
