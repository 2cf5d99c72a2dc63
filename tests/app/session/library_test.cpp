#include "app/session/library.h"

#include <gtest/gtest.h>

#include "app/session/fit_jobs.h"
#include "app/session/fit_reading.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

const std::vector<std::string> kImages = {"a", "b", "c"};

TEST(Library, PutsTheKnownAnswerOfASimulatedSubjectFirst) {
  Library library;
  library.add_features(tiny_features("aligned", kImages), "s/aligned.features.h5");
  library.add_subject(tiny_subject(), "s/subject.h5", kImages);
  ASSERT_EQ(library.models().size(), 2U);
  EXPECT_TRUE(library.models()[0].is_known_answer);
  ASSERT_TRUE(library.cell({0, 0}).source);
  EXPECT_EQ(library.cell({0, 0}).source->kind, MapSource::Kind::kTruth);
  EXPECT_FALSE(library.cell({0, 0}).can_fit());
  EXPECT_EQ(library.models()[1].name, "aligned");
}

TEST(Library, OffersAFitWhereTheFeaturesHaveAllImages) {
  Library library;
  library.add_subject(tiny_subject(), "s/subject.h5", kImages);
  const int whole = library.add_features(tiny_features("whole", {"c", "b", "a", "d"}), "s/w.h5");
  const int part = library.add_features(tiny_features("part", {"a", "b"}), "s/p.h5");
  EXPECT_TRUE(library.cell({0, whole}).can_fit());
  EXPECT_EQ(library.cell({0, whole}).fit_file, std::filesystem::path("s/whole.fit.h5"));
  EXPECT_NEAR(library.cell({0, whole}).features_mb, 4.0 * 4 * 36 * 17 / (1 << 20), 1e-12);
  EXPECT_TRUE(library.cell({0, part}).is_empty());
}

TEST(Library, NamesTheFitsOfSubjectsThatAreFoldersAfterBoth) {
  const TempDir folder;
  Library library;
  for (const char* name : {"subj01", "subj02"}) {
    std::filesystem::create_directory(folder / name);
    Subject subject = *tiny_subject();
    subject.name = name;
    library.add_subject(std::make_shared<const Subject>(subject), folder / name, kImages);
  }
  const int model = library.add_features(tiny_features("clip", kImages), folder / "clip.h5");
  EXPECT_EQ(library.cell({0, model}).fit_file, folder / "subj01.clip.fit.h5");
  EXPECT_EQ(library.cell({1, model}).fit_file, folder / "subj02.clip.fit.h5");
  EXPECT_EQ(job_of(library, {1, model}, {})->files.out, folder / "subj02.clip.fit.h5");
}

TEST(Library, FitsASubjectFromTheFeaturesBesideIt) {
  Library library;
  library.add_features(tiny_features("aligned", kImages), "other/aligned.features.h5");
  library.add_subject(tiny_subject(), "s/subject.h5", kImages);
  EXPECT_EQ(library.cell({0, 1}).features, std::filesystem::path("other/aligned.features.h5"));
  library.add_features(tiny_features("aligned", kImages), "s/aligned.features.h5");
  EXPECT_EQ(library.cell({0, 1}).features, std::filesystem::path("s/aligned.features.h5"));
  library.add_features(tiny_features("aligned", kImages), "third/aligned.features.h5");
  EXPECT_EQ(library.cell({0, 1}).features, std::filesystem::path("s/aligned.features.h5"));
}

TEST(Library, ReplacesASubjectOfTheSameFile) {
  Library library;
  EXPECT_EQ(library.add_subject(tiny_subject(), "s/subject.h5", {}), 0);
  EXPECT_EQ(library.add_subject(tiny_subject(), "s/subject.h5", kImages), 0);
  EXPECT_EQ(library.add_subject(tiny_subject(), "t/subject.h5", kImages), 1);
  ASSERT_EQ(library.subjects().size(), 2U);
  EXPECT_EQ(library.subjects()[0].images, kImages);
}

