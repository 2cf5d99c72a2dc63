#include "core/io/recorded_file.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "core/io/file_hash.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

struct RecordedFile : testing::Test {
  TempDir folder, cache;

  RecordedFile() { setenv("XDG_CACHE_HOME", cache.path().c_str(), 1); }
  ~RecordedFile() override { unsetenv("XDG_CACHE_HOME"); }
};

TEST_F(RecordedFile, NamesNoFolderOutsideItsOwn) {
  EXPECT_EQ(recorded_path("/home/ann/study/subject.h5", "/home/ann/study"), "subject.h5");
  EXPECT_EQ(recorded_path("/home/ann/study/a/subject.h5", "/home/ann/study"), "a/subject.h5");
  EXPECT_EQ(recorded_path("/home/ann/study/subject.h5", "/home/ann/fits"), "subject.h5");
  EXPECT_EQ(recorded_path("/home/ann/fsaverage5/", "/tmp"), "fsaverage5");
  EXPECT_EQ(recorded_path("/home/ann/fsaverage5", "/home/ann/fsaverage5"), "fsaverage5");
}

TEST_F(RecordedFile, IsFoundInItsFolder) {
  write_bytes(folder / "subject.h5", "subject");
  const auto found =
      find_recorded("subject.h5", hash_of_file(folder / "subject.h5"), folder.path());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->file, folder / "subject.h5");
  EXPECT_FALSE(found->has_changed);
  EXPECT_FALSE(find_recorded("other.h5", "", folder.path()));
}

TEST_F(RecordedFile, IsFoundWhereItWasLastSeen) {
  const TempDir elsewhere;
  write_bytes(elsewhere / "subject.h5", "subject");
  const std::string hash = hash_of_file(elsewhere / "subject.h5");
  EXPECT_FALSE(find_recorded("subject.h5", hash, folder.path()));
  remember_place(elsewhere / "subject.h5", hash);
  ASSERT_TRUE(find_recorded("subject.h5", hash, folder.path()));
  EXPECT_EQ(find_recorded("subject.h5", hash, folder.path())->file, elsewhere / "subject.h5");
  // Another file of this name in the folder is not it.
  write_bytes(folder / "subject.h5", "another");
  EXPECT_EQ(find_recorded("subject.h5", hash, folder.path())->file, elsewhere / "subject.h5");
  write_bytes(elsewhere / "subject.h5", "changed");
  EXPECT_TRUE(find_recorded("subject.h5", hash, folder.path())->has_changed);
}

TEST_F(RecordedFile, FindsAFolderByWhatIsInIt) {
  const TempDir elsewhere;
  std::filesystem::create_directories(elsewhere / "bert/surf");
  write_bytes(elsewhere / "bert/surf/lh.white", "surface");
  const std::string hash = hash_of_place(elsewhere / "bert");
  remember_place(elsewhere / "bert", hash);
  ASSERT_TRUE(find_recorded("bert", hash, folder.path()));
  EXPECT_EQ(find_recorded("bert", hash, folder.path())->file, elsewhere / "bert");
  write_bytes(elsewhere / "bert/surf/rh.white", "another");
  EXPECT_TRUE(find_recorded("bert", hash, folder.path())->has_changed);
  EXPECT_EQ(hash_of_place(elsewhere / "none"), "");
}

TEST_F(RecordedFile, IsFoundByAHashOfAnotherKind) {
  const TempDir here;
  std::filesystem::create_directory(here / "subj01");
  const auto found_with = [&](const std::string& hash) {
    return find_recorded("subj01", hash, here.path(), [](const std::filesystem::path& place) {
      return "of " + place.filename().string();
    });
  };
  ASSERT_TRUE(found_with("of subj01"));
  EXPECT_EQ(found_with("of subj01")->file, here / "subj01");
  EXPECT_FALSE(found_with("of subj01")->has_changed);
  EXPECT_TRUE(found_with("of another")->has_changed);
}

}  // namespace
}  // namespace cortiscope
