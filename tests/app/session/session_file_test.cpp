#include "app/session/session_file.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/session/file_hashes.h"
#include "app/session/look_json.h"
#include "app/session/session_description.h"
#include "app/session/session_opener.h"
#include "app/session/session_state.h"
#include "core/io/atomic_file.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/environment_variable.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// A study in files, opened in a library, with its own cache folder.
class SessionFileTest : public testing::Test {
 protected:
  SessionFileTest() {
    fs::create_directory(folder_ / "study");
    files_ = write_tiny_study(folder_ / "study", "aligned");
    for (const fs::path& file : {files_.subject, files_.features, files_.out}) open(file);
    look_.choice = {0, 1};
    look_.map = {"scale"};
    look_.picked = CortexVertex{kRh, 7};
    look_.folds_camera.zoom = 2;
  }

  void open(const fs::path& file) {
    const Opened what = open_file(file);
    if (const auto* subject = std::get_if<OpenedSubject>(&what)) {
      library_.add_subject(subject->subject, file, subject->images);
    } else if (const auto* features = std::get_if<OpenedFeatures>(&what)) {
      library_.add_features(features->info, file);
    } else if (const auto* fit = std::get_if<OpenedFit>(&what)) {
      library_.add_fit(*fit->fit, file);
    }
  }
  SavedSession session() { return saved_session_of(library_, look_, "explore"); }
  fs::path written(const SavedSession& session) {
    const fs::path file = folder_ / "a.cortiscope";
    write_file(file, session_text(session, file, SessionPaths::kRecorded));
    return file;
  }
  /// The message about a session with a field changed.
  std::string problem_with(const std::function<void(Json&)>& change) {
    Json json = Json::parse(session_text(session(), folder_ / "a", SessionPaths::kRecorded));
    change(json);
    write_file(folder_ / "bad.cortiscope", json.dump());
    return error_of([&] { read_session(folder_ / "bad.cortiscope"); });
  }

  TempDir folder_, cache_;
  EnvironmentVariable variable_{"XDG_CACHE_HOME", cache_.path().string()};
  FitFiles files_;
  Library library_;
  Look look_;
};

TEST_F(SessionFileTest, HoldsWhatIsOpenedAndHowItLooks) {
  library_.set_pins(0, {{"FFA", {1, 2, 3}, {kLh, 5}}});
  RegionList regions = library_.subjects()[0].regions;
  const int shown = regions.add_drawn(kLh, {1, 2}), hidden = regions.add_drawn(kRh, {4});
  regions.show(hidden, false);
  library_.set_regions(0, regions);
  (void)shown;
  SavedSession read = read_session(written(session()));
  find_files(read, folder_.path(), hash_of_place, StopToken(), nullptr);
  ASSERT_EQ(read.files.size(), 3U);
  EXPECT_EQ(read.files[0].file, files_.subject);
  EXPECT_EQ(read.files[1].file, files_.features);
  EXPECT_EQ(read.files[2].file, files_.out);
  EXPECT_EQ(read.models, std::vector<std::string>{"aligned"});
  ASSERT_EQ(read.subjects.size(), 1U);
  EXPECT_EQ(read.subjects[0].pins, library_.subjects()[0].pins);
  EXPECT_EQ(read.subjects[0].outlined->drawn[kLh][0].vertices, (std::vector<int>{1, 2}));
  EXPECT_EQ(read.subjects[0].outlined->hidden_drawn[kRh][0].vertices, std::vector<int>{4});
  EXPECT_EQ(to_json(read.look), to_json(look_));
  EXPECT_EQ(read.picked, look_.picked);
  EXPECT_EQ(read.workspace, "explore");
  EXPECT_EQ(choice_of(library_, read), look_.choice);
  EXPECT_EQ(content_text(read), content_text(session()));
}

TEST_F(SessionFileTest, OutlinesDrawnRegionsAsTheyWere) {
  RegionList regions = library_.subjects()[0].regions;
  const int first = regions.add_drawn(kLh, {1, 2});
  regions.rename(regions.add_drawn(kLh, {4, 5}), "FFA");
  regions.remove(first);
  regions.show(regions.add_drawn(kRh, {7}), false);
  library_.set_regions(0, regions);
  const SavedSession read = read_session(written(session()));
  const RegionList own(library_.subjects()[0].subject);
  const RegionList again = outlining(own, *read.subjects[0].outlined, {});
  const auto drawn_in = [](const RegionList& list) {
    std::vector<std::tuple<std::string, std::vector<int>, bool, int>> all;
    for (const ListedRegion& entry : list.all()) {
      if (entry.origin != RegionOrigin::kDrawn) continue;
      const Region& region = *entry.region;
      all.emplace_back(region.name, region.vertices, entry.is_shown, region.color->r);
    }
    return all;
  };
  ASSERT_EQ(drawn_in(regions).size(), 2U);
  EXPECT_EQ(drawn_in(again), drawn_in(regions));
}

