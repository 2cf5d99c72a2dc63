#include "app/cli/info_command.h"
#include "app/session/session_description.h"

namespace cortiscope {

void add_whole_info_command(CLI::App& program) {
  add_info_command_with(program, [](const std::filesystem::path& path) {
    return is_session_file(path) ? std::optional(describe_session(path)) : std::nullopt;
  });
}

}  // namespace cortiscope
