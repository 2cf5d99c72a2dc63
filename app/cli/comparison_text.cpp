#include "app/cli/comparison_text.h"

#include "app/cli/text_table.h"
#include "core/base/readable_text.h"

namespace cortiscope {
namespace {

using Fields = std::vector<std::string>;

/// More pairs than these are left to JSON and CSV; their marks stay in the table of fits.
constexpr std::size_t kMostPairs = 15;

const std::string kNone = "-";

std::string spread_text(const Spread& spread) {
  return number_text(spread.mean) + " (" + number_text(spread.deviation) + ")";
}

std::string title(const std::string& text) { return "\n" + text + "\n"; }

/// Fits are referred to by their number, from 1.
std::string number_of(std::size_t fit) { return std::to_string(fit + 1); }

/// Whether the fits are of more than one subject, so that its name is needed.
bool has_several_subjects(const std::vector<ComparedFit>& fits) {
  for (const ComparedFit& fit : fits) {
    if (fit.subject->name != fits.front().subject->name) return true;
  }
  return false;
}

std::string orders_text(const ComparisonOptions& options) {
  TextTable table({"roi order", to_text(options.order)});
  for (const RoiOrder& route : options.routes) table.add_row({route.name, to_text(route)});
  return table.text();
}

/// How many vertices the numbers are of, for each subject.
std::string vertices_text(const ComparisonReport& report) {
  std::string text;
  std::vector<const ComparedSubject*> told;
  for (std::size_t i = 0; i < report.fits.size(); ++i) {
    const ComparedFit& fit = report.fits[i];
    const bool is_left_out = report.comparison.rows[i].is_left_out;
    if (is_left_out && !report.options.uses_own_evidence) continue;
    int fits = 0;
    bool is_tested = true;
    for (std::size_t j = 0; j < report.fits.size(); ++j) {
      const ComparedFit& other = report.fits[j];
      if (other.subject != fit.subject || report.comparison.rows[j].is_left_out) continue;
      ++fits;
      is_tested = is_tested && other.is_tested;
    }
    const bool is_own = report.options.uses_own_evidence;
    bool is_told = false;
    for (const ComparedSubject* subject : told) is_told = is_told || subject == fit.subject.get();
    if (is_told && !is_own) continue;
    told.push_back(fit.subject.get());
    const std::string owner = is_own      ? "in fit " + number_of(i)
                              : fits == 1 ? "in its fit"
                                          : "in each of its " + std::to_string(fits) + " fits";
    text += fit.subject->name + ": " + std::to_string(report.comparison.rows[i].vertices) + " of " +
            std::to_string(fit.subject->vertex_count()) + " vertices with evidence " + owner;
    if (is_own ? !fit.is_tested : !is_tested) text += " (all vertices of fits that are not tested)";
    text += "\n";
  }
  for (std::size_t i = 0; i < report.fits.size(); ++i) {
    if (!report.comparison.rows[i].is_left_out) continue;
    text += "fit " + number_of(i) + ", " + report.fits[i].network +
            ": left out of what fits share, for at most a tenth of its vertices has evidence\n";
  }
  return readable_text(text.substr(0, text.size() - 1)) + "\n";
}

std::string alike_text(const std::vector<std::size_t>& alike) {
  std::string text;
  for (const std::size_t other : alike) text += (text.empty() ? "" : ", ") + number_of(other);
  return text.empty() ? kNone : text;
}

std::string lines_text(const ComparisonReport& report) {
  const bool names_subjects = has_several_subjects(report.fits);
  Fields columns = {"fit", "network"};
  if (names_subjects) columns.push_back("subject");
  for (const char* name : {"slope", "b0", "b1", "Spearman", "V1 distance", "R2", "R2/ceiling",
                           "evidence", "images", "test images", "not told from"}) {
    columns.push_back(name);
  }
  TextTable table(columns);
  for (std::size_t i = 0; i < report.fits.size(); ++i) {
    const ComparedFit& fit = report.fits[i];
    const FitRow& row = report.comparison.rows[i];
    const Alignment& line = row.common[kBothSides];
    Fields fields = {number_of(i), fit.network};
    if (names_subjects) fields.push_back(fit.subject->name);
    for (const Estimate& part : {line.slope, line.b0, line.b1}) {
      fields.push_back(estimate_text(part));
    }
    fields.push_back(number_text(line.spearman));
    fields.push_back(number_text(row.v1_distance_spearman[kBothSides]));
    fields.push_back(number_text(row.r2_mean, "%.3f"));
    fields.push_back(row.r2_over_ceiling ? number_text(*row.r2_over_ceiling) : kNone);
    fields.push_back(evidence_text(row));
    fields.push_back(std::to_string(fit.training_images));
    fields.push_back(std::to_string(fit.test_images));
    fields.push_back(alike_text(row.alike));
    table.add_row(fields);
  }
  return table.text();
}

std::string slopes_text(const ComparisonReport& report) {
  Fields columns = {"fit", "network", "lh", "rh"};
  for (const RoiOrder& route : report.options.routes) columns.push_back(route.name);
  TextTable table(columns);
  for (std::size_t i = 0; i < report.fits.size(); ++i) {
    const FitRow& row = report.comparison.rows[i];
    Fields fields = {number_of(i), report.fits[i].network};
    for (const AlignedSide side : {kLeftSide, kRightSide}) {
      fields.push_back(estimate_text(row.common[side].slope));
    }
    for (const RouteAlignment& route : row.routes) {
      fields.push_back(estimate_text(route.alignment.slope));
    }
    table.add_row(fields);
  }
  return title("slope by hemisphere, and of each route") + table.text();
}

std::string stage_text(const StageMean& stage) {
  switch (stage.state) {
    case StageMean::State::kUsed:
      return number_text(stage.mean) + " (" + std::to_string(stage.vertices) + ")";
    case StageMean::State::kTooLittleEvidence:
      return "no evidence (" + std::to_string(stage.vertices) + " of " +
             std::to_string(stage.all_vertices) + ")";
    case StageMean::State::kAbsent:
      return kNone;
  }
  return kNone;
}

std::string stages_text(const ComparisonReport& report) {
  Fields columns = {"fit", "network"};
  for (const RoiStage& stage : report.options.order.stages) columns.push_back(to_text(stage));
  TextTable table(columns);
  for (std::size_t i = 0; i < report.fits.size(); ++i) {
    Fields fields = {number_of(i), report.fits[i].network};
    for (const StageMean& stage : report.comparison.rows[i].common[kBothSides].stages) {
      fields.push_back(stage_text(stage));
    }
    table.add_row(fields);
  }
  return title("expected layer of each stage, 0 the first and 1 the last, (and vertices)") +
         table.text();
}

/// The ROIs of one fit, by hemisphere.
std::string rois_text(const ComparisonReport& report, std::size_t index) {
  const ComparedFit& fit = report.fits[index];
  TextTable table({"roi", "hemisphere", "vertices", "expected layer", "confidence", "scale",
                   "eccentricity", "R2", "ceiling", "evidence"});
  for (const RoiMeans& roi : report.comparison.rows[index].rois) {
    table.add_row({roi.roi, name_of(roi.side),
                   std::to_string(roi.vertices) + " of " + std::to_string(roi.all_vertices),
                   number_text(fit.expected_layer(roi.depth)), number_text(roi.confidence),
                   number_text(roi.scale), number_text(roi.eccentricity),
                   number_text(roi.r2, "%.3f"), number_text(roi.noise_ceiling, "%.3f"),
                   !roi.has_evidence   ? "not tested"
                   : *roi.has_evidence ? "yes"
                                       : "no"});
  }
  return title("ROIs of fit " + number_of(index) + ", " + readable_text(fit.file) +
               ", layers 1 to " + std::to_string(fit.layers)) +
         table.text();
}

std::string differences_text(const ComparisonReport& report) {
  const std::vector<FitDifference>& pairs = report.comparison.differences;
  if (pairs.empty()) return "";
  if (pairs.size() > kMostPairs) {
    return title("differences: " + std::to_string(pairs.size()) +
                 " pairs, which --json and --csv list");
  }
  TextTable table(
      {"fits", "networks", "slope", "b0", "b1", "|depth|", "moved", "confidence", "R2", ""});
  for (const FitDifference& pair : pairs) {
    table.add_row({number_of(pair.first) + " - " + number_of(pair.second),
                   report.fits[pair.first].network + " - " + report.fits[pair.second].network,
                   estimate_text(pair.slope), estimate_text(pair.b0), estimate_text(pair.b1),
                   number_text(pair.depth_change, "%.3f"), number_text(pair.displacement, "%.3f"),
                   number_text(pair.confidence, "%.3f"), number_text(pair.r2, "%.3f"),
                   pair.is_told_apart ? "" : "cannot be told apart"});
  }
  return title(
             "differences, paired over vertices: of the line, and means of |depth|, of how far\n"
             "receptive fields moved, of confidence and of R2") +
         table.text();
}

std::string groups_text(const ComparisonReport& report) {
  if (!report.grouping) return "";
  const bool is_seeds = *report.grouping == Grouping::kSeeds;
  Fields columns = {"network"};
  if (is_seeds) columns.push_back("subject");
  for (const char* name : {is_seeds ? "seeds" : "subjects", "slope", "b0", "b1", "R2"}) {
    columns.push_back(name);
  }
  TextTable table(columns);
  for (const FitGroup& group : report.groups) {
    Fields fields = {group.network};
    if (is_seeds) fields.push_back(group.subject);
    fields.push_back(std::to_string(group.members));
    for (const Spread& spread : {group.slope, group.b0, group.b1, group.r2}) {
      fields.push_back(spread_text(spread));
    }
    table.add_row(fields);
  }
  return title(std::string("mean (and standard deviation) over ") +
               (is_seeds ? "seeds" : "subjects")) +
         table.text();
}

constexpr const char* kNote =
    "\n[low, high]: 95 % intervals over the cortex. They do not cover other images or seeds, and "
    "few "
    "images\nmake every slope smaller: compare fits of as many images, and --group shows the "
    "spread "
    "over seeds or subjects.\n";

}  // namespace

std::string text_of(const ComparisonReport& report) {
  std::string text = orders_text(report.options) + "\n" + vertices_text(report) + "\n" +
                     lines_text(report) + slopes_text(report) + stages_text(report) +
                     differences_text(report) + groups_text(report);
  for (std::size_t i = 0; i < report.fits.size(); ++i) text += rois_text(report, i);
  return text + kNote;
}

}  // namespace cortiscope