TEST_F(SessionFileTest, KeepsHowModelsAreGrouped) {
  const Json json = Json::parse(session_text(session(), folder_ / "a", SessionPaths::kRecorded));
  EXPECT_FALSE(json.contains("groups")) << "as in sessions of earlier versions";
  EXPECT_EQ(read_session(written(session())).grouping, ModelGrouping::kNone);
  library_.set_grouping(ModelGrouping::kSize);
  EXPECT_EQ(read_session(written(session())).grouping, ModelGrouping::kSize);
  const std::string problem = problem_with([](Json& bad) { bad["groups"] = "colour"; });
  EXPECT_NE(problem.find("none, objective or size"), std::string::npos) << problem;
}

TEST_F(SessionFileTest, NamesNoFolderOfItsAuthor) {
  const std::string text =
      session_text(session(), folder_ / "study/a.cortiscope", SessionPaths::kRecorded);
  EXPECT_EQ(text.find(folder_.path().string()), std::string::npos) << text;
  EXPECT_NE(text.find("\"path\": \"subject.h5\""), std::string::npos);
}

TEST_F(SessionFileTest, FindsItsFilesWhereTheyMovedWithIt) {
  written(session());
  fs::create_directory(folder_ / "moved");
  fs::rename(folder_ / "study", folder_ / "moved/study");
  fs::rename(folder_ / "a.cortiscope", folder_ / "moved/a.cortiscope");
  SavedSession read = read_session(folder_ / "moved/a.cortiscope");
  find_files(read, folder_ / "moved", hash_of_place, StopToken(), nullptr);
  EXPECT_TRUE(missing_files(read).empty());
  EXPECT_EQ(read.files[0].file, folder_ / "moved/study/subject.h5");
}

TEST_F(SessionFileTest, FindsItsFilesBesideItAndWhereTheirHashWasLast) {
  const fs::path file = written(session());
  fs::rename(files_.subject, folder_ / "subject.h5");
  fs::create_directory(folder_ / "far");
  fs::rename(files_.out, folder_ / "far/other.fit.h5");
  remember_place(folder_ / "far/other.fit.h5", hash_of_place(folder_ / "far/other.fit.h5"));
  SavedSession read = read_session(file);
  find_files(read, folder_.path(), hash_of_place, StopToken(), nullptr);
  EXPECT_EQ(read.files[0].file, folder_ / "subject.h5");
  EXPECT_EQ(read.files[2].file, folder_ / "far/other.fit.h5");
}

TEST_F(SessionFileTest, LocatesMissingFilesByNameAndByHash) {
  const fs::path file = written(session());
  fs::create_directories(folder_ / "far/deep");
  fs::rename(files_.subject, folder_ / "far/deep/renamed.h5");
  fs::rename(files_.out, folder_ / "far/aligned.fit.h5");
  write_file(folder_ / "far/aligned.fit.h5", "changed");
  SavedSession read = read_session(file);
  Warnings warnings;
  find_files(read, folder_.path(), hash_of_place, StopToken(), &warnings);
  EXPECT_EQ(missing_files(read),
            (std::vector<fs::path>{"study/subject.h5", "study/aligned.fit.h5"}));
  EXPECT_TRUE(warnings.empty());
  EXPECT_EQ(locate_files(read, folder_ / "far", hash_of_place, StopToken(), &warnings), 2);
  EXPECT_EQ(read.files[0].file, folder_ / "far/deep/renamed.h5");
  EXPECT_EQ(read.files[2].file, folder_ / "far/aligned.fit.h5");
  EXPECT_EQ(warnings, Warnings{"aligned.fit.h5: has changed since the session was saved"});
}

