#include "app/cli/compare_command.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "app/cli/common_options.h"
#include "app/cli/comparison_text.h"
#include "app/cli/json_text.h"
#include "core/analysis/compared_baselines.h"
#include "core/analysis/kept_baselines.h"
#include "core/base/error.h"
#include "core/base/file_ending.h"
#include "core/io/atomic_file.h"
#include "core/io/hdf5/fit_file.h"
#include "core/io/output_place.h"
#include "core/simulate/builtin_template.h"

namespace cortiscope {
namespace {

struct CompareArguments {
  std::vector<std::string> fits, routes;
  std::string order, group, csv, plot, coverage;
  std::string coverage_by = name_of(CoverageBy::kMaximum);
  double least_ceiling = 0;
  bool uses_own_evidence = false;
  bool with_baselines = false;
  bool replaces = false;
  bool json = false;
};

constexpr const char* kExplained =
    R"(Expected layers, 0 for a network's first and 1 for its last, over the stages of a hierarchy, 0 to 1, and the
straight line through the means of the stages: its slope, and b0 and b1, its values at both ends. Numbers are
of the vertices with evidence in every fit of their subject; of fits that were not tested every vertex counts.
A stage with evidence in at most a tenth of its vertices is left out.
--roi-order has commas between stages and + between the areas of one. Parts of an area are joined (V1v and V1d,
FFA-1 and FFA-2), and may be named on their own.
--baselines adds the simpler models that `cortiscope evaluate --baselines` has scored, as rows of their own; the
vertices used have evidence in them, too.
--csv writes FILE, and beside it the tables of ROIs and of pairs: lines.csv, lines-rois.csv, lines-differences.csv.

Examples:
  cortiscope compare aligned.fit.h5 truncated.fit.h5
  cortiscope compare *.fit.h5 --roi-order "V1,V2,V3,hV4,OFA+EBA,FFA+PPA" --min-ceiling 0.1
  cortiscope compare *.fit.h5 --route "ventral:V1,V2,V3,hV4,FFA"
  cortiscope compare seed*.fit.h5 --group seeds --csv lines.csv
  cortiscope compare *.fit.h5 --plot stages.svg
  cortiscope compare aligned.fit.h5 --coverage field.pdf --roi-order V1,V2,V3,hV4,PPA,EBA
  cortiscope compare aligned.fit.h5 --json)";

/// "lines.csv" gives "lines-rois.csv".
std::filesystem::path beside(const std::filesystem::path& file, const std::string& what) {
  return file.parent_path() / (file.stem().string() + "-" + what + file.extension().string());
}

/// The tables of --csv, and how each is made.
struct CsvFile {
  std::filesystem::path file;
  std::string (*make)(const ComparisonReport&);
};

std::vector<CsvFile> csv_files(const std::string& file) {
  if (file.empty()) return {};
  return {{file, csv_of_lines},
          {beside(file, "rois"), csv_of_rois},
          {beside(file, "differences"), csv_of_differences}};
}

/// Replaces the default route of that name, or is one more.
void set_route(std::vector<RoiOrder>& routes, RoiOrder route) {
  const auto found = std::find_if(routes.begin(), routes.end(),
                                  [&](const RoiOrder& known) { return known.name == route.name; });
  if (found == routes.end()) {
    routes.push_back(std::move(route));
  } else {
    *found = std::move(route);
  }
}

/// The baselines that were scored for a fit.
std::vector<ComparedFit> baselines_of(const FitResult& fit, const ComparedFit& compared) {
  const auto baselines = kept_baselines(fit);
  if (!baselines) {
    throw Error(ErrorKind::kNotFound, compared.file, "no baselines are kept for this fit",
                "run `cortiscope evaluate " + compared.file + " --baselines` first");
  }
  return compared_baselines(compared, *baselines, fit.features.rows, fit.features.columns);
}

/// Checks, before the work starts, that the plot can be drawn and written.
void require_plot(const char* option, const std::filesystem::path& file, bool can_draw,
                  const Overwriting& over) {
  if (!can_draw) {
    throw option_error(ErrorKind::kBadValue, option,
                       "this build of cortiscope has the command line alone and cannot draw",
                       "copy the fits to a machine with the whole program, and draw it there");
  }
  const std::string ending = file_ending(file);
  if (ending != ".png" && ending != ".svg" && ending != ".pdf") {
    throw option_error(
        ErrorKind::kBadValue, option,
        "expected a name that ends in .png, .svg or .pdf, found " + in_quotes(file.string()));
  }
  require_output_file(file, over);
}

void run(const CompareArguments& arguments, const std::optional<PlotWriters>& writers) {
  ComparisonReport report;
  ComparisonOptions& options = report.options;
  options.least_ceiling = arguments.least_ceiling;
  options.uses_own_evidence = arguments.uses_own_evidence;
  if (!arguments.order.empty()) options.order = parse_roi_order(arguments.order, "roi-order");
  std::vector<RoiOrder> own_routes;
  for (const std::string& text : arguments.routes) {
    own_routes.push_back(parse_route(text, "route"));
    set_route(options.routes, own_routes.back());
  }
  const std::vector<CsvFile> tables = csv_files(arguments.csv);
  const Overwriting over = {{arguments.fits.begin(), arguments.fits.end()}, arguments.replaces};
  for (const CsvFile& table : tables) require_output_file(table.file, over);
  const bool can_draw = writers.has_value();
  if (!arguments.plot.empty()) require_plot("plot", arguments.plot, can_draw, over);
  if (!arguments.coverage.empty()) require_plot("coverage", arguments.coverage, can_draw, over);

  ComparedSubjects subjects;
  for (const std::string& file : arguments.fits) {  // one at a time: a fit's cortex may be large
    const FitResult fit = read_fit(file, builtin_template);
    const ComparedFit compared = compared_fit(fit, file, subjects);
    report.fits.push_back(compared);
    if (!arguments.with_baselines) continue;
    for (ComparedFit& each : baselines_of(fit, compared)) report.fits.push_back(std::move(each));
  }
  if (!arguments.order.empty()) require_areas(options.order, report.fits, "roi-order");
  for (const RoiOrder& route : own_routes) require_areas(route, report.fits, "route");
  report.comparison = compare(report.fits, options);
  if (!arguments.group.empty()) {
    report.grouping = arguments.group == "seeds" ? Grouping::kSeeds : Grouping::kSubjects;
    report.groups = group_fits(report.fits, report.comparison, *report.grouping);
  }
  for (const CsvFile& table : tables) {
    write_file(table.file, table.make(report));
    std::printf("%s\n", table.file.c_str());
  }
  if (!arguments.plot.empty()) {
    writers->stages(report, arguments.plot, over);
    std::printf("%s\n", arguments.plot.c_str());
  }
  if (!arguments.coverage.empty()) {
    writers->coverage(report, *find_coverage_by(arguments.coverage_by), arguments.coverage, over);
    std::printf("%s\n", arguments.coverage.c_str());
  }
  if (!tables.empty() || !arguments.plot.empty() || !arguments.coverage.empty()) return;
  std::printf("%s", arguments.json ? json_text(to_json(report)).c_str() : text_of(report).c_str());
}

}  // namespace

