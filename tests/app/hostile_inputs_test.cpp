// Inputs of other people's data sets that are made to run code, to fill the memory or to mix up
// data: the programs themselves must refuse them within a second and 200 MB, in words. Each
// reader's own tests have every case.
#include <gtest/gtest.h>
#include <zlib.h>

#include "core/open/cortex_folder_writer.h"
#include "tests/support/algonauts_folder.h"
#include "tests/support/nsd_folder.h"
#include "tests/support/program.h"
#include "tests/support/safetensors_bytes.h"

namespace cortiscope {
namespace {

using namespace std::string_literals;

class HostileInput : public testing::Test {
 protected:
  HostileInput() {
    for (const char* display : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) unsetenv(display);
  }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  /// Runs a command that must say these words, of an error or of a problem found.
  Ran expect_words(const std::vector<std::string>& command, const std::string& words) const {
    const Ran ran = Program(command, folder_).wait();
    EXPECT_GE(ran.exit_code, 0) << "ended by a signal";
    EXPECT_NE((ran.output + ran.errors).find(words), std::string::npos)
        << words << "\nis not said, but:\n"
        << ran.output << ran.errors;
    EXPECT_LT(ran.cpu_s, 1) << words;
    EXPECT_LT(ran.peak_mb, 200) << words;
    return ran;
  }
  void expect_refused(const std::vector<std::string>& command, const std::string& words) const {
    EXPECT_GT(expect_words(command, words).exit_code, 0) << words;
  }

  /// The words of a study of a table of two images by eight vertices.
  std::vector<std::string> study_words(const std::string& responses) const {
    write_cortex_folder(small_recording().subject.cortex, folder_ / "small");
    write_bytes(folder_ / "names.txt", "a\nb\n");
    return {"study",    "--responses", path(responses), "--images",     path("names.txt"),
            "--cortex", path("small"), "--out",         path("out.h5"), "--force"};
  }

  TempDir folder_;
};

TEST_F(HostileInput, APickleWithCodeIsReadAsDataAndRunsNothing) {
  write_algonauts_folder(folder_ / "subj01");
  const std::string command = "touch " + path("was_run");
  write_bytes(folder_ / "subj01/roi_masks/mapping_prf-visualrois.npy",
              npy_bytes("|O", "()",
                        "\x80\3cposix\nsystem\nX"s + char(command.size()) + "\0\0\0"s + command +
                            "\x85R."s));
  expect_words({"info", path("subj01")},
               "a pickle with code: it calls \"posix.system\" (nothing of it was run");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "was_run"));
}

TEST_F(HostileInput, NpyHeadersThatLieAreRefused) {
  const auto refused = [&](const std::string& bytes, const std::string& words) {
    write_bytes(folder_ / "betas.npy", bytes);
    expect_refused(study_words("betas.npy"), "betas.npy: " + words);
  };
  refused(npy_bytes("<f4", "(2, 1000000000000)", ""), "its header promises");
  refused(npy_bytes("<f4", "(4294967296, 4294967296)", std::string(64, '\0')),
          "its header promises");
  refused(npy_bytes("<f4", "(9223372036854775807, 9223372036854775807)", ""),
          "its header promises");
  refused(npy_bytes("|O", "(2, 8)", std::string(64, '.')), "expected integers or floating");
  refused("\x93NUMPY\2\0\xff\xff\xff\x7f{'descr'"s, "expected a NumPy array");
}

TEST_F(HostileInput, SafetensorsWithOffsetsThatLieAreRefused) {
  const auto refused = [&](const std::string& bytes, const std::string& words) {
    write_bytes(folder_ / "a.safetensors", bytes);
    expect_refused({"info", path("a.safetensors")}, "a.safetensors" + words);
  };
  const auto tensor = [](const std::string& shape, const std::string& offsets) {
    return R"({"dtype":"F32","shape":[)" + shape + R"(],"data_offsets":[)" + offsets + "]}";
  };
  const std::string data(8, '\0');
  refused(safetensors_bytes(R"({"a":)" + tensor("2", "0,18446744073709551608") + "}", data),
          ":a: expected ");
  refused(safetensors_bytes(R"({"a":)" + tensor("1000000,1000000,1000000", "0,8") + "}", data),
          ":a: expected the bytes of shape");
  refused(safetensors_bytes(R"({"a":)" + tensor("2", "0,8") + R"(,"b":)" + tensor("1", "4,8") + "}",
                            data),
          ":b: expected bytes of its own, found some of \"a\"");
  refused("\0\0\0\0\0\0\0\x80{}"s, ": expected a safetensors header of at most");
}

