#include "app/gui/stimulus_reader.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

#include "core/io/file_bytes.h"
#include "core/io/image/png_file.h"
#include "tests/app/gui/wait_for.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

std::shared_ptr<const Stimuli> shared(Stimuli stimuli) {
  return std::make_shared<const Stimuli>(std::move(stimuli));
}

TEST(StimulusReader, GivesWhatIsInMemoryAtOnce) {
  StimulusReader reader;
  const auto stimuli = shared({{"a", "b"}, {Image(2, 2), Image(2, 2, {9, 0, 0})}, {}});
  EXPECT_EQ(reader.image(stimuli, 1).get(), &stimuli->images[1]);
}

TEST(StimulusReader, ReadsFromAFolderAndKeepsTheLatest) {
  const TempDir folder;
  write_png(Image(3, 2, {1, 2, 3}), folder / "a.png");
  write_png(Image(1024, 512, {4, 5, 6}), folder / "large.png");
  const auto stimuli = shared({{"large.png", "a.png"}, {}, folder.path()});
  StimulusReader reader;
  EXPECT_EQ(reader.image(stimuli, 0), nullptr);
  EXPECT_EQ(reader.image(stimuli, 1), nullptr);
  ASSERT_TRUE(wait_for([&] { return reader.image(stimuli, 0) && reader.image(stimuli, 1); }));
  EXPECT_EQ(reader.image(stimuli, 1)->at(2, 1), (Rgb8{1, 2, 3})) << "by name, not by place";
  EXPECT_EQ(reader.image(stimuli, 0)->width, 512) << "no larger than it is shown";
  EXPECT_EQ(reader.image(stimuli, 0)->height, 256);
  std::filesystem::remove_all(folder / "a.png");
  EXPECT_TRUE(reader.image(stimuli, 1)) << "kept";
}

TEST(StimulusReader, SaysOnceThatAnImageCannotBeRead) {
  const TempDir folder;
  write_bytes(folder / "a.png", "no picture");
  write_png(Image(3, 2), folder / "b.png");
  const auto stimuli = shared({{"a.png", "b.png"}, {}, folder.path()});
  StimulusReader reader;
  QSignalSpy failed(&reader, &StimulusReader::failed);
  QSignalSpy ended(&reader, &StimulusReader::read_ended);
  reader.image(stimuli, 0);
  ASSERT_TRUE(wait_for([&] { return reader.cannot_read(stimuli, 0); }));
  ASSERT_EQ(failed.size(), 1);
  EXPECT_TRUE(failed[0][0].toString().contains(QStringLiteral("a.png")));
  const auto tries = ended.size();
  EXPECT_EQ(reader.image(stimuli, 0), nullptr);
  ASSERT_TRUE(wait_for([&] { return reader.image(stimuli, 1) != nullptr; }));
  EXPECT_EQ(ended.size(), tries + 1) << "the first one is not tried again";
  EXPECT_FALSE(reader.cannot_read(stimuli, 1));
}

}  // namespace
}  // namespace cortiscope