TEST(Library, GivesAFitToItsSubjectAndSharesTheCortex) {
  Library library;
  library.add_subject(tiny_subject(), "s/subject.h5", kImages);
  const Choice at = library.add_fit(tiny_fit("aligned", "2026-01-01"), "s/aligned.fit.h5");
  EXPECT_EQ(at, (Choice{0, 1}));
  EXPECT_EQ(library.cell(at).source->subject, library.subjects()[0].subject);
  EXPECT_EQ(library.subjects().size(), 1U);
}

TEST(Library, MakesARowForAFitWithoutItsSubject) {
  Library library;
  const Choice at = library.add_fit(tiny_fit("aligned", "2026-01-01"), "x/aligned.fit.h5");
  ASSERT_TRUE(library.contains(at));
  EXPECT_TRUE(library.subjects()[0].file.empty());
  library.add_features(tiny_features("aligned", kImages), "x/aligned.features.h5");
  EXPECT_FALSE(library.cell(at).can_fit()) << "there are no responses";
  EXPECT_EQ(library.add_subject(tiny_subject(), "x/subject.h5", kImages), 0) << "the same row";
  EXPECT_TRUE(library.cell(at).can_fit());
}

TEST(Library, KeepsTheNewerOfTwoFitsOfACell) {
  Library library;
  library.add_subject(tiny_subject(), "s/subject.h5", kImages);
  const Choice at = library.add_fit(tiny_fit("aligned", "2026-02-01"), "s/aligned-2.fit.h5");
  library.add_fit(tiny_fit("aligned", "2026-01-01"), "s/aligned.fit.h5");
  EXPECT_EQ(library.cell(at).source->made.created, "2026-02-01");
  library.add_fit(tiny_fit("aligned", "2026-03-01"), "s/aligned-3.fit.h5");
  EXPECT_EQ(library.cell(at).source->made.created, "2026-03-01");
}

TEST(Library, KeepsAFitWithoutAPartOfTheMethodBesideTheWholeOne) {
  Library library;
  library.add_subject(tiny_subject(), "s/subject.h5", kImages);
  library.add_features(tiny_features("aligned", kImages), "s/aligned.features.h5");
  const Choice whole = library.add_fit(tiny_fit("aligned", "2026-01-01"), "s/aligned.fit.h5");
  FitResult fit = tiny_fit("aligned", "2026-02-01");
  fit.provenance.ablation = "topology";
  const Choice part = library.add_fit(fit, "s/without.fit.h5");
  EXPECT_EQ(library.find_model(part.model)->name, "aligned, without topology");
  EXPECT_EQ(library.cell(whole).source->made.created, "2026-01-01");
  const auto files = files_to_read(library, part, *library.cell(part).source);
  ASSERT_TRUE(std::holds_alternative<FitFiles>(files)) << "it reads the same features";
  EXPECT_EQ(std::get<FitFiles>(files).features, "s/aligned.features.h5");
  EXPECT_EQ(std::get<FitFiles>(files).out, "s/without.fit.h5");
}

TEST(Library, FitsFeaturesWhoseImagesHaveAnotherEndingOrFolder) {
  Library library;
  const SubjectId subject =
      library.add_subject(tiny_subject(), "s/subject.h5", {"a", "b.png", "c"});
  const ModelId model =
      library.add_features(tiny_features("clip", {"i/c.JPG", "i/a.png", "i/b.png"}), "n/clip");
  EXPECT_TRUE(library.cell({subject, model}).can_fit());
  const ModelId other =
      library.add_features(tiny_features("dino", {"x/a.png", "y/a.png", "b", "c"}), "n/dino");
  EXPECT_FALSE(library.cell({subject, other}).can_fit()) << "two images could be \"a\"";
}

