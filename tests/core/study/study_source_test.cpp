#include "core/study/study_source.h"

#include <gtest/gtest.h>

#include "core/io/file_hash.h"
#include "core/io/hdf5/subject_file.h"
#include "core/simulate/planted_study.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST(StudySource, OpensAndFingerprintsASubjectFile) {
  PlantedOptions options;
  options.vertices = 40;
  options.images = 20;
  const Recording written = make_planted_study(options, 1).recording;
  const TempDir folder;
  write_recording(folder / "subject.h5", written);

  const auto source = study_at(folder / "subject.h5");
  EXPECT_EQ(source->name(), "cortiscope subject");
  EXPECT_EQ(source->path(), folder / "subject.h5");
  EXPECT_EQ(source->fingerprint(), hash_of_file(folder / "subject.h5"));
  for (const double cache_gb : {0.0, 1.0}) {
    const RecordingSource opened = source->open(cache_gb);
    EXPECT_EQ(opened.subject.name, written.subject.name);
    EXPECT_EQ(opened.images, written.images);
    EXPECT_EQ(opened.responses->read({3}).values, rows_of(written.responses, {3}).values);
  }
}

}  // namespace
}  // namespace cortiscope
