#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "core/analysis/comparison_report.h"
#include "core/io/output_place.h"
#include "render/line_plot.h"

namespace cortiscope {

/// The mean expected layer of each stage of the order, 0 for the first layer and 1 for the last,
/// with its 95 % interval: a line for each fit. Stages without enough evidence are left out.
///
/// @param colors  one a fit
/// @param marked  the fit that is drawn stronger
LinePlot alignment_plot(const ComparisonReport& report, AlignedSide side,
                        const std::vector<Rgb8>& colors,
                        std::optional<std::size_t> marked = std::nullopt);

/// The same in the colours of safe20 (core/color/palette.h), in order.
LinePlot alignment_plot(const ComparisonReport& report, AlignedSide side);

/// Writes it on white; the file's ending says as what.
///
/// @throws Error  kBadValue: an ending other than .png, .svg and .pdf; as require_output_file and
///                write_file
void write_plot(const LinePlot& plot, const std::filesystem::path& file, const Overwriting& over);
/// The same of any page.
void write_plot(const Page& page, const std::filesystem::path& file, const Overwriting& over);

}  // namespace cortiscope
