#include "app/cli/predict_command.h"
#include "app/session/figure_file.h"

namespace cortiscope {

void add_drawing_predict_command(CLI::App& program) {
  add_predict_command_with(program,
                           [](const std::string& fit, const std::filesystem::path& prediction,
                              const std::string& image, const std::filesystem::path& picture) {
                             FigureRequest request;
                             request.inputs = {fit};
                             request.maps = {"response"};
                             request.response = MapChoice{prediction, image};
                             write_figure(request, picture.string());
                           });
}

}  // namespace cortiscope
