#include "core/io/image/image_file.h"

#include <gtest/gtest.h>

// jpeglib.h wants FILE declared.
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>
#include <sys/resource.h>
#include <zlib.h>

#include "core/base/base64.h"
#include "core/io/deflate.h"
#include "core/io/image/jpeg_decoder.h"
#include "core/io/image/png_file.h"
#include "tests/support/expect_error.h"
#include "tests/support/hostile.h"
#include "tests/support/real_data.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

Image three_by_two() {
  Image image(3, 2, Rgb8{10, 20, 30});
  image.at(2, 1) = {255, 0, 1};
  return image;
}

/// Small images that other programs made (Pillow), as base64.
std::string bytes_of(const char* base64) { return *decode_base64(base64); }
constexpr char kHalfTransparentPng[] =
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAEUlEQVR4nGP4z8DQwMnJyQAACtIBm01DJPQAAAAASU"
    "VORK5CYII=";
constexpr char kPalettePng[] =
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABAQMAAADO7O3JAAAABlBMVEX/AAAAAP9sof2OAAAACklEQVR4nGNwAAAAQg"
    "BBKTf07wAAAABJRU5ErkJggg==";
constexpr char kGreyPng[] =
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAC0lEQVR4nGNgaAAAAIMAgYfP7KQAAAAASUVORK5CYI"
    "I=";
constexpr char kSixteenBitPng[] =
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABEAAAAACB2fwVAAAADUlEQVR4nGNgYGhoAAABhQEBBW5dNgAAAABJRU5Erk"
    "Jggg==";
constexpr char kOneBitPng[] =
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABAQAAAADcWUInAAAACklEQVR4nGNwAAAAQgBBKTf07wAAAABJRU5ErkJggg"
    "==";
constexpr char kColourJpeg[] =
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBw"
    "YGCAsICQoKCgoKBggLDAsKDAkKCgr/2wBDAQICAgICAgUDAwUKBwYHCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoK"
    "CgoKCgoKCgoKCgoKCgoKCgoKCgoKCgr/wAARCAAIAAgDAREAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAw"
    "QFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkK"
    "FhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmq"
    "KjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEB"
    "AQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRob"
    "HBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOE"
    "hYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+P"
    "n6/9oADAMBAAIRAxEAPwDPr+Vz+2D/2Q==";
constexpr char kGreyJpeg[] =
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIx"
    "wcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAAIAAgBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL"
    "/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJi"
    "coKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ip"
    "qrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/ACv/2Q==";
constexpr char kCmykJpeg[] =
    "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBg"
    "gLCAkKCgoKCgYICwwLCgwJCgoK/8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgME"
    "BQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJCh"
    "YXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqi"
    "o6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASw"
    "AAPwD9/Kjr8/6/SCv/2Q==";
constexpr char kProgressiveJpeg[] =
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAKBueIx4ZKCMgoy0qqC+8P//8Nzc8P////////////////////////////////"
    "//////////////////////////wgALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAv/aAAgBAQAAAAEf/8QAFBAB"
    "AAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABBQJ//8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQAGPwJ//8QAFBABAAAAAA"
    "AAAAAAAAAAAAAAAP/aAAgBAQABPyF//9oACAEBAAAAEH//xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAE/EH//"
    "2Q==";
constexpr char kHugePng[] =
    "iVBORw0KGgoAAAANSUhEUgAA6mAAAOpgCAAAAACluSqeAAAADElEQVR4nGNgoDkAAABjAAF3ZA6jAAAAAElFTkSuQm"
    "CC";
constexpr char kTooLargePng[] =
    "iVBORw0KGgoAAAANSUhEUgAAIygAACMoCAAAAABIvi1mAAAADElEQVR4nGNgoDkAAABjAAF3ZA6jAAAAAElFTkSuQm"
    "CC";

TEST(WritePng, IsReadBackAsItWas) {
  const TempDir folder;
  write_png(three_by_two(), folder / "a.png");
  const Image image = read_image(folder / "a.png");
  EXPECT_EQ(image.width, 3);
  EXPECT_EQ(image.height, 2);
  EXPECT_EQ(image.pixels, three_by_two().pixels);
}

TEST(WritePng, KeepsItsTextsShortAndLong) {
  const TempDir folder;
  const std::map<std::string, std::string> texts = {{"recipe", std::string(5000, 'r')},
                                                    {"title", "Übersicht"}};
  write_png(three_by_two(), folder / "a.png", 300, texts);
  EXPECT_EQ(read_png_texts(folder / "a.png"), texts);
}

