#include "core/io/safetensors/safetensors.h"

#include <gtest/gtest.h>

#include "tests/support/expect_error.h"
#include "tests/support/safetensors_bytes.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

using namespace std::string_literals;

struct Safetensors : testing::Test {
  TempDir folder;

  SafetensorsFile opened(const std::string& header, const std::string& data) const {
    write_bytes(folder / "t.safetensors", safetensors_bytes(header, data));
    return SafetensorsFile(folder / "t.safetensors");
  }
  std::string words(const std::string& header, const std::string& data) const {
    return error_of([&] { opened(header, data); });
  }
};

/// One tensor `a` of these fields.
std::string header_of(const std::string& type, const std::string& shape,
                      const std::string& offsets) {
  return R"({"a":{"dtype":")" + type + R"(","shape":)" + shape + R"(,"data_offsets":)" + offsets +
         "}}";
}

TEST_F(Safetensors, AreReadByNameWhateverTheirTypeAndOrder) {
  const SafetensorsFile file =
      opened(R"({"half":{"dtype":"F16","shape":[3],"data_offsets":[8,14]},)"
             R"("__metadata__":{"format":"pt"},)"
             R"("brain":{"dtype":"BF16","shape":[1,1],"data_offsets":[14,16]},)"
             R"("float":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
             R"("none":{"dtype":"F32","shape":[0,4],"data_offsets":[16,16]}})"s,
             "\0\0\x80\x3f\0\0\0\xc0"
             "\0\x3e\xff\xfb\1\0"
             "\x40\xc0"s);
  EXPECT_EQ(file.tensors().size(), 4U);
  EXPECT_EQ(file.metadata().at("format"), "pt");
  EXPECT_EQ(file.read("float").values, (std::vector<float>{1, -2}));
  // 1.5, the largest half with a minus, and the smallest above 0.
  EXPECT_EQ(file.read("half").values, (std::vector<float>{1.5F, -65504, 0x1p-24F}));
  EXPECT_EQ(file.read("brain").shape, (Shape{1, 1}));
  EXPECT_EQ(file.read("brain").values, std::vector<float>{-3});
  EXPECT_TRUE(file.read("none").empty());
}

TEST_F(Safetensors, AreRefusedWhereTensorsOverlapOrLieOutside) {
  const std::string damaged = " (the file is damaged; copy it again)";
  const std::string cut = " (the file is cut short or damaged; copy it again)";
  EXPECT_EQ(words(header_of("F32", "[2]", "[0,8]"), std::string(7, '\0')),
            "t.safetensors:a: expected its data between bytes 0 and 7, found 0 to 8" + cut);
  EXPECT_EQ(words(header_of("F32", "[2]", "[18446744073709551608,0]"), ""),
            "t.safetensors:a: expected its data between bytes 0 and 0, found "
            "18446744073709551608 to 0" +
                cut);
  EXPECT_EQ(words(header_of("F32", "[3]", "[0,8]"), std::string(8, '\0')),
            "t.safetensors:a: expected the bytes of shape (3) in F32, found 8" + damaged);
  EXPECT_EQ(
      words(header_of("F16", "[2147483647,2147483647,2147483647]", "[0,8]"), std::string(8, '\0')),
      "t.safetensors:a: expected the bytes of shape (2147483647, 2147483647, 2147483647) in "
      "F16, found 8" +
          damaged);
  EXPECT_EQ(words(header_of("F32", "[-1]", "[0,8]"), std::string(8, '\0')),
            "t.safetensors:a: expected whole numbers up to 2147483647 in its shape" + damaged);
  EXPECT_EQ(words(header_of("F32", "[1,1,1,1,1,1,1,1,1]", "[0,4]"), std::string(4, '\0')),
            "t.safetensors:a: expected a shape of at most 8 axes" + damaged);
  EXPECT_EQ(words(header_of("F32", "[1]", "[0.5,4]"), std::string(4, '\0')),
            "t.safetensors:a: expected two whole numbers as its data_offsets" + damaged);
  EXPECT_EQ(words(R"({"a":7})", ""),
            "t.safetensors:a: expected dtype, shape and data_offsets in the header" + damaged);
  EXPECT_EQ(words(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                  R"("b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
                  std::string(8, '\0')),
            "t.safetensors:b: expected bytes of its own, found some of \"a\"" + damaged);
  EXPECT_EQ(words("[]", ""),
            "t.safetensors: expected a safetensors header in JSON, found other text" + damaged);
  EXPECT_EQ(words("{\"a\"", ""),
            "t.safetensors: expected a safetensors header in JSON, found other text" + damaged);
}

TEST_F(Safetensors, AreRefusedWhereTheHeaderIsNotThere) {
  const auto words_of = [&](const std::string& bytes) {
    write_bytes(folder / "t.safetensors", bytes);
    return error_of([&] { SafetensorsFile(folder / "t.safetensors"); });
  };
  EXPECT_EQ(words_of("abc"),
            "t.safetensors: expected a safetensors file, found 3 bytes (the file is cut short or "
            "damaged; copy it again)");
  EXPECT_EQ(words_of("\xff\0\0\0\0\0\0\0{}"s),
            "t.safetensors: expected a header of 255 bytes, found 2 (the file is cut short or "
            "damaged; copy it again)");
  EXPECT_EQ(words_of("\0\0\0\0\0\0\0\x80{}"s),
            "t.safetensors: expected a safetensors header of at most 8388608 bytes, found "
            "9223372036854775808 (is this the right file?)");
}

TEST_F(Safetensors, SayWhatCannotBeReadOfThem) {
  const SafetensorsFile numbers = opened(header_of("I64", "[1]", "[0,8]"), std::string(8, '\0'));
  EXPECT_EQ(error_of([&] { numbers.read("a"); }),
            "t.safetensors:a: expected numbers of type F32, F16 or BF16, found \"I64\" (save the "
            "weights as one of these)");
  EXPECT_EQ(error_of([&] { numbers.read("b"); }),
            "t.safetensors:b: no such tensor (is this the right file?)");
  const SafetensorsFile infinite = opened(header_of("F16", "[1]", "[0,2]"), "\0\x7c"s);
  EXPECT_EQ(error_of([&] { infinite.read("a"); }),
            "t.safetensors:a: expected finite numbers, found NaN or infinity (the weights are "
            "damaged, or training failed)");
  const SafetensorsFile shrunk = opened(header_of("F32", "[1]", "[0,4]"), std::string(4, '\0'));
  std::filesystem::resize_file(folder / "t.safetensors", 20);
  EXPECT_NE(error_of([&] { shrunk.read("a"); }), "(no error)");
}

TEST_F(Safetensors, AreRecognisedByTheirStartOrTheirName) {
  write_bytes(folder / "weights", safetensors_bytes("{ }", ""));
  EXPECT_TRUE(is_safetensors(folder / "weights"));
  write_bytes(folder / "cut.safetensors", "ab");
  EXPECT_TRUE(is_safetensors(folder / "cut.safetensors"));
  write_bytes(folder / "net.pt", "PK\3\4 and more of it");
  EXPECT_FALSE(is_safetensors(folder / "net.pt"));
}

}  // namespace
}  // namespace cortiscope
