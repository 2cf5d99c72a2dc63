#include "core/io/npy/pickled_names.h"

#include <gtest/gtest.h>

#include "tests/support/expect_error.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

using namespace std::string_literals;
using Names = std::map<std::int64_t, std::string>;

/// What Python wrote, in hexadecimal digits.
std::string bytes_of(const std::string& digits) {
  std::string bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    bytes += char(std::stoi(digits.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

struct PickledNames : testing::Test {
  TempDir folder;
  std::filesystem::path file = folder / "mapping_streams.npy";

  Names read(const std::string& pickle) const {
    write_bytes(file, npy_bytes("|O", "()", pickle));
    return read_pickled_names(file);
  }
  std::string error_with(const std::string& pickle) const {
    return error_of([&] { read(pickle); });
  }
};

const std::string kExpected =
    "mapping_streams.npy: expected the names of regions as numpy.save writes a dict of them, "
    "found ";
const std::string kOther =
    kExpected + "a pickle of something else (take the file from the study's own download)";

std::string code_of(const std::string& function) {
  return kExpected + "a pickle with code: it calls \"" + function +
         "\" (nothing of it was run; take the file from the study's own download)";
}

// numpy.save of {0: "Unknown", 1: "V1v", 2: "V1d"} by NumPy 1.24 and 2.4, and the same arrays by
// pickle.dumps of every protocol. What NumPy 2 writes differs in the name of a module.
const std::string kNumpy1Protocol2 =
    "8002636e756d70792e636f72652e6d756c746961727261790a5f7265636f6e7374727563740a7100636e756d70790a"
    "6e6461727261790a71014b00857102635f636f646563730a656e636f64650a7103580100000062710458060000006c"
    "6174696e317105867106527107877108527109284b0129636e756d70790a64747970650a710a58020000004f38710b"
    "898887710c52710d284b0358010000007c710e4e4e4e4affffffff4affffffff4b3f74710f62895d71107d7111284b"
    "005807000000556e6b6e6f776e71124b01580300000056317671134b02580300000056316471147561747115622e";
const std::string kNumpy1Saved =
    "8003636e756d70792e636f72652e6d756c746961727261790a5f7265636f6e7374727563740a7100636e756d70790a"
    "6e6461727261790a71014b008571024301627103877104527105284b0129636e756d70790a64747970650a71065802"
    "0000004f3871078988877108527109284b0358010000007c710a4e4e4e4affffffff4affffffff4b3f74710b62895d"
    "710c7d710d284b005807000000556e6b6e6f776e710e4b015803000000563176710f4b025803000000563164711075"
    "61747111622e";
const std::string kNumpy2Saved =
    "800495a6000000000000008c166e756d70792e5f636f72652e6d756c74696172726179948c0c5f7265636f6e737472"
    "7563749493948c056e756d7079948c076e6461727261799493944b0085944301629487945294284b012968038c0564"
    "747970659493948c024f3894898887945294284b038c017c944e4e4e4affffffff4affffffff4b3f749462895d947d"
    "94284b008c07556e6b6e6f776e944b018c03563176944b028c035631649475617494622e";
const std::string kNumpy2Protocol5 = "8005" + kNumpy2Saved.substr(4);

TEST_F(PickledNames, AreReadOfEveryNumpyAndProtocol) {
  const Names expected = {{0, "Unknown"}, {1, "V1v"}, {2, "V1d"}};
  for (const std::string& pickle :
       {kNumpy1Protocol2, kNumpy1Saved, kNumpy2Saved, kNumpy2Protocol5}) {
    EXPECT_EQ(read(bytes_of(pickle)), expected) << pickle;
  }
  write_bytes(file, npy_of_names({{0, "Unknown"}, {1, "V1v"}, {2, "V1d"}}));
  EXPECT_EQ(read_pickled_names(file), expected) << "what other tests write";
}

/// An array that holds what these opcodes make.
std::string array_of(const std::string& object) {
  const std::string whole = bytes_of(kNumpy1Saved);
  return whole.substr(0, whole.find("]q\f") + 3) + object + "atb.";
}

TEST_F(PickledNames, MayHaveNumbersOfAnySize) {
  // 1: K; 258: M; -3: J; 2^40 and -2^40: LONG1.
  EXPECT_EQ(read(array_of("}(K\1X\1\0\0\0aM\2\1X\1\0\0\0bJ\xfd\xff\xff\xffX\1\0\0\0c"
                          "\x8a\6\0\0\0\0\0\1X\1\0\0\0d"
                          "\x8a\6\0\0\0\0\0\xffX\1\0\0\0eu"s)),
            (Names{{1, "a"}, {258, "b"}, {-3, "c"}, {1LL << 40, "d"}, {-(1LL << 40), "e"}}));
  EXPECT_EQ(read(array_of("}K\5X\3\0\0\0OPAs"s)), (Names{{5, "OPA"}})) << "a dict of one";
  EXPECT_EQ(read(array_of("}")), Names{});
  EXPECT_EQ(read(array_of("}(K\1X\1\0\0\0aK\1X\1\0\0\0bu"s)), (Names{{1, "b"}})) << "as in Python";
  EXPECT_EQ(read(array_of("}K\1X\3\0\0\0a\tbs"s)), (Names{{1, "a?b"}})) << "to be shown";
}

TEST_F(PickledNames, AreRefusedWhereAPickleHoldsCode) {
  EXPECT_EQ(error_with("\x80\3"
                       "cposix\nsystem\nX\4\0\0\0echo\x85R."s),
            code_of("posix.system"));
  EXPECT_EQ(error_with("\x80\4\x8c\5posix\x8c\6system\x93."s), code_of("posix.system"));
  EXPECT_EQ(error_with("\x80\3"
                       "cbuiltins\neval\n."s),
            code_of("builtins.eval"));
  EXPECT_EQ(error_with(array_of("cnumpy.core.multiarray\nscalar\n")),
            code_of("numpy.core.multiarray.scalar"));
  // Those known, called with anything else than NumPy calls them with.
  for (const std::string& call :
       {"cnumpy\nndarray\nK\1\x85R"s, "cnumpy\ndtype\nX\2\0\0\0f8\x85R"s,
        "cnumpy.core.multiarray\n_reconstruct\ncnumpy\ndtype\n\x85R"s, "K\1K\1\x85R"s,
        "c_codecs\nencode\nK\1\x85R"s, "c_codecs\nencode\n)R"s}) {
    EXPECT_EQ(error_with(array_of(call)), kOther) << call;
  }
  for (const char opcode :
       {'i', 'o', 'P', 'Q', '\x81', '\x82', '\x92', '\x97', 'I', 'V', 'g', 'B'}) {
    EXPECT_EQ(error_with(array_of(std::string(1, opcode))), kOther) << opcode;
  }
}

TEST_F(PickledNames, AreRefusedWhereAPickleHoldsSomethingElse) {
  for (const std::string& object : {"]"s, "N"s, "K\1"s, "X\1\0\0\0a"s, "}K\1"s, "}K\1K\1(s"s,
                                    "}(K\1u"s, "h\x77"s, "u"s, "e"s, "\x87"s, "0"s,
                                    "\x8a\x9"
                                    "123456789"s}) {
    EXPECT_EQ(error_with(array_of(object)), kOther) << object;
  }
  const std::string of_others =
      kExpected +
      "a dict of other things than numbers and names (take the file from the study's own download)";
  EXPECT_EQ(error_with(array_of("}X\1\0\0\0aX\1\0\0\0bs"s)), of_others);
  EXPECT_EQ(error_with(array_of("}K\1K\2s")), of_others);
  EXPECT_EQ(error_with(array_of("}K\1}s")), of_others);
  EXPECT_EQ(error_with(array_of("}K\1X\xe9\3\0\0"s + std::string(1001, 'a') + "s")), of_others);
  EXPECT_EQ(error_with("\x80\1N."), kOther);
  EXPECT_EQ(error_with("\x80\6N."), kOther);
  EXPECT_EQ(error_with("NN."), kOther);
  EXPECT_EQ(error_with("}q\1h\1a."), kOther);
  EXPECT_EQ(error_with("]q\1h\1a."), kOther) << "a list that holds itself";
}

TEST_F(PickledNames, AreRefusedWhereTheFileIsCutShortOrAnotherArray) {
  const std::string whole = bytes_of(kNumpy1Saved);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_NE(
        error_with(whole.substr(0, size)).find("the file is cut short or damaged; copy it again"),
        std::string::npos)
        << size;
  }
  EXPECT_EQ(error_with("X\xff\xff\xff\xff"
                       "a"),
            "mapping_streams.npy: expected 4294967295 bytes for its pickle, found 1 (the file is "
            "cut short or damaged; copy it again)");
  write_bytes(file, npy_list({1, 2}));
  EXPECT_EQ(error_of([&] { read_pickled_names(file); }),
            kExpected +
                "an array of type \"<f4\" and shape (2) (take the file from the study's own "
                "download)");
  write_bytes(file, npy_bytes("|O", "()", std::string(256 << 10, 'N')));
  EXPECT_EQ(error_of([&] { read_pickled_names(file); }),
            "mapping_streams.npy: expected at most 262144 bytes, found 262272 (is this the right "
            "file?)");
}

}  // namespace
}  // namespace cortiscope
