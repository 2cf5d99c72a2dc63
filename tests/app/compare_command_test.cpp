#include "app/cli/compare_command.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/text_table.h"
#include "core/analysis/kept_baselines.h"
#include "core/io/hdf5/fit_file.h"
#include "core/simulate/builtin_template.h"
#include "core/simulate/demo_fits.h"
#include "tests/support/environment_variable.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

struct Output {
  int exit_code;
  std::string text, errors;
};

/// `cortiscope compare` on fits of the demonstration.
Output compare(const std::vector<std::string>& networks, const std::vector<std::string>& options) {
  std::vector<std::string> words = {"cortiscope", "compare"};
  for (const std::string& network : networks) {
    words.push_back(installed_demo_fit_file(network).string());
  }
  words.insert(words.end(), options.begin(), options.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const int code = run_program(int(pointers.size()), pointers.data(), {add_compare_command});
  return {code, testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
}

std::size_t count_of(const std::string& text, char sought) {
  return std::size_t(std::count(text.begin(), text.end(), sought));
}

TEST(CompareCommand, PrintsTheNamesThatScriptsReadAsJson) {
  const Output output = compare({"aligned", "truncated"}, {"--json", "--group", "subjects"});
  ASSERT_EQ(output.exit_code, 0) << output.errors;
  const auto json = nlohmann::json::parse(output.text);
  ASSERT_EQ(json.at("fits").size(), 2U);
  const nlohmann::json& fit = json["fits"][0];
  for (const char* name : {"slope", "slope_low", "slope_high", "b0", "b0_low", "b0_high", "b1",
                           "b1_low", "b1_high", "spearman", "r2_mean", "evidence_share"}) {
    EXPECT_TRUE(fit.contains(name) && fit[name].is_number()) << name;
  }
  EXPECT_EQ(fit["file"], installed_demo_fit_file("aligned").string());
  EXPECT_EQ(fit["network"], "aligned");
  EXPECT_EQ(fit["subject"], "simulated on builtin");
  EXPECT_EQ(fit["layers"], 12);
  EXPECT_EQ(fit["roi_order"], "V1,V2,V3,hV4,OFA+OWFA+EBA+OPA,FFA+FBA+PPA+VWFA+RSC");
  ASSERT_EQ(fit.at("rois").size(), 39U) << "thirteen areas: both, lh, rh";
  const nlohmann::json& roi = fit["rois"][0];
  EXPECT_EQ(roi["roi"], "V1");
  EXPECT_EQ(roi["hemisphere"], "both");
  EXPECT_EQ(roi["has_evidence"], true);
  EXPECT_NEAR(roi["expected_layer"].get<double>(), 2, 0.3);
  for (const char* name : {"vertices", "confidence", "scale", "eccentricity", "r2", "ceiling"}) {
    EXPECT_TRUE(roi.contains(name) && roi[name].is_number()) << name;
  }
  EXPECT_EQ(fit["hemispheres"].size(), 2U);
  EXPECT_EQ(fit["routes"].size(), 3U);
  EXPECT_EQ(json.at("differences").size(), 1U);
  EXPECT_EQ(json["differences"][0]["is_told_apart"], true);
  EXPECT_GT(json["differences"][0]["depth_change"].get<double>(), 0.05);
  for (const char* name : {"displacement", "confidence", "r2"}) {
    EXPECT_TRUE(json["differences"][0].at(name).is_number()) << name;
  }
  EXPECT_EQ(json.at("groups").size(), 2U);
  EXPECT_TRUE(json["groups"][0]["slope_sd"].is_null()) << "one subject has no spread";
}

TEST(CompareCommand, ComparesWithTheBaselinesThatWereScored) {
  const TempDir folder;
  const EnvironmentVariable cache("XDG_CACHE_HOME", folder.path().string());
  const Output without = compare({"aligned"}, {"--baselines"});
  EXPECT_NE(without.exit_code, 0);
  EXPECT_NE(without.errors.find("evaluate"), std::string::npos) << without.errors;

  const FitResult fit = read_fit(installed_demo_fit_file("aligned"), builtin_template);
  const std::size_t count = fit.r2.size();
  const int layers = fit.selectors.layer_count();
  Baselines made;
  made.fwrf = {{std::vector<float>(count, 0.25F), std::vector<float>(count, 0.001F)},
               chosen_layers(fit.selectors)};
  made.fwrf_token.assign(count, 0);
  made.pca_ridge = made.fwrf;
  made.pca_ridge.layer.assign(count, 2);
  made.stacked_ridge = made.fwrf.score;
  made.stacked_weights = Array<float>(Shape{std::int64_t(count), layers}, 1.0F / float(layers));
  made.unique = Array<float>(Shape{std::int64_t(count), 3}, 0.0F);
  ASSERT_TRUE(keep_baselines(
      baselines_key(fit, fit.provenance.subject_hash, fit.provenance.features_hash), made));
  const Output output = compare({"aligned"}, {"--baselines", "--json"});
  ASSERT_EQ(output.exit_code, 0) << output.errors;
  const auto fits = nlohmann::json::parse(output.text).at("fits");
  ASSERT_EQ(fits.size(), 3U);
  EXPECT_EQ(fits[1]["network"], "aligned, fwRF");
  EXPECT_EQ(fits[2]["network"], "aligned, PCA ridge");
  EXPECT_NEAR(fits[1]["slope"].get<double>(), fits[0]["slope"].get<double>(), 0.05);
  EXPECT_NEAR(fits[2]["slope"].get<double>(), 0, 1e-6) << "one layer everywhere";
  EXPECT_NEAR(fits[1]["r2_mean"].get<double>(), 0.25, 1e-6);
}

TEST(CompareCommand, PrintsAlignedTables) {
  const Output output = compare({"aligned", "low-level"}, {});
  ASSERT_EQ(output.exit_code, 0) << output.errors;
  for (const char* expected : {"roi order  V1,V2,V3,hV4,OFA+OWFA+EBA+OPA,FFA+FBA+PPA+VWFA+RSC\n",
                               "ventral    V1,V2,V3,hV4,FFA+PPA+VWFA\n",
                               " of 2442 vertices with evidence in each of its 2 fits\n",
                               "\n1    aligned    0.", "\n2    low-level  ", "no evidence (",
                               "\n1 - 2  aligned - low-level  0.", "95 % intervals"}) {
    EXPECT_NE(output.text.find(expected), std::string::npos) << expected << "\n" << output.text;
  }
}

TEST(CompareCommand, MarksModelsThatCannotBeToldApart) {
  const Output output = compare({"aligned", "aligned"}, {});
  ASSERT_EQ(output.exit_code, 0) << output.errors;
  EXPECT_NE(output.text.find("cannot be told apart"), std::string::npos) << output.text;
}

TEST(CompareCommand, PrintsTheSpreadOverSeeds) {
  const TempDir folder;
  const std::string other = (folder / "seed2.fit.h5").string();
  std::filesystem::copy_file(installed_demo_fit_file("aligned"), other);
  const Output json = compare({"aligned"}, {other, "--group", "seeds", "--json"});
  ASSERT_EQ(json.exit_code, 0) << json.errors;
  const auto group = nlohmann::json::parse(json.text).at("groups").at(0);
  EXPECT_EQ(group["seeds"], 2);
  EXPECT_NEAR(group["slope_sd"].get<double>(), 0, 1e-9) << "the same fit twice";
  EXPECT_GT(group["slope_mean"].get<double>(), 0.3);
  const Output text = compare({"aligned"}, {other, "--group", "seeds"});
  EXPECT_NE(text.text.find("mean (and standard deviation) over seeds"), std::string::npos);
}

TEST(CompareCommand, TakesAnOrderAndRoutesFromTheUser) {
  const Output output =
      compare({"aligned"}, {"--roi-order", "V1,EBA+OFA", "--route", "ventral:V1,FFA", "--route",
                            "mine:V2,PPA", "--json"});
  ASSERT_EQ(output.exit_code, 0) << output.errors;
  const auto fit = nlohmann::json::parse(output.text)["fits"][0];
  EXPECT_EQ(fit["roi_order"], "V1,EBA+OFA");
  ASSERT_EQ(fit["routes"].size(), 4U);
  EXPECT_EQ(fit["routes"][0]["roi_order"], "V1,FFA");
  EXPECT_EQ(fit["routes"][3]["route"], "mine");
  const Output wrong = compare({"aligned"}, {"--roi-order", "V1,FAA"});
  EXPECT_EQ(wrong.exit_code, 3);
  EXPECT_EQ(wrong.errors,
            "cortiscope: --roi-order: no subject of these fits has the area \"FAA\" (the ROIs of "
            "simulated on builtin are V1, V2, V3, hV4, OFA, FFA, EBA, FBA, OPA, PPA, RSC, OWFA, "
            "VWFA)\n");
}

TEST(CompareCommand, WritesCsvAndKeepsWhatIsThere) {
  const TempDir folder;
  const std::string file = (folder / "lines.csv").string();
  const Output output = compare({"aligned", "scrambled"}, {"--csv", file});
  ASSERT_EQ(output.exit_code, 0) << output.errors;
  const std::string rois = (folder / "lines-rois.csv").string();
  const std::string differences = (folder / "lines-differences.csv").string();
  EXPECT_EQ(output.text, file + "\n" + rois + "\n" + differences + "\n");
  const std::string lines = read_bytes(file);
  EXPECT_EQ(count_of(lines, '\n'), 1U + 2 * (3 + 3)) << "three sides and three routes a fit";
  EXPECT_NE(lines.find(",\"V1,V2,V3,EBA+OFA\"\n"), std::string::npos) << lines;
  EXPECT_EQ(count_of(read_bytes(rois), '\n'), 1U + 2 * 39);
  EXPECT_EQ(count_of(read_bytes(differences), '\n'), 2U);

  const Output again = compare({"aligned"}, {"--csv", file});
  EXPECT_EQ(again.exit_code, 8);
  EXPECT_EQ(again.text, "");
  EXPECT_EQ(read_bytes(file), lines);
  EXPECT_EQ(compare({"aligned"}, {"--csv", file, "--force"}).exit_code, 0);
  EXPECT_NE(read_bytes(file), lines);
  EXPECT_EQ(compare({"aligned"}, {"--csv", file, "--json"}).exit_code, 2);
}

TEST(CompareCommand, SaysThatABuildWithoutDrawingHasNoPlot) {
  const Output output = compare({"aligned"}, {"--plot", "stages.svg"});
  EXPECT_EQ(output.exit_code, 6);
  EXPECT_EQ(output.errors,
            "cortiscope: --plot: this build of cortiscope has the command line alone and cannot "
            "draw (copy the fits to a machine with the whole program, and draw it there)\n");
}

TEST(TextTable, IsAsWideAsItsLongestTexts) {
  TextTable table({"a", "long name", "c"});
  table.add_row({"größer", "x", "1"});
  table.add_row({"\x1b[2J", "y", ""});
  EXPECT_EQ(table.text(),
            "a       long name  c\n"
            "größer  x          1\n"
            "?[2J    y\n");
}

}  // namespace
}  // namespace cortiscope
