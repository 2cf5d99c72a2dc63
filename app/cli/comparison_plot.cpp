#include "app/cli/compare_command.h"
#include "app/session/alignment_plot.h"

namespace cortiscope {

void add_drawing_compare_command(CLI::App& program) {
  add_compare_command_with(program, [](const ComparisonReport& report,
                                       const std::filesystem::path& file, const Overwriting& over) {
    write_plot(alignment_plot(report, kBothSides), file, over);
  });
}

}  // namespace cortiscope