TEST(Library, LetsAFitThatCameWithTheProgramGiveWayToAnyOther) {
  Library library;
  library.add_subject(tiny_subject(), "s/subject.h5", {});
  const FitResult installed = tiny_fit("aligned", "2026-02-01");
  const Choice at = library.add_fit(installed, "installed/aligned.fit.h5", /*is_installed=*/true);
  EXPECT_TRUE(library.cell(at).source->is_installed());
  EXPECT_EQ(library.cell(at).shown_file(), std::filesystem::path("installed/aligned.fit.h5"));
  EXPECT_TRUE(library.cell(at).fit_file.empty()) << "nothing is written beside it";
  EXPECT_TRUE(library.subjects()[0].images.empty()) << "its own come with its responses";
  library.add_fit(tiny_fit("aligned", "2026-01-01"), "s/aligned.fit.h5");
  EXPECT_FALSE(library.cell(at).source->is_installed());
  EXPECT_EQ(library.cell(at).shown_file(), std::filesystem::path("s/aligned.fit.h5"));
  EXPECT_EQ(library.cell(at).source->made.created, "2026-01-01") << "older, but the user's own";
  library.add_fit(installed, "installed/aligned.fit.h5", /*is_installed=*/true);
  EXPECT_EQ(library.cell(at).source->made.created, "2026-01-01");
  EXPECT_EQ(library.cell(at).fit_file, std::filesystem::path("s/aligned.fit.h5"));
}

TEST(Library, FindsAnInterruptedFitBehindOneThatCameWithTheProgram) {
  const TempDir folder;
  Library library;
  library.add_subject(tiny_subject(), folder / "subject.h5", kImages);
  const Choice at = library.add_fit(tiny_fit("aligned", "2026-02-01"), "installed/aligned.fit.h5",
                                    /*is_installed=*/true);
  write_bytes(folder / "aligned.fit.h5.checkpoint", "state");
  library.add_features(tiny_features("aligned", kImages), folder / "aligned.features.h5");
  EXPECT_TRUE(library.cell(at).has_checkpoint);
}

TEST(Library, FindsInterruptedFits) {
  const TempDir folder;
  Library library;
  library.add_subject(tiny_subject(), folder / "subject.h5", kImages);
  library.add_features(tiny_features("aligned", kImages), folder / "aligned.features.h5");
  EXPECT_FALSE(library.cell({0, 1}).has_checkpoint);
  write_bytes(folder / "aligned.fit.h5.checkpoint", "state");
  library.look_for_checkpoints();
  EXPECT_TRUE(library.cell({0, 1}).has_checkpoint);
}

TEST(Library, ResumesTheOfferedFitAfterTheKnownAnswerCameInAsTheFirstColumn) {
  const TempDir folder;
  Subject measured = *tiny_subject();
  measured.truth.reset();
  Library library;
  const int subject = library.add_subject(std::make_shared<const Subject>(measured),
                                          folder / "subject.h5", kImages);
  const int model =
      library.add_features(tiny_features("aligned", kImages), folder / "aligned.features.h5");
  library.add_features(tiny_features("scrambled", kImages), folder / "scrambled.features.h5");
  write_bytes(folder / "aligned.fit.h5.checkpoint", "state");
  library.look_for_checkpoints();
  const Choice offered{subject, model};
  ASSERT_TRUE(library.cell(offered).has_checkpoint);

  library.add_subject(tiny_subject(), folder / "simulated.h5", kImages);
  ASSERT_TRUE(library.models()[0].is_known_answer);
  EXPECT_TRUE(library.cell(offered).has_checkpoint);
  const auto job = job_of(library, offered, {}, /*resumes=*/true);
  ASSERT_TRUE(job);
  EXPECT_EQ(job->network, "aligned");
  EXPECT_EQ(job->files.out, folder / "aligned.fit.h5");
}

TEST(Library, GivesStimuliByTheNamesOfTheImages) {
  Library library;
  library.add_subject(tiny_subject(), "s/subject.h5", kImages);
  const auto stimuli = std::make_shared<Stimuli>();
  stimuli->names = {"x", "y"};
  EXPECT_EQ(library.add_stimuli(stimuli, "s/others.h5"), 0);
  const auto ours = std::make_shared<Stimuli>();
  ours->names = kImages;
  EXPECT_EQ(library.add_stimuli(ours, "s/images.h5"), 1);
  EXPECT_EQ(library.subjects()[0].stimuli, ours);
}