TEST(WritePng, SaysTheDotsPerInchAsDotsPerMeter) {
  const TempDir folder;
  write_png(three_by_two(), folder / "a.png", 300);
  const std::string bytes = read_bytes(folder / "a.png");
  const std::size_t chunk = bytes.find("pHYs");
  ASSERT_NE(chunk, std::string::npos);
  EXPECT_EQ(bytes.substr(chunk + 4, 9), std::string("\0\0\x2e\x23\0\0\x2e\x23\1", 9));  // 11811
}

TEST(WritePng, SaysThatTheFolderIsNotThere) {
  const TempDir folder;
  const auto file = folder / "no" / "a.png";
  EXPECT_EQ(error_of([&] { write_png(three_by_two(), file); }),
            file.string() + ": its folder does not exist (make " + file.parent_path().string() +
                " first)");
}

TEST(ReadImage, PutsWhatIsTransparentOverWhite) {
  const Image image = decode_image(bytes_of(kHalfTransparentPng), "a.png");
  EXPECT_EQ(image.at(0, 0), (Rgb8{255, 127, 127}));
  EXPECT_EQ(image.at(1, 0), (Rgb8{255, 255, 255}));
}

TEST(ReadImage, ReadsPalettesGreyAndSixteenBits) {
  EXPECT_EQ(decode_image(bytes_of(kPalettePng), "a.png").at(1, 0), (Rgb8{0, 0, 255}));
  EXPECT_EQ(decode_image(bytes_of(kGreyPng), "a.png").at(1, 0), (Rgb8{128, 128, 128}));
  EXPECT_EQ(decode_image(bytes_of(kSixteenBitPng), "a.png").at(1, 0), (Rgb8{128, 128, 128}));
  EXPECT_EQ(decode_image(bytes_of(kOneBitPng), "a.png").at(1, 0), (Rgb8{255, 255, 255}));
}

TEST(ReadImage, ReadsJpegsInColourGreyAndCmyk) {
  for (const char* base64 : {kColourJpeg, kCmykJpeg}) {
    const Rgb8 pixel = decode_image(bytes_of(base64), "a.jpg").at(4, 4);
    EXPECT_NEAR(pixel.r, 200, 4);
    EXPECT_NEAR(pixel.g, 100, 4);
    EXPECT_NEAR(pixel.b, 50, 4);
  }
  EXPECT_NEAR(decode_image(bytes_of(kGreyJpeg), "a.jpg").at(4, 4).g, 128, 2);
}

TEST(ReadImage, SaysThatAFileIsNeitherPngNorJpeg) {
  EXPECT_EQ(error_of([] { decode_image("GIF89a", "a.gif"); }),
            "a.gif: expected a PNG or JPEG image, found neither (convert it to PNG)");
}

TEST(ReadImage, RefusesADamagedPng) {
  std::string bytes = bytes_of(kGreyPng);
  bytes.resize(bytes.size() - 20);
  EXPECT_EQ(error_of([&] { decode_image(bytes, "a.png"); }),
            "a.png: expected a PNG image, found a damaged one: a chunk is longer than the file "
            "(the file is cut short or damaged; copy it again)");
}

TEST(ReadImage, RefusesAJpegCutShort) {
  std::string bytes = bytes_of(kColourJpeg);
  bytes.resize(bytes.size() - 12);
  EXPECT_EQ(error_of([&] { decode_image(bytes, "a.jpg"); }),
            "a.jpg: expected a JPEG image, found a damaged one: Premature end of JPEG file (the "
            "file is cut short or damaged; copy it again)");
}

TEST(ReadImage, RefusesAJpegCutInItsHeader) {
  std::string bytes = bytes_of(kColourJpeg);
  bytes.resize(30);
  EXPECT_EQ(error_of([&] { decode_image(bytes, "a.jpg"); }),
            "a.jpg: expected a JPEG image, found a damaged one: Premature end of JPEG file (the "
            "file is cut short or damaged; copy it again)");
}

TEST(ReadImage, RefusesAnAbsurdSizeBeforeItTakesMemory) {
  EXPECT_EQ(error_of([] { decode_image(bytes_of(kHugePng), "a.png"); }),
            "a.png: expected at most 268435456 pixels, found 60000 x 60000 (make the image "
            "smaller)");
  EXPECT_EQ(error_of([] { decode_image(bytes_of(kTooLargePng), "a.png"); }),
            "a.png: expected an image that 69 bytes can hold, found one of 9000 x 9000 (if "
            "it is whole, make the image smaller; if not, copy it again)");
}

