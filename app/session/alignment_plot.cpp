#include "app/session/alignment_plot.h"

#include "core/base/error.h"
#include "core/base/file_ending.h"
#include "core/color/palette.h"
#include "core/io/atomic_file.h"
#include "render/page_files.h"

namespace cortiscope {
namespace {

constexpr double kPlotDpi = 300;

/// The network; with its subject and seed where that is needed to tell fits apart.
std::string name_in(const ComparisonReport& report, std::size_t index) {
  const ComparedFit& fit = report.fits[index];
  bool has_other_subject = false, has_same_network = false;
  for (std::size_t i = 0; i < report.fits.size(); ++i) {
    const ComparedFit& other = report.fits[i];
    const bool is_of_subject = other.subject->name == fit.subject->name;
    has_other_subject = has_other_subject || !is_of_subject;
    has_same_network =
        has_same_network || (i != index && is_of_subject && other.network == fit.network);
  }
  std::string name = fit.network;
  if (has_other_subject) name += " · " + fit.subject->name;
  if (has_same_network) name += ", seed " + std::to_string(fit.seed);
  return name;
}

}  // namespace

LinePlot alignment_plot(const ComparisonReport& report, AlignedSide side,
                        const std::vector<Rgb8>& colors, std::optional<std::size_t> marked) {
  LinePlot plot;
  plot.title = "Expected layer by stage of the visual hierarchy";
  plot.value_name = "expected layer (0 first, 1 last)";
  if (side != kBothSides) plot.value_name += std::string(", ") + name_of(side);
  for (const RoiStage& stage : report.options.order.stages) plot.places.push_back(to_text(stage));
  for (std::size_t i = 0; i < report.fits.size(); ++i) {
    LinePlot::Line line;
    line.name = name_in(report, i);
    line.color = colors[i];
    line.is_marked = marked == i;
    const std::vector<StageMean>& stages = report.comparison.rows[i].common[side].stages;
    for (std::size_t s = 0; s < stages.size(); ++s) {
      if (stages[s].state != StageMean::State::kUsed) continue;
      line.points.push_back({s, stages[s].mean, stages[s].low, stages[s].high});
    }
    plot.lines.push_back(std::move(line));
  }
  return plot;
}

LinePlot alignment_plot(const ComparisonReport& report, AlignedSide side) {
  std::vector<Rgb8> colors;
  for (std::size_t i = 0; i < report.fits.size(); ++i) colors.push_back(safe20(int(i)));
  return alignment_plot(report, side, colors);
}

void write_plot(const LinePlot& plot, const std::filesystem::path& file, const Overwriting& over) {
  write_plot(draw(plot), file, over);
}

void write_plot(const Page& page, const std::filesystem::path& file, const Overwriting& over) {
  const std::string ending = file_ending(file);
  if (!is_page_ending(ending)) {
    throw Error(ErrorKind::kBadValue, file.string(),
                "expected a name that ends in .png, .svg or .pdf");
  }
  require_output_file(file, over);
  write_file(file, page_bytes(page, ending, kPlotDpi, /*recipe=*/"null"));
}

}  // namespace cortiscope