TEST(Library, OfImagesThatStayInFilesASubjectHasItsOwn) {
  Library library;
  library.add_subject(tiny_subject(), "s/subject.h5", kImages);
  library.add_subject(tiny_subject(), "a/subj01", kImages, {}, "a/subj01");
  const auto own = library.subjects()[1].stimuli;
  ASSERT_TRUE(own) << "its folder has them";
  EXPECT_EQ(own->names, kImages);
  EXPECT_EQ(own->files, "a/subj01");
  const Stimuli all{{"x", kImages[2], "y", kImages[0]}, {}, "n/nsd_stimuli.hdf5"};
  EXPECT_EQ(library.add_stimuli(std::make_shared<const Stimuli>(all), "n/nsd_stimuli.hdf5"), 1);
  const auto some = library.subjects()[0].stimuli;
  ASSERT_TRUE(some);
  EXPECT_EQ(some->names, (std::vector<std::string>{kImages[0], kImages[2]})) << "its order";
  EXPECT_EQ(some->files, "n/nsd_stimuli.hdf5");
  EXPECT_EQ(library.subjects()[1].stimuli, own);
}

TEST(Library, StepsOverEmptyCellsAndStaysAtTheEnd) {
  Library library;
  library.add_subject(tiny_subject(), "s/subject.h5", kImages);
  library.add_features(tiny_features("strange", {"z"}), "s/strange.h5");
  library.add_features(tiny_features("aligned", kImages), "s/aligned.h5");
  EXPECT_EQ(library.step({0, 0}, 1, 0), (Choice{0, 2}));
  EXPECT_EQ(library.step({0, 2}, 1, 0), (Choice{0, 2}));
  EXPECT_EQ(library.step({0, 2}, -1, 0), (Choice{0, 0}));
  EXPECT_EQ(library.step({0, 2}, 0, 1), (Choice{0, 2}));
}

TEST(Library, KeepsEveryOverlayOpenedOnASubject) {
  Library library;
  library.add_subject(tiny_subject(), "s/subject.h5", kImages);
  const auto overlay = [](const std::string& name, const std::string& map, float value) {
    OverlayPair pair;
    pair.name = name;
    pair.map = map;
    pair.values[kLh].assign(std::size_t(tiny_subject()->cortex[kLh].vertex_count()), value);
    pair.files[kLh] = "lh." + name;
    return pair;
  };
  EXPECT_EQ(library.add_overlays(0, {overlay("thickness", "", 1)}), 0);
  EXPECT_EQ(library.add_overlays(0, {overlay("t", "a", 1), overlay("t", "b", 2)}), 1);
  EXPECT_EQ(library.add_overlays(0, {overlay("thickness", "", 3)}), 0) << "read again";
  ASSERT_EQ(library.subjects()[0].overlays.size(), 3U);
  EXPECT_EQ(library.subjects()[0].overlays[0]->values[kLh][0], 3);
  EXPECT_EQ(library.subjects()[0].overlays[2]->map, "b");
}

TEST(Library, ReachesABareCortexBesideASubject) {
  Library library;
  library.add_subject(tiny_subject(), "s/subject.h5", kImages);
  const auto cortex = std::make_shared<Subject>(*tiny_subject());
  cortex->name = "fsaverage";
  cortex->truth.reset();
  const SubjectId bare = library.add_subject(cortex, {}, {}, "s/fsaverage");
  EXPECT_EQ(library.first_choice(bare), (Choice{bare, -1}));
  EXPECT_EQ(library.step({0, 0}, 0, 1), (Choice{bare, -1}));
  EXPECT_EQ(library.step({bare, -1}, 0, -1), (Choice{0, 0}));
  EXPECT_EQ(library.step({bare, -1}, 1, 0), (Choice{bare, -1}));
}