/// A grey JPEG, black in its left half and white in its right.
std::string two_halves(unsigned width, unsigned height, bool is_progressive) {
  jpeg_error_mgr errors;
  jpeg_compress_struct info = {};
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &bytes, &size);
  info.image_width = width;
  info.image_height = height;
  info.input_components = 1;
  info.in_color_space = JCS_GRAYSCALE;
  jpeg_set_defaults(&info);
  if (is_progressive) jpeg_simple_progression(&info);
  jpeg_start_compress(&info, TRUE);
  std::vector<unsigned char> line(width, 255);
  std::fill_n(line.begin(), width / 2, 0);
  unsigned char* row = line.data();
  while (info.next_scanline < height) jpeg_write_scanlines(&info, &row, 1);
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  const std::string jpeg(reinterpret_cast<char*>(bytes), size);
  std::free(bytes);
  return jpeg;
}

TEST(ReadImage, ReadsALargeJpegAtALowerResolution) {
  for (const bool is_progressive : {false, true}) {
    const std::string bytes = two_halves(1001, 17000, is_progressive);
    const Image image = decode_image(bytes, "a.jpg");
    EXPECT_EQ(image.width, 501);
    EXPECT_EQ(image.height, 8500);
    EXPECT_EQ(image.at(200, 8000), (Rgb8{0, 0, 0}));
    EXPECT_EQ(image.at(300, 8499), (Rgb8{255, 255, 255}));
    EXPECT_EQ(jpeg_size(bytes, "a.jpg").width, 1001);
  }
}

TEST(ReadImage, RefusesAProgressiveJpegWhoseCoefficientsWouldFillTheMemory) {
  const std::string bytes = two_halves(16000, 4000, true);
  EXPECT_EQ(error_of([&] { decode_image(bytes, "a.jpg"); }),
            "a.jpg: expected an image that " + std::to_string(bytes.size()) +
                " bytes can hold, found one of 16000 x 4000 (if it is whole, make the image "
                "smaller; if not, copy it again)");
}

TEST(ReadImage, RefusesAJpegOfEndlessScans) {
  std::string bytes = bytes_of(kProgressiveJpeg);
  EXPECT_EQ(decode_image(bytes, "a.jpg").width, 8);
  const std::size_t end = bytes.rfind("\xff\xd9");
  const std::string last_scan =
      bytes.substr(bytes.rfind("\xff\xda"), end - bytes.rfind("\xff\xda"));
  for (int i = 0; i < 100; ++i) bytes.insert(end, last_scan);
  EXPECT_EQ(error_of([&] { decode_image(bytes, "a.jpg"); }),
            "a.jpg: expected a JPEG image, found a damaged one: it has more than 48 scans (the "
            "file is cut short or damaged; copy it again)");
}

/// A small PNG with so many compressed texts, each of so many letters.
std::string png_with_texts(int count, std::size_t length) {
  const std::string letters = deflate_bytes(std::string(length, 'a'), Wrapping::kZlib);
  std::string texts;
  for (int i = 0; i < count; ++i) {
    const std::string chunk = "zTXt" + std::to_string(i) + std::string(2, '\0') + letters;
    const auto sum =
        std::int32_t(crc32(0, reinterpret_cast<const Bytef*>(chunk.data()), uInt(chunk.size())));
    texts += big_endian(std::int32_t(chunk.size() - 4)) + chunk + big_endian(sum);
  }
  std::string png = bytes_of(kGreyPng);
  return png.insert(8 + 25, texts);  // behind IHDR
}

TEST(ReadPngTexts, RefusesTextsThatFillTheMemory) {
  const TempDir folder;
  const std::string png = png_with_texts(8, 3 << 20);
  write_bytes(folder / "a.png", png);
  // Each may be read, but not all of them.
  EXPECT_EQ(error_of([&] { read_png_texts(folder / "a.png"); }),
            "a.png: " + too_much(png.size(), 6 * (3 << 20)));
}

TEST(ReadImage, DoesNotUnpackTheTextsOfAPng) {
  const auto most_memory_mb = [] {
    rusage used = {};
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss / 1024;
  };
  const std::string png = png_with_texts(100, 4000000);
  const auto before_mb = most_memory_mb();
  EXPECT_EQ(decode_image(png, "a.png").width, 2);
  EXPECT_LT(most_memory_mb() - before_mb, 60);  // not 400
}

TEST(ReadImageSize, AgreesWithTheImage) {
  SKIP_WITHOUT_REAL_DATA();
  for (const char* name : {"chelsea.png", "camera.png", "retina.jpg", "rocket.jpg"}) {
    const auto file = *real_data() / "photos" / name;
    const ImageSize size = read_image_size(file);
    const Image image = read_image(file);
    EXPECT_EQ(size.width, image.width) << name;
    EXPECT_EQ(size.height, image.height) << name;
    EXPECT_GT(image.width, 100) << name;
  }
}

}  // namespace
}  // namespace cortiscope