TEST_F(SessionFileTest, SavedAgainLosesNothingThatIsMissing) {
  library_.set_pins(0, {{"FFA", {}, {kLh, 5}}});
  const fs::path file = written(session());
  fs::rename(files_.subject, folder_ / "elsewhere");
  SavedSession read = read_session(file);
  find_files(read, folder_.path(), hash_of_place, StopToken(), nullptr);
  ASSERT_TRUE(read.files[0].is_missing);
  library_.remove_subject(0);
  look_.choice = {};
  SavedSession now = session();
  keep_missing(now, read);
  const fs::path again = written(now);
  const SavedSession kept = read_session(again);
  ASSERT_EQ(kept.subjects.size(), 1U);
  EXPECT_EQ(kept.subjects[0].pins[0].name, "FFA");
  const SessionFile& subject = kept.files[std::size_t(kept.subjects[0].file)];
  EXPECT_EQ(subject.file, "study/subject.h5");
  EXPECT_EQ(subject.hash, read.files[0].hash);
  EXPECT_EQ(subject.bytes, read.files[0].bytes);
}

TEST_F(SessionFileTest, OpensTheRestBesideWhatIsMissing) {
  const fs::path file = written(session());
  fs::remove(files_.features);
  SavedSession read = read_session(file);
  find_files(read, folder_.path(), hash_of_place, StopToken(), nullptr);
  std::vector<std::string> progress;
  int opened = 0;
  Warnings warnings;
  const OpenedSession all = open_session_files(
      std::move(read), StopToken(), [&](const Opened&) { ++opened; },
      [&](const std::string& name) { progress.push_back(name); }, &warnings);
  EXPECT_EQ(opened, 2);
  EXPECT_EQ(progress, (std::vector<std::string>{"subject.h5", "aligned.fit.h5"}));
  EXPECT_EQ(missing_files(all.session), std::vector<fs::path>{"study/aligned.features.h5"});
  EXPECT_TRUE(all.session.files[0].is_opened);
}

TEST_F(SessionFileTest, RefusesWhatIsNoneAndALaterVersion) {
  const std::string again = " (take another copy of the file, or repair that field)";
  EXPECT_EQ(problem_with([](Json& j) { j["format"] = "x"; }),
            "bad.cortiscope: expected a session of Cortiscope, found another file (open a file "
            "that File > Save session wrote)");
  EXPECT_EQ(problem_with([](Json& j) { j["version"] = 2, j["program"] = "cortiscope 9"; }),
            "bad.cortiscope: expected a session of version 1, found version 2 (open it with "
            "cortiscope 9, which wrote it, or a newer one)");
  write_file(folder_ / "none.cortiscope", "{");
  EXPECT_EQ(error_of([&] { read_session(folder_ / "none.cortiscope"); }),
            "none.cortiscope: expected a session of Cortiscope, found another file (open a file "
            "that File > Save session wrote)");
  EXPECT_EQ(
      problem_with([](Json& j) { j["subjects"][0]["file"] = 3; }),
      "bad.cortiscope: expected in \"subjects[0].file\" a number from 0 to 2, found 3" + again);
  EXPECT_EQ(problem_with([](Json& j) { j["files"][1].erase("path"); }),
            "bad.cortiscope: expected in \"files[1].path\" something, found nothing" + again);
  EXPECT_EQ(
      problem_with([](Json& j) { j["look"]["clusters"] = -1; }),
      "bad.cortiscope: expected in \"look.clusters\" what a view can have there, found -1" + again);
  EXPECT_EQ(problem_with([](Json& j) { j["look"]["map"] = "rainbow"; }),
            "bad.cortiscope: expected in \"look.map\" what a view can have there, found "
            "\"rainbow\"" +
                again);
  EXPECT_EQ(
      problem_with([](Json& j) { j["shown"]["picked"]["hemisphere"] = "xh"; }),
      "bad.cortiscope: expected in \"shown.picked.hemisphere\" lh or rh, found \"xh\"" + again);
  EXPECT_EQ(problem_with([](Json& j) {
              j["files"][0]["installed"] = true;
              j["files"][0]["path"] = "../../x";
            }),
            "bad.cortiscope: expected in \"files[0].path\" the name of a file that came with the "
            "program, found \"../../x\"" +
                again);
  EXPECT_EQ(problem_with([](Json& j) { j["models"] = 5; }),
            "bad.cortiscope: expected in \"models\" a list of at most 10000, found 5" + again);
}

