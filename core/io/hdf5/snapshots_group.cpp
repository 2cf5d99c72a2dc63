#include "core/io/hdf5/snapshots_group.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/error.h"

namespace cortiscope {
namespace {

using Bytes = std::vector<std::uint8_t>;

const std::pair<const char*, Bytes MapSnapshot::*> kMaps[] = {
    {"layer", &MapSnapshot::layer},
    {"expected_layer", &MapSnapshot::expected_layer},
    {"confidence", &MapSnapshot::confidence},
    {"x", &MapSnapshot::x},
    {"y", &MapSnapshot::y},
    {"scale", &MapSnapshot::scale},
    {"validation_r2", &MapSnapshot::validation_r2}};

constexpr const char* kHint = "the file is damaged; copy it again";

}  // namespace

std::vector<MapSnapshot> read_snapshots(const H5Reader& file, const std::string& group,
                                        std::int64_t vertices, int layers) {
  if (!file.has(group)) return {};
  const std::vector<std::int32_t> steps = file.read<std::int32_t>(group + "/step", {kAny}).values;
  const auto count = std::int64_t(steps.size());
  const std::vector<float> losses =
      file.read<float>(group + "/loss", {count}, Finite::kNotRequired).values;
  std::vector<MapSnapshot> snapshots(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    snapshots[i].step = steps[i];
    snapshots[i].loss = losses[i];
    if (steps[i] < 0 || (i > 0 && steps[i] <= steps[i - 1])) {
      throw Error(ErrorKind::kBadValue, file.subject(group + "/step"),
                  "expected ascending steps, found " + std::to_string(steps[i]), kHint);
    }
  }
  for (const auto& [name, map] : kMaps) {
    const Array<std::uint8_t> table =
        file.read<std::uint8_t>(group + "/" + name, {vertices, count});
    vertices = table.rows();
    for (std::size_t i = 0; i < snapshots.size(); ++i) {
      Bytes& values = snapshots[i].*map;
      for (std::int64_t v = 0; v < vertices; ++v) values.push_back(table.row(v)[i]);
    }
  }
  for (const MapSnapshot& snapshot : snapshots) {
    for (const std::uint8_t layer : snapshot.layer) {
      if (layer < layers) continue;
      throw Error(ErrorKind::kBadValue, file.subject(group + "/layer"),
                  "expected layers from 0 to " + std::to_string(layers - 1) + ", found " +
                      std::to_string(layer),
                  kHint);
    }
  }
  return snapshots;
}

void write_snapshots(H5Writer& file, const std::string& group,
                     const std::vector<MapSnapshot>& snapshots, Packing packing) {
  if (snapshots.empty()) return;
  std::vector<std::int32_t> steps;
  std::vector<float> losses;
  for (const MapSnapshot& snapshot : snapshots) {
    steps.push_back(snapshot.step);
    losses.push_back(snapshot.loss);
  }
  file.write(group + "/step", steps);
  file.write(group + "/loss", losses);
  const std::int64_t vertices = snapshots[0].vertex_count();
  for (const auto& [name, map] : kMaps) {
    Array<std::uint8_t> table(Shape{vertices, std::int64_t(snapshots.size())});
    for (std::size_t i = 0; i < snapshots.size(); ++i) {
      const Bytes& values = snapshots[i].*map;
      for (std::int64_t v = 0; v < vertices; ++v) table.row(v)[i] = values[std::size_t(v)];
    }
    file.write(group + "/" + name, table, packing);
  }
}

}  // namespace cortiscope
