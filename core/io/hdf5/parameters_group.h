#pragma once

#include <string>
#include <vector>

#include "core/data/fit_result.h"
#include "core/io/hdf5/h5_file.h"

namespace cortiscope {

/// A model's parameters as a group of a file: one dataset per parameter, under its name.
Parameters read_parameters(const H5Reader& file, const std::string& group);
void write_parameters(H5Writer& file, const std::string& group, const Parameters& parameters);

/// A fit's history as one table, "/history".
std::vector<HistoryPoint> read_history(const H5Reader& file);
void write_history(H5Writer& file, const std::vector<HistoryPoint>& history);

}  // namespace cortiscope
