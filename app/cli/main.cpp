#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "app/cli/bench_command.h"
#include "app/cli/clusters_command.h"
#include "app/cli/command.h"
#include "app/cli/compare_command.h"
#include "app/cli/convert_command.h"
#include "app/cli/demo_command.h"
#include "app/cli/evaluate_command.h"
#include "app/cli/extract_command.h"
#include "app/cli/figure_command.h"
#include "app/cli/fit_command.h"
#include "app/cli/info_command.h"
#include "app/cli/other_programs.h"
#include "app/cli/predict_command.h"
#include "app/cli/simulate_command.h"
#include "app/cli/stop_signal.h"
#include "app/cli/study_command.h"
#include "core/base/library_environment.h"

namespace {

/// Whether the command line asks for the window: no arguments, or files and folders to open.
bool wants_window(const std::vector<std::string>& words) {
  if (words.empty()) return true;
  std::error_code ignored;
  return words[0].rfind('-', 0) != 0 && std::filesystem::exists(words[0], ignored);
}

int open_window(const std::vector<std::string>& words) {
  if (cortiscope::has_display()) return cortiscope::become_window(words);
  std::fprintf(stderr,
               "cortiscope: there is no display to open a window on (cortiscope --help lists the "
               "commands that need none)\n");
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  cortiscope::let_threads_sleep();
  cortiscope::keep_shaders_off_disk();
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (wants_window(words)) return open_window(words);
  cortiscope::leave_nothing_unfinished_on_signal();
  return cortiscope::run_program(
      argc, argv,
      {cortiscope::add_demo_command, cortiscope::add_simulate_command,
       cortiscope::add_study_command, cortiscope::add_extract_command, cortiscope::add_fit_command,
       cortiscope::add_evaluate_command, cortiscope::add_drawing_predict_command,
       cortiscope::add_drawing_compare_command, cortiscope::add_clusters_command,
       cortiscope::add_figure_command, cortiscope::add_whole_info_command,
       cortiscope::add_convert_command, cortiscope::add_bench_command});
}
