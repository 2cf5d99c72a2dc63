#include "core/io/zip/zip_archive.h"

#include <gtest/gtest.h>

#include "tests/support/expect_error.h"
#include "tests/support/hostile.h"
#include "tests/support/temp_dir.h"
#include "tests/support/zip_bytes.h"

namespace cortiscope {
namespace {

class ZipArchiveTest : public testing::Test {
 protected:
  std::string error_with(const std::string& bytes) {
    write_bytes(file_, bytes);
    return error_of([&] {
      const ZipArchive archive(file_);
      for (const ZipEntry& entry : archive.entries()) archive.read(entry);
    });
  }
  TempDir folder_;
  std::filesystem::path file_ = folder_ / "a.npz";
};

const std::string kDamaged = " (the file is cut short or damaged; copy it again)";

TEST_F(ZipArchiveTest, GivesFilesStoredAndDeflatedAlsoOfLargeArchives) {
  const std::string many(100000, 'a');
  for (const bool is_large : {false, true}) {
    write_bytes(file_, zip_bytes({{"one", "1"}, {"many", many, true}, {"none", ""}}, is_large));
    const ZipArchive archive(file_);
    ASSERT_EQ(archive.entries().size(), 3U);
    EXPECT_EQ(archive.entries()[1].name, "many");
    EXPECT_EQ(archive.read(archive.entries()[0]), "1");
    EXPECT_EQ(archive.read(archive.entries()[1]), many);
    EXPECT_EQ(archive.read(archive.entries()[2]), "");
    EXPECT_EQ(archive.read_start(archive.entries()[1], 3), "aaa");
    EXPECT_EQ(archive.read_start(archive.entries()[0], 3), "1");
  }
}

TEST_F(ZipArchiveTest, RefusesWhatIsNoArchiveOrCutShort) {
  const std::string none = "a.npz: expected a ZIP archive, found no list of its files at its end";
  EXPECT_EQ(error_with(""), none + kDamaged);
  EXPECT_EQ(error_with("PK\3\4 and more"), none + kDamaged);
  const std::string whole = zip_bytes({{"one", "123"}, {"two", "456", true}});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_NE(error_with(whole.substr(0, size)), "(no error)") << size;
  }
  EXPECT_EQ(error_with(whole), "(no error)");
}

TEST_F(ZipArchiveTest, RefusesSizesThatAreNotTrue) {
  ZippedFile file{"x", std::string(1000, 'x'), true};
  for (const std::uint64_t size : {0, 999, 1001}) {
    file.claimed_size = size;
    EXPECT_EQ(
        error_with(zip_bytes({file})),
        "a.npz:x: expected a ZIP archive, found another size than the list of its files says" +
            kDamaged)
        << size;
  }
  file.is_deflated = false;
  EXPECT_EQ(error_with(zip_bytes({file})),
            "a.npz:x: expected a ZIP archive, found two sizes of a file that is stored as it is" +
                kDamaged);
  file = {"x", "1", false, std::nullopt, 5};
  EXPECT_EQ(error_with(zip_bytes({file})),
            "a.npz:x: expected a ZIP archive, found damaged data, by their checksum" + kDamaged);
}

TEST_F(ZipArchiveTest, RefusesABombWithoutReadingIt) {
  ZippedFile file{"x", std::string(1000, 'x'), true};
  file.claimed_size = std::uint64_t(1) << 40;
  const std::string bytes = zip_bytes({file}, /*is_large=*/true);
  EXPECT_EQ(error_with(bytes), "a.npz:x: " + too_much(bytes.size(), *file.claimed_size));
  // Of files that are each small enough, too.
  file.claimed_size = std::uint64_t(10) << 20;
  const std::string two = zip_bytes({file, file});
  EXPECT_EQ(error_with(two), "a.npz:x: " + too_much(two.size(), std::uint64_t(20) << 20));
}

TEST_F(ZipArchiveTest, RefusesFilesThatShareBytes) {
  const ZippedFile first{"x", "123"};
  ZippedFile second{"y", "456"};
  second.header_at = 0;
  EXPECT_EQ(error_with(zip_bytes({first, second})),
            "a.npz:y: expected a ZIP archive, found bytes that it shares with another file in it" +
                kDamaged);
  second.header_at = 1;
  EXPECT_EQ(error_with(zip_bytes({first, second})),
            "a.npz:y: expected a ZIP archive, found no file where its list says" + kDamaged);
}

TEST_F(ZipArchiveTest, NoticesThatItsFileWasChanged) {
  write_bytes(file_, zip_bytes({{"x", "123"}}));
  const ZipArchive archive(file_);
  std::filesystem::resize_file(file_, 20);
  EXPECT_EQ(error_of([&] { archive.read(archive.entries()[0]); }),
            file_.string() +
                ": the file has changed while it was read (wait until nothing writes to it, and "
                "open it again)");
}

TEST_F(ZipArchiveTest, RefusesWhatItCannotRead) {
  ZippedFile file{"x", "123"};
  file.method = 12;
  EXPECT_EQ(error_with(zip_bytes({file})),
            "a.npz:x: expected it stored or deflated, found compression method 12 (write it with "
            "numpy.savez or numpy.savez_compressed)");
  EXPECT_EQ(error_with(zip_bytes({{std::string(256, 'x'), "1"}})),
            "a.npz: expected a ZIP archive, found a file with a name of 256 letters" + kDamaged);
  file.method = 0;
  file.flags = 1;
  EXPECT_EQ(error_with(zip_bytes({file})), "a.npz:x: is encrypted (write it without a password)");
}

}  // namespace
}  // namespace cortiscope
