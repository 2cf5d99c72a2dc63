#include "app/cli/compare_command.h"
#include "app/session/alignment_plot.h"
#include "app/session/coverage_plot.h"

namespace cortiscope {

void add_drawing_compare_command(CLI::App& program) {
  PlotWriters writers;
  writers.stages = [](const ComparisonReport& report, const std::filesystem::path& file,
                      const Overwriting& over) {
    write_plot(alignment_plot(report, kBothSides), file, over);
  };
  writers.coverage = [](const ComparisonReport& report, CoverageBy by,
                        const std::filesystem::path& file, const Overwriting& over) {
    write_plot(draw(coverage_plot(report, by)), file, over);
  };
  add_compare_command_with(program, writers);
}

}  // namespace cortiscope