TEST_F(SessionFileTest, AutosavedKeepsWholePathsAndReadsNoFile) {
  const auto never = [](const fs::path&) -> std::string { throw std::logic_error("it was read"); };
  const std::string text = session_text(session(), {}, SessionPaths::kWhole, never);
  write_file(cache_ / "kept.cortiscope", text);
  SavedSession read = read_session(cache_ / "kept.cortiscope");
  find_files(read, cache_.path(), hash_of_place, StopToken(), nullptr);
  EXPECT_TRUE(missing_files(read).empty());
  EXPECT_EQ(read.files[0].file, files_.subject);
}

TEST_F(SessionFileTest, DoesNotCountTheSelectionAndTheCamerasAsAChange) {
  const std::string before = content_text(session());
  look_.picked.reset();
  look_.folds_camera.zoom = 3;
  look_.choice = {0, kKnownAnswer};
  look_.image = 2;
  EXPECT_EQ(content_text(session()), before);
  look_.map = {"space"};
  EXPECT_NE(content_text(session()), before);
  EXPECT_EQ(work_text(session()), "");
  library_.set_pins(0, {{"FFA", {}, {kLh, 5}}});
  EXPECT_NE(work_text(session()), "");
}

TEST_F(SessionFileTest, IsDescribedWithWhatIsMissing) {
  library_.set_pins(0, {{"FFA", {}, {kLh, 5}}});
  const fs::path file = written(session());
  fs::remove(files_.features);
  const Description description = describe_session(file);
  EXPECT_EQ(description.kind, "Cortiscope session");
  ASSERT_EQ(description.parts.size(), 3U);
  EXPECT_EQ(description.parts[1].facts[0].name, "state");
  EXPECT_EQ(description.problems,
            std::vector<std::string>{"study/aligned.features.h5: is missing; open the session in "
                                     "the window to locate it"});
}

TEST_F(SessionFileTest, HashesAFileOnceUntilItChanges) {
  FileHashes hashes;
  const fs::path file = folder_ / "x";
  write_file(file, "one");
  const auto then = fs::last_write_time(file);
  const std::string first = hashes.of(file);
  EXPECT_EQ(first, hash_of_place(file));
  write_file(file, "two");
  fs::last_write_time(file, then);
  EXPECT_EQ(hashes.of(file), first) << "it looks as it did";
  fs::last_write_time(file, then + std::chrono::seconds(1));
  EXPECT_EQ(hashes.of(file), hash_of_place(file));
}

TEST(Library, RemovesASubjectAndAModelAndUsesNoIdAgain) {
  Library library;
  library.add_subject(tiny_subject(), "s/subject.h5", {"a"});
  library.add_features(tiny_features("aligned", {"a"}), "s/aligned.features.h5");
  library.add_features(tiny_features("clip", {"a"}), "s/clip.features.h5");
  ASSERT_TRUE(library.cell({0, 1}).can_fit());
  library.remove_model(1);
  EXPECT_FALSE(library.find_model(1));
  EXPECT_EQ(library.feature_files(), std::vector<fs::path>{"s/clip.features.h5"});
  EXPECT_EQ(library.add_features(tiny_features("aligned", {"a"}), "s/aligned.features.h5"), 3);
  library.remove_subject(0);
  EXPECT_TRUE(library.subjects().empty());
  EXPECT_FALSE(library.find_model(kKnownAnswer)) << "it belonged to the subject";
  EXPECT_EQ(library.add_subject(tiny_subject(), "s/subject.h5", {"a"}), 1);
  EXPECT_TRUE(library.cell({1, 3}).can_fit()) << "features stay for other subjects";
  EXPECT_TRUE(library.find_model(kKnownAnswer));
  library.clear();
  EXPECT_TRUE(library.models().empty());
  EXPECT_EQ(library.add_subject(tiny_subject(), "s/subject.h5", {"a"}), 2);
}

TEST(Library, PutsModelsInOrder) {
  Library library;
  library.add_subject(tiny_subject(), "s/subject.h5", {"a"});
  for (const char* name : {"x", "y", "z"}) {
    library.add_features(tiny_features(name, {"a"}), std::string("s/") + name);
  }
  library.order_models({3, 1});
  std::vector<std::string> names;
  for (const LibraryModel& model : library.models()) names.push_back(model.name);
  EXPECT_EQ(names, (std::vector<std::string>{"known answer", "z", "x", "y"}));
}

}  // namespace
}  // namespace cortiscope