TEST(Library, ShowsAnUnsavedFitInPlaceOfTheOneBeforeIt) {
  Library library;
  library.add_subject(tiny_subject(), "s/subject.h5", kImages);
  const Choice at = library.add_fit(tiny_fit("aligned", "2025"), "s/aligned.fit.h5");
  const auto created = [&] { return library.cell(at).source->made.created; };
  library.forget_unsaved_fit(at);
  EXPECT_EQ(created(), "2025") << "it is saved";
  library.add_unsaved_fit(at, tiny_fit("aligned", "2026"), "s/aligned-2.fit.h5");
  EXPECT_EQ(created(), "2026");
  EXPECT_EQ(library.cell(at).fit_file, "s/aligned-2.fit.h5");
  library.add_unsaved_fit(at, tiny_fit("aligned", "2026"), "s/aligned-2.fit.h5");  // still not
  library.forget_unsaved_fit(at);
  EXPECT_EQ(created(), "2025");
  EXPECT_EQ(library.cell(at).fit_file, "s/aligned.fit.h5");
  EXPECT_FALSE(library.cell(at).before_unsaved);
}

TEST(Library, ForgetsWhatWasBeforeAnUnsavedFitThatIsSaved) {
  Library library;
  library.add_subject(tiny_subject(), "s/subject.h5", kImages);
  library.add_features(tiny_features("aligned", kImages), "s/aligned.features.h5");
  const Choice at = {0, 1};
  library.add_unsaved_fit(at, tiny_fit("aligned", "2026"), "s/aligned.fit.h5");
  library.forget_unsaved_fit(at);
  EXPECT_FALSE(library.cell(at).source) << "there was none before it";
  library.add_unsaved_fit(at, tiny_fit("aligned", "2026"), "s/aligned.fit.h5");
  library.add_fit(tiny_fit("aligned", "2026"), "t/elsewhere.fit.h5");
  library.forget_unsaved_fit(at);
  ASSERT_TRUE(library.cell(at).source);
  EXPECT_EQ(library.cell(at).fit_file, "t/elsewhere.fit.h5");
}

/// A library with a known answer and networks of an objective and a number of layers each.
struct GroupedLibrary : testing::Test {
  GroupedLibrary() {
    library.add_subject(tiny_subject(), "s/subject.h5", {"a"});
    add("clip", "contrastive", 12);
    add("old", "", 12);
    add("dino", "distillation", 24);
    add("moco", "contrastive", 6);
  }
  void add(const std::string& network, const std::string& objective, int layers) {
    FeatureInfo info = tiny_features(network, {"a"});
    info.objective = objective;
    info.layers.resize(std::size_t(layers));
    info.channels.assign(std::size_t(layers), 3);
    library.add_features(info, "s/" + network + ".features.h5");
  }
  std::string names() const { return names_in(library.models()); }
  static std::string names_in(const std::vector<LibraryModel>& models) {
    std::string all;
    for (const LibraryModel& model : models) all += model.name + " ";
    return all;
  }
  std::string groups() const {
    std::string all;
    for (const ModelGroup& group : groups_of(library.models(), library.grouping())) {
      all += group.name + ": " + std::to_string(group.first) + "+" + std::to_string(group.count) +
             "; ";
    }
    return all;
  }
  ModelId id_of(const std::string& name) const {
    for (const LibraryModel& model : library.models()) {
      if (model.name == name) return model.id;
    }
    return -1;
  }

  Library library;
};

TEST_F(GroupedLibrary, PutsModelsOfAnObjectiveBesideOneAnother) {
  EXPECT_EQ(groups(), "");
  library.set_grouping(ModelGrouping::kObjective);
  EXPECT_EQ(names(), "known answer clip moco dino old ");
  EXPECT_EQ(groups(), "contrastive: 1+2; distillation: 3+1; objective not given: 4+1; ");
  add("swav", "contrastive", 6);
  EXPECT_EQ(names(), "known answer clip moco swav dino old ") << "also what is opened then";
  EXPECT_EQ(library.step({0, id_of("clip")}, 1, 0), (Choice{0, id_of("moco")}))
      << "the arrow keys go by what is seen";
  library.set_grouping(ModelGrouping::kNone);
  EXPECT_EQ(names(), "known answer clip old dino moco swav ") << "the order before";
}

