#include "app/session/study_opener.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <set>

#include "app/session/demo_study.h"
#include "app/session/library.h"
#include "app/session/opened_text.h"
#include "core/backbone/trusted_module.h"
#include "core/io/gifti/gifti_writers.h"
#include "core/io/hdf5/features_file.h"
#include "core/io/hdf5/fit_file.h"
#include "core/io/hdf5/h5_file.h"
#include "core/io/hdf5/subject_file.h"
#include "core/io/image/image_file.h"
#include "core/io/image/png_file.h"
#include "core/open/cortex_folder_writer.h"
#include "core/simulate/demo_fits.h"
#include "core/simulate/synthetic_network.h"
#include "tests/app/session/tiny_network.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/algonauts_folder.h"
#include "tests/support/environment_variable.h"
#include "tests/support/expect_error.h"
#include "tests/support/real_data.h"
#include "tests/support/safetensors_bytes.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"
#include "tests/support/zip_bytes.h"

namespace cortiscope {
namespace {

/// A demonstration that takes a second to make.
DemoOptions tiny_demo(const TempDir& folder) {
  DemoOptions options;
  options.folder = folder / "demo";
  options.images = 12;
  options.vertices = 40;
  options.networks = {"aligned", "scrambled"};
  options.subjects = 1;
  return options;
}

std::vector<Opened> open_all(const DemoOptions& options) {
  std::vector<Opened> parts;
  open_demo(
      options, StopToken(), [&](Opened part) { parts.push_back(std::move(part)); },
      [](const std::string&, double) {});
  return parts;
}

TEST(OpenDemo, GivesTheKnownAnswerBeforeItMakesAnything) {
  const TempDir folder;
  bool has_files_at_first = true;
  std::vector<Opened> parts;
  open_demo(
      tiny_demo(folder), StopToken(),
      [&](Opened part) {
        if (parts.empty()) has_files_at_first = std::filesystem::exists(folder / "demo");
        parts.push_back(std::move(part));
      },
      [](const std::string&, double) {});
  EXPECT_FALSE(has_files_at_first);
  ASSERT_EQ(parts.size(), 7U);
  const auto& planted = std::get<OpenedSubject>(parts[0]);
  const auto& written = std::get<OpenedSubject>(parts[1]);
  ASSERT_TRUE(planted.subject->truth && written.subject->truth);
  EXPECT_TRUE(planted.subject->is_synthetic);
  EXPECT_EQ(planted.file, written.file) << "the written one takes its row";
  EXPECT_EQ(planted.subject->vertices, written.subject->vertices);
  EXPECT_EQ(planted.subject->truth->selectors.layer.values,
            written.subject->truth->selectors.layer.values);
  EXPECT_EQ(written.images.size(), 12U);
  EXPECT_EQ(std::get<OpenedImages>(parts[2]).stimuli->images.size(), 12U);
  EXPECT_EQ(std::get<OpenedFeatures>(parts[3]).info.network, "aligned");
  EXPECT_EQ(std::get<OpenedFeatures>(parts[4]).info.network, "scrambled");
  EXPECT_EQ(std::get<OpenedNetwork>(parts[5]).name, "aligned");
  EXPECT_EQ(std::get<OpenedNetwork>(parts[6]).file, folder / "demo/scrambled.pt");
}

TEST(OpenDemo, GivesTheFitsThatComeWithTheProgramBeforeItMakesAnything) {
  const TempDir folder;
  DemoOptions options;
  options.folder = folder / "demo";
  StopSource stop;
  std::vector<Opened> parts;
  open_demo(
      options, stop.token(),
      [&](Opened part) {
        parts.push_back(std::move(part));
        if (parts.size() == 1 + kDemoNetworks.size()) stop.request_stop();
      },
      [](const std::string&, double) {});
  EXPECT_FALSE(std::filesystem::exists(options.folder));
  ASSERT_EQ(parts.size(), 1 + kDemoNetworks.size());
  const Subject& subject = *std::get<OpenedSubject>(parts[0]).subject;
  Library library;
  library.add_subject(std::get<OpenedSubject>(parts[0]).subject, options.folder / "subject.h5", {});
  for (std::size_t i = 0; i < kDemoNetworks.size(); ++i) {
    const auto& opened = std::get<OpenedFit>(parts[1 + i]);
    EXPECT_TRUE(opened.is_installed);
    EXPECT_EQ(opened.fit->features.network, title_of_network(kDemoNetworks[i]));
    EXPECT_EQ(opened.fit->subject.vertices, subject.vertices);
    EXPECT_EQ(library.add_fit(*opened.fit, opened.file, true), (Choice{0, int(1 + i)}));
    EXPECT_EQ(library.cell({0, int(1 + i)}).source->kind, MapSource::Kind::kFit);
  }
}

TEST(OpenDemo, GivesEverySubjectWithItsFitsInARowOfItsOwn) {
  const TempDir folder;
  DemoOptions options;
  options.folder = folder / "demo";
  StopSource stop;
  Library library;
  open_demo(
      options, stop.token(),
      [&](Opened part) {
        if (const auto* subject = std::get_if<OpenedSubject>(&part)) {
          library.add_subject(subject->subject, subject->file, subject->images);
        } else if (const auto* fit = std::get_if<OpenedFit>(&part)) {
          library.add_fit(*fit->fit, fit->file, fit->is_installed);
        }
      },
      [&](const std::string& what, double) {
        if (what == "stimuli") stop.request_stop();  // it makes files only now
      });
  EXPECT_FALSE(std::filesystem::exists(options.folder));
  ASSERT_EQ(library.subjects().size(), std::size_t(kDemoSubjects));
  ASSERT_EQ(library.models().size(), 1 + kDemoNetworks.size());
  for (const Choice at : library.choices()) {
    const LibraryModel& model = *library.find_model(at.model);
    const auto of_it = installed_demo_networks(at.subject + 1);
    const bool is_installed = std::any_of(
        of_it.begin(), of_it.end(),
        [&](const std::string& network) { return title_of_network(network) == model.name; });
    EXPECT_EQ(library.cell(at).source != nullptr, model.is_known_answer || is_installed)
        << at.subject << " " << model.name;
    if (!is_installed) continue;
    EXPECT_TRUE(library.cell(at).source->is_installed());
    EXPECT_TRUE(std::filesystem::exists(library.cell(at).shown_file()));
  }
}

TEST(OpenDemo, MakesEverySubjectAFileInAFolderOfItsOwn) {
  const TempDir folder;
  DemoOptions options = tiny_demo(folder);
  options.subjects = 2;
  const std::vector<Opened> parts = open_all(options);
  ASSERT_EQ(parts.size(), 9U);
  Library library;
  for (const Opened& part : parts) {
    if (const auto* subject = std::get_if<OpenedSubject>(&part)) {
      library.add_subject(subject->subject, subject->file, subject->images);
    } else if (const auto* features = std::get_if<OpenedFeatures>(&part)) {
      library.add_features(features->info, features->file);
    }
  }
  ASSERT_EQ(library.subjects().size(), 2U);
  EXPECT_EQ(library.subjects()[1].name, library.subjects()[0].name + ", subject 2");
  EXPECT_EQ(library.cell({1, 2}).fit_file, options.folder / "subject-2" / "scrambled.fit.h5");
  write_fit(options.folder / "subject-2" / "aligned.fit.h5", tiny_fit("aligned", "2026"));
  EXPECT_EQ(open_all(options).size(), 10U) << "with the fit beside the second subject";
  remove_demo(options);
  EXPECT_FALSE(std::filesystem::exists(options.folder / "subject-2"));
}

TEST(OpenDemo, GivesNoFitsOfAnotherStudyThanTheirs) {
  EXPECT_TRUE(DemoOptions().has_installed_fits());
  DemoOptions options;
  options.seed = 2;
  EXPECT_FALSE(options.has_installed_fits());
  const TempDir folder;
  options.folder = folder / "demo";
  StopSource stop;
  int parts = 0;
  open_demo(
      options, stop.token(),
      [&](const Opened&) {
        ++parts;
        stop.request_stop();
      },
      [](const std::string&, double) {});
  EXPECT_EQ(parts, 1);
}

TEST(OpenDemo, MakesOnlyWhatIsMissingAndOpensItsFits) {
  const TempDir folder;
  const DemoOptions options = tiny_demo(folder);
  open_all(options);
  const auto made = std::filesystem::last_write_time(options.folder / "subject.h5");
  const std::string features = read_bytes(options.folder / "scrambled.features.h5");
  std::filesystem::remove(options.folder / "scrambled.features.h5");
  write_fit(options.folder / "aligned.fit.h5", tiny_fit("aligned", "2026"));
  const std::vector<Opened> parts = open_all(options);
  ASSERT_EQ(parts.size(), 8U);
  EXPECT_TRUE(std::holds_alternative<OpenedFit>(parts[3]));
  EXPECT_EQ(std::filesystem::last_write_time(options.folder / "subject.h5"), made);
  EXPECT_EQ(read_bytes(options.folder / "scrambled.features.h5"), features);
}

TEST(OpenDemo, EndsWhereItIsAskedTo) {
  const TempDir folder;
  StopSource stop;
  int parts = 0;
  const bool is_whole = open_demo(
      tiny_demo(folder), stop.token(),
      [&](const Opened&) {
        ++parts;
        stop.request_stop();
      },
      [](const std::string&, double) {});
  EXPECT_FALSE(is_whole);
  EXPECT_EQ(parts, 1);
}

TEST(RemoveDemo, RemovesItsFilesAndNoOthers) {
  const TempDir folder;
  const DemoOptions options = tiny_demo(folder);
  remove_demo(options);  // which is not there
  open_all(options);
  write_fit(options.folder / "aligned.fit.h5", tiny_fit("aligned", "2026"));
  write_bytes(options.folder / "mine.fit.h5", "another fit");
  remove_demo(options);
  EXPECT_TRUE(std::filesystem::remove(options.folder / "mine.fit.h5"));
  EXPECT_TRUE(std::filesystem::remove(options.folder / "demonstration.txt"))
      << "it may be made again";
  EXPECT_TRUE(std::filesystem::is_empty(options.folder));
}

TEST(RemoveDemo, RefusesAFolderThatIsNoDemonstrations) {
  const TempDir folder;
  const DemoOptions options = tiny_demo(folder);
  open_all(options);
  std::filesystem::remove(options.folder / "demonstration.txt");  // as a simulated study has none
  EXPECT_EQ(error_of([&] { remove_demo(options); }),
            options.folder.string() +
                ": the folder exists already, and holds other files than a demonstration (choose "
                "another folder)");
  EXPECT_TRUE(std::filesystem::exists(options.folder / "aligned.features.h5"));
}

TEST(FilesToOpen, AreThoseOfAFolderInTheLibrarysOrder) {
  const TempDir folder;
  const DemoOptions options = tiny_demo(folder);
  open_all(options);
  write_fit(options.folder / "a.fit.h5", tiny_fit("aligned", "2026"));
  write_bytes(options.folder / "notes.txt", "no study");
  std::vector<std::string> names;
  for (const auto& file : files_to_open(options.folder)) names.push_back(file.filename().string());
  ASSERT_EQ(names.size(), 7U);
  EXPECT_EQ(names.front(), "subject.h5");
  EXPECT_EQ(names[1], "images.h5");
  EXPECT_EQ(names[4], "a.fit.h5");
  EXPECT_EQ((std::set<std::string>{names[5], names[6]}),
            (std::set<std::string>{"aligned.pt", "scrambled.pt"}));
}

TEST(FilesToOpen, HoldNetworksOnlyBesideFeaturesOfTheirs) {
  const TempDir folder;
  write_tiny_study(folder.path(), "one");
  for (const char* name : {"one.safetensors", "other.pt"}) write_bytes(folder / name, "");
  const auto files = files_to_open(folder.path());
  ASSERT_EQ(files.size(), 4U);
  EXPECT_EQ(files.back(), folder / "one.safetensors");
}

TEST(OpenFile, OpensANetworkAndSaysWhetherItIsTrusted) {
  const TempDir folder, cache;
  const EnvironmentVariable variable("XDG_CACHE_HOME", cache.path().string());
  write_bytes(folder / "clip.pt", script_archive_bytes());
  auto network = std::get<OpenedNetwork>(open_file(folder / "clip.pt"));
  EXPECT_EQ(network.name, "clip");
  EXPECT_EQ(network.file, folder / "clip.pt");
  EXPECT_FALSE(network.is_trusted);
  trust(folder / "clip.pt");
  network = std::get<OpenedNetwork>(open_file(folder / "clip.pt"));
  EXPECT_TRUE(network.is_trusted);
  EXPECT_EQ(text_of_opened(network), "network clip: " + (folder / "clip.pt").string());
}

TEST(OpenFile, NamesASimulatedNetworkAsItsFeaturesAre) {
  const TempDir folder;
  write_bytes(folder / "aligned-finetuned.pt", script_archive_bytes());
  write_bytes(folder / "clip.pt", script_archive_bytes());
  const auto write_features = [&](const std::string& file, const std::string& network,
                                  bool is_synthetic) {
    FeatureInfo info = tiny_features(network, {"a"});
    info.is_synthetic = is_synthetic;
    FeaturesWriter writer(folder / file, info);
    TinyNetwork tiny(network);
    writer.add(tiny.tokens({Image(4, 4)}));
    writer.commit();
  };
  write_features("aligned-finetuned.features.h5", "aligned, fine-tuned", true);
  write_features("clip.features.h5", "clip, untrained (seed 1)", false);
  EXPECT_EQ(std::get<OpenedNetwork>(open_file(folder / "aligned-finetuned.pt")).name,
            "aligned, fine-tuned");
  EXPECT_EQ(std::get<OpenedNetwork>(open_file(folder / "clip.pt")).name, "clip")
      << "features of the twin are not the network's";
}

TEST(OpenFile, RefusesWeightsThatCannotBeRun) {
  const TempDir folder;
  write_bytes(folder / "net.safetensors",
              safetensors_bytes(R"({"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}})", "ab"));
  EXPECT_EQ(error_of([&] { open_file(folder / "net.safetensors"); }),
            "net.safetensors: expected a subject, features, images or fit file, found weights that "
            "cannot be run (of no network that we know)");
}

TEST(OpenFile, OpensACortexFolderAsASubjectToLookAt) {
  const TempDir folder;
  std::filesystem::create_directories(folder / "cortex/surf");
  write_bytes(folder / "cortex/surf/lh.pial", freesurfer_bytes(tetrahedron()));
  const Opened opened = open_file(folder / "cortex");
  const auto& cortex = std::get<OpenedSubject>(opened);
  EXPECT_TRUE(cortex.file.empty());
  EXPECT_EQ(cortex.subject->name, "cortex");
  EXPECT_EQ(cortex.subject->vertex_count(), 0);
  EXPECT_EQ(cortex.subject->cortex[kLh].vertex_count(), 4);
}

TEST(OpenFile, OpensOneSurfaceAsACortexOfItsOwn) {
  const TempDir folder;
  write_bytes(folder / "rh.pial", freesurfer_bytes(tetrahedron()));
  const Opened opened = open_file(folder / "rh.pial");
  const Cortex& cortex = std::get<OpenedSubject>(opened).subject->cortex;
  EXPECT_EQ(cortex[kLh].vertex_count(), 0);
  EXPECT_TRUE(cortex[kRh].find(SurfaceKind::kPial));
}

TEST(OpenFile, OpensOverlaysLabelsAndPictures) {
  const TempDir folder;
  write_bytes(folder / "lh.thickness", curvature_bytes({1, 2, 3, 4}));
  EXPECT_EQ(std::get<OpenedOverlay>(open_file(folder / "lh.thickness")).maps->at(0).name,
            "thickness");
  write_bytes(folder / "lh.V1.label", "#!ascii label\n1\n2 0 0 0 0\n");
  EXPECT_EQ(std::get<OpenedRegions>(open_file(folder / "lh.V1.label")).regions->name, "V1");
}

TEST(OpenFile, TellsGiftiByWhatIsInIt) {
  SKIP_WITHOUT_REAL_DATA();
  const auto gifti = *real_data() / "fsaverage5/gifti";
  EXPECT_TRUE(std::holds_alternative<OpenedSubject>(open_file(gifti / "infl_left.gii.gz")));
  EXPECT_TRUE(std::holds_alternative<OpenedOverlay>(open_file(gifti / "sulc_left.gii.gz")));
}

TEST(OpenFile, CutsAPictureToTheSquareInItsMiddle) {
  SKIP_WITHOUT_REAL_DATA();
  std::filesystem::path photograph;
  for (const auto& entry : std::filesystem::directory_iterator(*real_data() / "photos")) {
    if (entry.path().extension() == ".jpg") photograph = entry.path();
  }
  const Opened opened = open_file(photograph);
  const Picture& picture = *std::get<OpenedPicture>(opened).picture;
  const Image whole = read_image(photograph);
  const int side = std::min(whole.width, whole.height);
  ASSERT_EQ(picture.image.width, side);
  ASSERT_EQ(picture.image.height, side);
  EXPECT_EQ(picture.image.at(side / 2, side / 2),
            whole.at((whole.width - side) / 2 + side / 2, (whole.height - side) / 2 + side / 2));
}

TEST(OpenFile, WarnsOfAHemisphereThatTheNameDenies) {
  const TempDir folder;
  write_gifti_maps(Array<float>({1, 4}, {1, 2, 3, 4}), kRh, folder / "lh.a.func.gii");
  Warnings warnings;
  const Opened opened = open_file(folder / "lh.a.func.gii", &warnings);
  EXPECT_EQ(std::get<OpenedOverlay>(opened).maps->at(0).values[kRh].size(), 4U);
  EXPECT_EQ(warnings, Warnings{"lh.a.func.gii: the file says that it is of rh, its name says lh; "
                               "it is taken for rh"});
}

/// A subject of one vertex, with these responses to as many images.
void write_subject_with(const std::vector<float>& values, const std::filesystem::path& file) {
  Recording recording;
  recording.subject.name = "small";
  recording.subject.cortex[kLh].surfaces[SurfaceKind::kPial] = tetrahedron();
  recording.subject.vertices[kLh] = {2};
  for (std::size_t i = 0; i < values.size(); ++i) recording.images.push_back(std::to_string(i));
  recording.responses = Array<float>(Shape{std::int64_t(values.size()), 1}, values);
  write_recording(file, recording);
}

TEST(OpenFile, WarnsOfSickResponsesAndShowsTheCortex) {
  const TempDir folder;
  const auto warnings_with = [&](const std::vector<float>& values) {
    write_subject_with(values, folder / "subject.h5");
    Warnings warnings;
    const Opened opened = open_file(folder / "subject.h5", &warnings);
    EXPECT_EQ(std::get<OpenedSubject>(opened).subject->name, "small");
    return warnings;
  };
  EXPECT_EQ(warnings_with({1, 2, 3}), Warnings{});
  EXPECT_EQ(warnings_with({1, 1, 1}),
            Warnings{"subject.h5: 1 of 1 vertices has constant responses and cannot be fitted"});
  EXPECT_EQ(
      warnings_with({1, 1e20F, 3}),
      Warnings{"subject.h5: 1 of 1 vertices has extreme responses: 1e+20 of vertex 2 of lh to "
               "image \"1\" is the most extreme; is it a fill value?"});
  EXPECT_EQ(warnings_with({1, std::numeric_limits<float>::quiet_NaN(), 3}).size(), 1U);
}

TEST(OpenFile, WarnsOfAFitWhoseVisualFieldIsTurned) {
  const TempDir folder;
  FitResult fit = tiny_fit("aligned", "2026");
  fit.test_images.assign(60, 2);
  fit.evidence.assign(fit.r2.size(), 0.01F);
  // A V1 of all encoded vertices: those of lh look right, the dorsal half of them down.
  std::int64_t row = 0;
  for (const Hemisphere h : kHemispheres) {
    const std::vector<int>& encoded = fit.subject.vertices[h];
    const auto middle = encoded.begin() + std::ptrdiff_t(encoded.size() / 2);
    fit.subject.cortex[h].regions = {{"V1d", {encoded.begin(), middle}},
                                     {"V1v", {middle, encoded.end()}}};
    for (std::size_t i = 0; i < encoded.size(); ++i, ++row) {
      fit.selectors.space.row(row)[0] = h == kLh ? 0.5F : -0.5F;
      fit.selectors.space.row(row)[1] = i < encoded.size() / 2 ? 0.5F : -0.5F;
    }
  }
  const auto warnings_of = [&] {
    write_fit(folder / "a.fit.h5", fit);
    Warnings warnings;
    open_file(folder / "a.fit.h5", &warnings);
    return warnings;
  };
  EXPECT_EQ(warnings_of(), Warnings{});
  for (std::size_t i = 0; i < fit.selectors.space.values.size(); i += 2) {
    fit.selectors.space.values[i] *= -1;
  }
  EXPECT_EQ(warnings_of(),
            Warnings{"a.fit.h5: left and right are exchanged in the visual field: V1 to V3 of lh "
                     "look left; are the images mirrored, or the hemispheres swapped?"});
  fit.evidence.assign(fit.r2.size(), 0.5F);
  EXPECT_EQ(
      warnings_of(),
      Warnings{"a.fit.h5: no vertex has evidence: network \"aligned\" predicts these responses "
               "no better than chance"});
}

TEST(OpenFile, OpensAnAlgonautsFolderOnTheCortexBesideIt) {
  const TempDir folder;
  write_algonauts_folder(folder / "subj01");
  write_cortex_folder(small_recording().subject.cortex, folder / "fsaverage");
  std::filesystem::remove(folder / "subj01/roi_masks/mapping_prf-visualrois.npy");
  const auto files = files_to_open(folder / "subj01/");
  EXPECT_EQ(files, std::vector<std::filesystem::path>{folder / "subj01"});
  Warnings warnings;
  const Opened opened = open_file(files[0], &warnings);
  const auto& subject = std::get<OpenedSubject>(opened);
  EXPECT_EQ(subject.file, folder / "subj01");
  EXPECT_EQ(subject.subject->name, "subj01");
  EXPECT_EQ(subject.subject->vertex_count(), 3);
  EXPECT_EQ(subject.subject->cortex[kLh].vertex_count(), 4);
  EXPECT_EQ(subject.images, small_recording().images);
  EXPECT_EQ(subject.image_files, folder / "subj01");
  EXPECT_EQ(warnings,
            Warnings{"subj01: mapping_prf-visualrois.npy: missing, so that the regions of "
                     "\"prf-visualrois\" have no names and are left out"});
}

TEST(OpenFile, LeavesImagesInAFolderAndThoseOfNsdWhereTheyAre) {
  const TempDir folder;
  write_png(Image(3, 2), folder / "b.png");
  write_png(Image(4, 4), folder / "a.png");
  EXPECT_EQ(files_to_open(folder.path()), std::vector<std::filesystem::path>{folder.path()});
  const Opened opened = open_file(folder.path());
  const Stimuli& stimuli = *std::get<OpenedImages>(opened).stimuli;
  EXPECT_EQ(stimuli.names, (std::vector<std::string>{"a.png", "b.png"}));
  EXPECT_TRUE(stimuli.images.empty());
  EXPECT_EQ(stimuli.files, folder.path());

  H5Writer file(folder / "nsd_stimuli.hdf5");
  file.write("/imgBrick", Array<std::uint8_t>(Shape{3, 2, 2, 3}));
  file.commit();
  const Opened nsd = open_file(folder / "nsd_stimuli.hdf5");
  EXPECT_EQ(std::get<OpenedImages>(nsd).stimuli->names.back(), "nsd-00002");
  EXPECT_EQ(std::get<OpenedImages>(nsd).stimuli->files, folder / "nsd_stimuli.hdf5");
}

TEST(OpenFile, SaysWhichCortexAnAlgonautsFolderNeeds) {
  const TempDir folder;
  const EnvironmentVariable subjects("SUBJECTS_DIR", ""), freesurfer("FREESURFER_HOME", "");
  const EnvironmentVariable nilearn("NILEARN_DATA", ""), templateflow("TEMPLATEFLOW_HOME", "");
  const EnvironmentVariable home("HOME", "");
  const EnvironmentVariable cache("XDG_CACHE_HOME", (folder / "cache").string());
  write_algonauts_folder(folder / "subj01");
  EXPECT_EQ(
      error_of([&] { open_file(folder / "subj01"); }),
      (folder / "subj01").string() +
          ": its vertices are those of the cortex fsaverage, which the folder does not hold "
          "(put FreeSurfer's folder fsaverage, of 163842 vertices a hemisphere, beside it; or "
          "open that in the window first; or name it with the option cortex; looked for " +
          (folder / "fsaverage").string() + ")");
}

TEST(OpenFile, SaysWhatElseItFound) {
  const TempDir folder;
  write_bytes(folder / "lh.cortex.patch.flat", "\xff\xff\xff\xff");
  EXPECT_EQ(error_of([&] { open_file(folder / "lh.cortex.patch.flat"); }),
            "lh.cortex.patch.flat: expected a subject, features, images or fit file, found "
            "FreeSurfer flat patch (a patch holds no triangles: open the folder of its cortex)");
  write_bytes(folder / "notes.txt", "hello");
  EXPECT_EQ(error_of([&] { open_file(folder / "notes.txt"); }),
            "notes.txt: expected a subject, features, images or fit file, found unknown (open "
            "subjects, features, images and fits of ours (.h5), networks (.pt, .safetensors), "
            "FreeSurfer, GIFTI, NIfTI, CIFTI-2, PNG or JPEG files, or a cortex folder)");
  const auto none = folder / "none.h5";
  EXPECT_EQ(error_of([&] { files_to_open(none); }),
            none.string() + ": no such file or folder (is its name right, and the disk there?)");
}

}  // namespace
}  // namespace cortiscope