TEST_F(HostileInput, AListOfMillionsOfNamesIsRefused) {
  std::vector<std::string> words = study_words("none.npy");
  std::string names;
  for (int i = 0; i < 2000000; ++i) names += std::to_string(i) + "\n";
  write_bytes(folder_ / "names.txt", names);
  expect_refused(words, "names.txt: expected at most 500000 names of images, found more");
}

/// A chunk of a PNG, with the checksum that it should have.
std::string png_chunk(const std::string& kind, const std::string& data) {
  const auto big_endian_bytes = [](std::uint32_t number) {
    return std::string{char(number >> 24), char(number >> 16), char(number >> 8), char(number)};
  };
  const std::string whole = kind + data;
  const auto* bytes = reinterpret_cast<const unsigned char*>(whole.data());
  return big_endian_bytes(std::uint32_t(data.size())) + whole +
         big_endian_bytes(std::uint32_t(crc32(0, bytes, unsigned(whole.size()))));
}

TEST_F(HostileInput, ImagesOfHugeSizesAreRefused) {
  const std::string side = "\0\1\x86\xa0"s;  // 100,000
  write_bytes(folder_ / "a.png",
              "\x89PNG\r\n\x1a\n"s + png_chunk("IHDR", side + side + "\x8\2\0\0\0"s) +
                  png_chunk("IDAT", deflate_bytes(std::string(1000, '\0'), Wrapping::kZlib)) +
                  png_chunk("IEND", ""));
  expect_refused({"info", path("a.png")},
                 "a.png: expected at most 268435456 pixels, found 100000 x 100000");
  const std::string most = "\xff\xdc"s;  // a JPEG's sides are 65,500 at most
  write_bytes(folder_ / "a.jpg",
              "\xff\xd8\xff\xc0\0\x11\x8"s + most + most +
                  "\3\1\x11\0\2\x11\0\3\x11\0\xff\xda\0\x0c\3\1\0\2\0\3\0\0\x3f\0\xff\xd9"s);
  expect_refused({"info", path("a.jpg")},
                 "a.jpg: expected at most 268435456 pixels, found 65500 x 65500");
}

TEST_F(HostileInput, TablesAndDesignsThatDisagreeWithTheBetasAreRefused) {
  const NsdFiles files{folder_ / "nsd", "subj01"};
  SmallNsd small;
  small.write(files);
  Cortex cortex = small_recording().subject.cortex;
  for (const Hemisphere h : kHemispheres) {
    cortex[h].regions.clear();
    write_bytes(files.regions(h, "nsdgeneral"), mgh_bytes({4, 1, 1, 1}, {-1, 1, 0, 1}));
  }
  write_cortex_folder(cortex, files.cortex());
  const auto refused = [&](const std::string& words) {
    expect_refused({"study", "--nsd", path("nsd"), "--subject", "subj01", "--out", path("out.h5")},
                   words);
  };
  SmallNsd other = small;
  std::swap(other.image_of[0], other.image_of[1]);
  write_bytes(files.design(), other.design());
  refused("nsd_stim_info_merged.csv: expected nsd-");
  // Small enough that what this process takes does not count as the program's (vfork).
  const std::string bomb = mat_variable("masterordering", 1, 1, 2, std::string(1, '\1'));
  write_bytes(files.design(), mat_bytes(mat_compressed(bomb + std::string(24 << 20, '\0'))));
  refused("nsd_expdesign.mat: expected at most ");
  write_bytes(files.design(),
              mat_bytes(mat_variable("masterordering", 1, 1, 9, std::vector<double>{1}) +
                        mat_variable("subjectim", 1, 1, 9, std::vector<double>{1}) +
                        mat_variable("sharedix", 1, 1, 9, std::vector<double>{1})));
  refused("nsd_expdesign.mat:masterordering: expected an image for each of the 120 trials");
  std::filesystem::remove(files.design());
  write_bytes(files.trials(), small.table("42,x,6,False,1,7,0,0\n"));
  refused("nsd_stim_info_merged.csv: expected one image a trial, found ");
  write_bytes(files.trials(), "nsdId,shared1000,subject1_rep0,subject1_rep1,subject1_rep2\n" +
                                  std::string(12 << 20, ',') + "\n");
  refused("nsd_stim_info_merged.csv: expected 5 fields, as in the first line, found ");
}

}  // namespace
}  // namespace cortiscope