TEST_F(GroupedLibrary, PutsModelsOfASizeBesideOneAnother) {
  library.set_grouping(ModelGrouping::kSize);
  EXPECT_EQ(names(), "known answer moco clip old dino ");
  EXPECT_EQ(groups(),
            "6 layers, 3 channels: 1+1; 12 layers, 3 channels: 2+2; 24 layers, 3 channels: 4+1; ");
  library.add_network("unknown", "s/unknown.pt");
  EXPECT_NE(groups().find("4+1; size not known: 5+1; "), std::string::npos) << groups();
}

TEST_F(GroupedLibrary, MovesAModelWithinItsGroup) {
  library.set_grouping(ModelGrouping::kObjective);
  library.move_model(id_of("moco"), id_of("clip"));
  EXPECT_EQ(names(), "known answer moco clip dino old ");
  library.move_model(id_of("moco"), id_of("old"));
  EXPECT_EQ(names(), "known answer clip moco dino old ") << "no further than its group's end";
  library.move_model(id_of("dino"), id_of("moco"));
  EXPECT_EQ(names(), "known answer clip moco dino old ") << "not into another group";
  EXPECT_EQ(names_in(library.models_as_placed()), "known answer clip old dino moco ")
      << "the others keep their places";
  library.move_model(id_of("clip"), -1);
  EXPECT_EQ(names(), "known answer moco clip dino old ") << "the groups keep their order";
}

TEST_F(GroupedLibrary, KnowsTheObjectiveFromAFitAlone) {
  FitResult fit = tiny_fit("sam", "2026-01-01T00:00:00Z");
  fit.features.objective = "segmentation";
  const Choice at = library.add_fit(fit, "s/sam.fit.h5");
  EXPECT_EQ(library.find_model(at.model)->objective, "segmentation");
  EXPECT_EQ(library.find_model(at.model)->layers, 12);
}

TEST(Library, MovesAModelAndASubjectToAnotherPlace) {
  Library library;
  library.add_subject(tiny_subject(), "s/a.h5", {});
  library.add_subject(tiny_subject(), "s/b.h5", {});
  library.add_subject(tiny_subject(), "s/c.h5", {});
  for (const char* name : {"x", "y", "z"}) {
    library.add_features(tiny_features(name, {"a"}), std::string("s/") + name);
  }
  const auto models = [&library] {
    std::string names;
    for (const LibraryModel& model : library.models()) names += model.name + " ";
    return names;
  };
  const auto subjects = [&library] {
    std::string files;
    for (const LibrarySubject& subject : library.subjects()) {
      files += subject.file.stem().string() + " ";
    }
    return files;
  };
  const auto id_of = [&library](const char* name) {
    for (const LibraryModel& model : library.models()) {
      if (model.name == name) return model.id;
    }
    return -1;
  };
  ASSERT_EQ(models(), "known answer x y z ");
  library.move_model(id_of("z"), id_of("x"));
  EXPECT_EQ(models(), "known answer z x y ");
  library.move_model(id_of("z"), -1);
  EXPECT_EQ(models(), "known answer x y z ");
  library.move_model(id_of("y"), kKnownAnswer);
  EXPECT_EQ(models(), "known answer y x z ") << "nothing comes before known answers";
  library.move_model(kKnownAnswer, -1);
  EXPECT_EQ(models(), "known answer y x z ");
  library.move_model(99, id_of("y"));
  EXPECT_EQ(models(), "known answer y x z ");

  const SubjectId first = library.subjects()[0].id, last = library.subjects()[2].id;
  library.move_subject(last, first);
  EXPECT_EQ(subjects(), "c a b ");
  library.move_subject(first, -1);
  EXPECT_EQ(subjects(), "c b a ");
  EXPECT_TRUE(library.contains({first, id_of("y")})) << "ids stay";
}

}  // namespace
}  // namespace cortiscope
