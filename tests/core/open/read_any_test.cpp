#include "core/open/read_any.h"

#include <gtest/gtest.h>

#include "core/io/freesurfer/freesurfer_writers.h"
#include "core/io/gifti/gifti_writers.h"
#include "core/io/hdf5/checkpoint_file.h"
#include "core/io/hdf5/cortex_file.h"
#include "core/io/hdf5/features_file.h"
#include "core/io/hdf5/images_file.h"
#include "core/io/hdf5/subject_file.h"
#include "core/io/image/png_file.h"
#include "core/open/describe.h"
#include "core/open/overlay_pair.h"
#include "core/open/study_folder.h"
#include "core/open/surface_pair.h"
#include "tests/support/expect_error.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"
#include "tests/support/zip_bytes.h"

namespace cortiscope {
namespace {

/// A subject of one hemisphere and three images.
void write_small_subject(const std::filesystem::path& file) {
  Recording recording;
  recording.subject.name = "small";
  recording.subject.cortex[kLh].surfaces[SurfaceKind::kPial] = tetrahedron();
  recording.subject.vertices[kLh] = {0, 3};
  recording.images = {"a", "b", "c"};
  recording.responses = Array<float>(Shape{3, 2}, {1, 2, 3, 4, 5, 6});
  write_recording(file, recording);
}

void write_small_features(const std::filesystem::path& file) {
  FeatureInfo info;
  info.network = "net";
  info.layers = {"early"};
  info.channels = {2};
  info.rows = info.columns = 1;
  info.images = {"a"};
  FeaturesWriter writer(file, info);
  writer.add({{Array<float>({1, 2, 1, 1}, {1, 2})}, {Array<float>({1, 2}, {3, 4})}});
  writer.commit();
}

TEST(ReadAny, TellsSurfacesValuesAndRegionsApart) {
  const TempDir folder;
  write_bytes(folder / "lh.pial", freesurfer_bytes(tetrahedron()));
  write_bytes(folder / "rh.curv", curvature_bytes({1, 2, 3, 4}));
  write_bytes(folder / "lh.V1.label", "#!ascii label\n1\n2 0 0 0 0\n");
  EXPECT_TRUE(find<SurfaceContents>(read_any(folder / "lh.pial")));
  const Contents curv = read_any(folder / "rh.curv");
  ASSERT_TRUE(find<OverlayContents>(curv));
  EXPECT_EQ(curv.hemisphere, kRh);
  EXPECT_EQ(maps_in(curv).values, (std::vector<float>{1, 2, 3, 4}));
  const Contents label = read_any(folder / "lh.V1.label");
  ASSERT_TRUE(find<RegionsContents>(label));
  EXPECT_EQ(std::get<LabelFile>(find<RegionsContents>(label)->data).region.name, "V1");
  EXPECT_EQ(kind_of(label), "FreeSurfer label");
}

TEST(ReadAny, TellsGiftiByItsArrays) {
  const TempDir folder;
  write_gifti_surface(tetrahedron(), kLh, folder / "a.gii");
  write_gifti_maps(Array<float>({1, 4}, {1, 2, 3, 4}), kRh, folder / "b.gii");
  write_gifti_labels({4, {{"V1", {1, 2}, Rgb8{1, 2, 3}}}}, kRh, folder / "c.gii");
  EXPECT_EQ(surface_in(read_any(folder / "a.gii")).vertices, tetrahedron().vertices);
  EXPECT_EQ(maps_in(read_any(folder / "b.gii")).shape, (Shape{1, 4}));
  const Contents labels = read_any(folder / "c.gii");
  ASSERT_TRUE(find<RegionsContents>(labels));
  EXPECT_EQ(parcels_in(labels).parcels[0].name, "V1");
  EXPECT_EQ(maps_in(labels).values, (std::vector<float>{0, 1, 1, 0}));
  EXPECT_EQ(labels.hemisphere, kRh);
}

TEST(ReadAny, TellsOurFilesByTheirMark) {
  const TempDir folder;
  write_small_subject(folder / "subject.h5");
  const Contents subject = read_any(folder / "subject.h5");
  ASSERT_TRUE(find<SubjectContents>(subject));
  const RecordingSource& recording = find<SubjectContents>(subject)->recording;
  EXPECT_EQ(recording.subject.name, "small");
  EXPECT_EQ(recording.responses->read({2, 0}).values, (std::vector<float>{5, 6, 1, 2}));

  write_small_features(folder / "f.h5");
  const Contents features = read_any(folder / "f.h5");
  ASSERT_TRUE(find<FeaturesContents>(features));
  EXPECT_EQ(find<FeaturesContents>(features)->features->info().network, "net");
  EXPECT_EQ(find<FeaturesContents>(features)->features->read({0}).global[0].values,
            (std::vector<float>{3, 4}));

  write_images(folder / "images.h5", {{"a"}, {Image(2, 3, {7, 8, 9})}});
  const Contents images = read_any(folder / "images.h5");
  ASSERT_TRUE(find<ImagesContents>(images));
  EXPECT_EQ(find<ImagesContents>(images)->names, std::vector<std::string>{"a"});
  EXPECT_EQ(read_images(*find<ImagesContents>(images)->file).images[0].height, 3);

  EXPECT_EQ(kind_of(images), "cortiscope images");
  const auto pictures = folder / "pictures";
  std::filesystem::create_directory(pictures);
  write_png(Image(2, 3), pictures / "1.png");
  const Contents in_folder = read_any(pictures);
  EXPECT_EQ(kind_of(in_folder), "folder of images");
  EXPECT_EQ(find<ImagesContents>(in_folder)->names, std::vector<std::string>{"1.png"});

  write_checkpoint(folder / "a.checkpoint", FitCheckpoint());
  EXPECT_EQ(kind_of(read_any(folder / "a.checkpoint")), "cortiscope checkpoint");

  write_cortex_file(folder / "cortex.h5", recording.subject.cortex);
  EXPECT_EQ(kind_of(read_any(folder / "cortex.h5")), "cortiscope cortex");

  H5Writer other(folder / "other.h5");
  other.write("/betas", Array<float>(Shape{2, 2}, 1.0F));
  other.commit();
  const Contents foreign = read_any(folder / "other.h5");
  ASSERT_TRUE(find<OtherHdf5Contents>(foreign));
  EXPECT_EQ(find<OtherHdf5Contents>(foreign)->children, std::vector<std::string>{"betas"});
}

TEST(ReadAny, TellsPicturesAndWhatItDoesNotKnow) {
  const TempDir folder;
  write_png(Image(3, 2), folder / "a.png", 300, {});
  const Contents picture = read_any(folder / "a.png");
  ASSERT_TRUE(find<PictureContents>(picture));
  EXPECT_EQ(find<PictureContents>(picture)->image.width, 3);
  write_bytes(folder / "notes.txt", "hello");
  EXPECT_TRUE(find<std::monostate>(read_any(folder / "notes.txt")));
  EXPECT_EQ(error_of([&] { refuse(read_any(folder / "notes.txt"), "a surface"); }),
            "notes.txt: expected a surface, found a format that we do not know (is this the right "
            "file?)");
  EXPECT_EQ(error_of([&] { read_any(folder / "none"); }),
            "none: no such file (looked for " + (folder / "none").string() + ")");
}

TEST(ReadAny, TellsACortexFolderFromAStudyFolder) {
  const TempDir folder;
  write_small_subject(folder / "subject.h5");
  write_small_features(folder / "net.features.h5");
  write_bytes(folder / "notes.txt", "hello");
  const Contents study = read_any(folder.path());
  ASSERT_TRUE(find<StudyFolderContents>(study));
  EXPECT_EQ(
      find<StudyFolderContents>(study)->files,
      (std::vector<std::filesystem::path>{folder / "subject.h5", folder / "net.features.h5"}));
  const Description description = describe(study);
  EXPECT_EQ(description.kind, "study folder");
  EXPECT_EQ(description.parts[1].name, "net.features.h5");

  write_bytes(folder / "lh.pial", freesurfer_bytes(tetrahedron()));
  EXPECT_EQ(kind_of(read_any(folder.path())), "cortex folder");
}

TEST(ReadAny, KnowsFeaturesOfOtherProgramsInAFolderOfTheirOwn) {
  const TempDir folder;
  const auto net = folder / "net";
  std::filesystem::create_directory(net);
  write_bytes(net / "features.npy",
              npy_bytes("<f4", "(2, 3)", number_bytes({1, 2, 3, 4, 5, 6}, "<f4")));
  write_bytes(net / "file_names.txt", "a.png\nb.png\n");
  for (const auto& path : {net, net / "features.npy"}) {
    const Contents contents = read_any(path);
    ASSERT_TRUE(find<FeaturesContents>(contents)) << path;
    EXPECT_EQ(kind_of(contents), "thingsvision features");
    const Description described = describe(contents);
    EXPECT_EQ(described.problems, (std::vector<std::string>{
                                      "net: 1 of 1 layers have one vector an image, read as a "
                                      "global token alone: vertices that read them look nowhere"}));
    ASSERT_EQ(described.parts.size(), 1U);
    EXPECT_EQ(described.parts[0].name, "layer net");
  }
  std::filesystem::remove(net / "features.npy");
  write_bytes(net / "a.npz", zip_bytes({{"x.npy", npy_list({1, 2})}}));
  EXPECT_EQ(kind_of(read_any(net)), "Net2Brain features");
  write_small_subject(net / "subject.h5");
  EXPECT_EQ(kind_of(read_any(net)), "study folder") << "files of ours count for more";
}

TEST(ReadAny, KeepsWhatAFileSaysAboutItself) {
  const TempDir folder;
  write_gifti_surface(tetrahedron(), kRh, folder / "lh.pial.surf.gii");
  const Contents contents = read_any(folder / "lh.pial.surf.gii");
  EXPECT_EQ(contents.hemisphere, kRh);
  ASSERT_EQ(contents.warnings.size(), 1U);
  EXPECT_EQ(describe(contents).problems.front(), contents.warnings[0]);
  Warnings warnings;
  EXPECT_EQ(read_surface_pair(folder / "lh.pial.surf.gii", &warnings)[kRh].vertex_count(), 4);
  EXPECT_EQ(warnings, contents.warnings) << "once only";
}

TEST(ReadAny, IsRefusedInWordsWhereAnotherPartIsWanted) {
  const TempDir folder;
  write_bytes(folder / "lh.pial", freesurfer_bytes(tetrahedron()));
  write_bytes(folder / "lh.curv", curvature_bytes({1, 2, 3, 4}));
  const std::string hint = " (is this the right file?)";
  EXPECT_EQ(
      error_of([&] { read_overlay_pair(folder / "lh.pial"); }),
      "lh.pial: expected values at vertices (FreeSurfer curv, MGH, GIFTI or NIfTI), or labels, "
      "found a FreeSurfer surface" +
          hint);
  EXPECT_EQ(
      error_of([&] { read_surface_pair(folder / "lh.curv"); }),
      "lh.curv: expected a surface (FreeSurfer or GIFTI), found a FreeSurfer curv file" + hint);
}

}  // namespace
}  // namespace cortiscope
