#pragma once

#include <filesystem>
#include <string>

#include "app/cli/command.h"

namespace cortiscope {

/// Draws the response to an image of a prediction on the cortex of its fit.
using DrawPrediction = void (*)(const std::string& fit, const std::filesystem::path& prediction,
                                const std::string& image, const std::filesystem::path& picture);

/// `cortiscope predict`: the responses that a fit predicts of images.
///
/// @param draw  of pictures; nullptr: this build cannot draw, and says so
void add_predict_command_with(CLI::App& program, DrawPrediction draw);

/// Without pictures.
void add_predict_command(CLI::App& program);

/// With pictures, where the build can draw.
void add_drawing_predict_command(CLI::App& program);

}  // namespace cortiscope