void add_compare_command_with(CLI::App& program, std::optional<PlotWriters> writers) {
  auto arguments = std::make_shared<CompareArguments>();
  CLI::App* command = program.add_subcommand(
      "compare", "Compare how networks line up with the hierarchy of the visual cortex");
  command->add_option("fits", arguments->fits, "Fit files")->required();
  command
      ->add_option("--roi-order", arguments->order,
                   "The hierarchy, early to late [" + to_text(default_roi_order()) + "]")
      ->take_last();
  command
      ->add_option(
          "--route", arguments->routes,
          "NAME:LIST, in place of the route of that name (ventral, lateral, dorsal) or one "
          "more; may be repeated")
      ->allow_extra_args(false);
  command
      ->add_option("--min-ceiling", arguments->least_ceiling,
                   "Leave out vertices with a lower noise ceiling")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0));
  command->add_flag("--own-evidence", arguments->uses_own_evidence,
                    "Each fit's line on the vertices with evidence in that fit");
  command->add_flag("--baselines", arguments->with_baselines,
                    "Compare with the fwRF and the ridge regression of each fit's network, too");
  command
      ->add_option("--group", arguments->group,
                   "Mean and spread of each network over subjects, or over seeds")
      ->check(CLI::IsMember({"subjects", "seeds"}));
  CLI::Option* json = command->add_flag("--json", arguments->json, "Print one JSON object");
  command->add_option("--csv", arguments->csv, "Write tables: this file and two beside it")
      ->excludes(json);
  command
      ->add_option("--plot", arguments->plot,
                   "Draw expected layer by stage, with intervals: .png, .svg or .pdf")
      ->excludes(json);
  command
      ->add_option("--coverage", arguments->coverage,
                   "Draw how the areas of each stage cover the visual field: .png, .svg or .pdf")
      ->excludes(json);
  command
      ->add_option("--coverage-by", arguments->coverage_by,
                   "maximum: where any vertex looks; mean: where most do")
      ->check(CLI::IsMember({"maximum", "mean"}))
      ->capture_default_str();
  add_force(*command, arguments->replaces);
  command->footer(kExplained);
  command->callback([arguments, writers] { run(*arguments, writers); });
}

void add_compare_command(CLI::App& program) { add_compare_command_with(program, std::nullopt); }

}  // namespace cortiscope
