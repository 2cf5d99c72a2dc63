#include "core/io/hdf5/parameters_group.h"

namespace cortiscope {
namespace {

constexpr std::int64_t kHistoryColumns = 4;

}  // namespace

Parameters read_parameters(const H5Reader& file, const std::string& group) {
  Parameters parameters;
  const auto add = [&](const std::string& name) {
    const std::string dataset = group + "/" + name;
    parameters[name] = file.read<float>(dataset, Shape(file.shape(dataset).size(), kAny));
  };
  for (const std::string& owner : file.children(group)) {
    const std::vector<std::string> parts = file.children(group + "/" + owner);
    if (parts.empty()) add(owner);
    for (const std::string& part : parts) add(owner + "/" + part);
  }
  return parameters;
}

void write_parameters(H5Writer& file, const std::string& group, const Parameters& parameters) {
  // Learned numbers hardly compress, and the user waits for a stopped fit.
  for (const auto& [name, values] : parameters) {
    file.write(group + "/" + name, values, Packing::kFast);
  }
}

std::vector<HistoryPoint> read_history(const H5Reader& file) {
  const Array<float> table =
      file.read<float>("/history", {kAny, kHistoryColumns}, Finite::kNotRequired);
  std::vector<HistoryPoint> history;
  for (std::int64_t i = 0; i < table.rows(); ++i) {
    const float* row = table.row(i);
    history.push_back({int(row[0]), row[1], row[2], row[3]});
  }
  return history;
}

void write_history(H5Writer& file, const std::vector<HistoryPoint>& history) {
  Array<float> table(Shape{std::int64_t(history.size()), kHistoryColumns});
  for (std::size_t i = 0; i < history.size(); ++i) {
    float* row = table.row(std::int64_t(i));
    row[0] = float(history[i].step);
    row[1] = history[i].training_loss;
    row[2] = history[i].regularizer;
    row[3] = history[i].validation_r2;
  }
  file.write("/history", table);
}

}  // namespace cortiscope
