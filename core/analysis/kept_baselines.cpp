#include "core/analysis/kept_baselines.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "core/base/cache_folder.h"
#include "core/base/error.h"
#include "core/io/file_hash.h"
#include "core/io/hdf5/h5_file.h"

namespace cortiscope {
namespace {

constexpr const char* kFormat = "baselines";
constexpr int kMethod = 2;  // another number where score_baselines gives other results

std::optional<std::filesystem::path> file_of(const std::string& key) {
  const auto cache = cache_folder();
  if (!cache || key.empty()) return std::nullopt;
  std::string name = key;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c); }, '-');
  return *cache / "baselines" / (name + ".h5");
}

void append(std::string& bytes, const void* values, std::size_t count) {
  bytes += std::to_string(count) + ":";
  bytes.append(static_cast<const char*>(values), count);
}

template <class T>
void append(std::string& bytes, const std::vector<T>& values) {
  append(bytes, values.data(), values.size() * sizeof(T));
}

void write_score(H5Writer& file, const std::string& group, const BaselineScore& score) {
  file.write(group + "/r2", score.r2);
  file.write(group + "/evidence", score.evidence);
}

BaselineScore read_score(const H5Reader& file, const std::string& group, std::int64_t vertices) {
  return {file.read<float>(group + "/r2", {vertices}, Finite::kNotRequired).values,
          file.read<float>(group + "/evidence", {vertices}, Finite::kNotRequired).values};
}

/// Numbers from -1 to count - 1.
std::vector<int> read_choices(const H5Reader& file, const std::string& name, std::int64_t vertices,
                              int count) {
  std::vector<int> choices = file.read<std::int32_t>(name, {vertices}).values;
  for (const int choice : choices) {
    if (choice < -1 || choice >= count) {
      throw Error(ErrorKind::kBadValue, file.subject(name), "a number is out of range");
    }
  }
  return choices;
}

Baselines read_baselines(const std::filesystem::path& path, const FitResult& fit) {
  const H5Reader file(path);
  check_format(file, kFormat);
  const std::int64_t vertices = fit.subject.vertex_count();
  const int layers = fit.features.layer_count();
  const int tokens = fit.features.rows * fit.features.columns + 1;
  Baselines kept;
  kept.fwrf = {read_score(file, "/fwrf", vertices),
               read_choices(file, "/fwrf/layer", vertices, layers)};
  kept.fwrf_token = read_choices(file, "/fwrf/token", vertices, tokens);
  kept.pca_ridge = {read_score(file, "/pca_ridge", vertices),
                    read_choices(file, "/pca_ridge/layer", vertices, layers)};
  kept.stacked_ridge = read_score(file, "/stacked_ridge", vertices);
  kept.stacked_weights = file.read<float>("/stacked_ridge/weights", {vertices, layers});
  kept.unique = file.read<float>("/stacked_ridge/unique", {vertices, 3}, Finite::kNotRequired);
  return kept;
}

}  // namespace

std::string baselines_key(const FitResult& fit, const std::string& subject_hash,
                          const std::string& features_hash) {
  if (subject_hash.empty() || features_hash.empty()) return "";
  std::string bytes = "baselines " + std::to_string(kMethod) + " " + subject_hash + " " +
                      features_hash + " " + std::to_string(kBaselineComponents);
  for (const auto* images : {&fit.training_images, &fit.validation_images, &fit.test_images}) {
    append(bytes, *images);
  }
  for (const auto* scaling : {&fit.scaling.local, &fit.scaling.global}) {
    for (const ChannelScaling& layer : *scaling) {
      append(bytes, layer.mean);
      append(bytes, layer.factor);
    }
  }
  return hash_of_bytes(bytes.data(), bytes.size());
}

bool keep_baselines(const std::string& key, const Baselines& baselines) {
  const auto path = file_of(key);
  if (!path) return false;
  try {
    std::error_code ignored;
    std::filesystem::create_directories(path->parent_path(), ignored);
    H5Writer file(*path);
    mark_format(file, kFormat);
    write_score(file, "/fwrf", baselines.fwrf.score);
    file.write("/fwrf/layer", baselines.fwrf.layer);
    file.write("/fwrf/token", baselines.fwrf_token);
    write_score(file, "/pca_ridge", baselines.pca_ridge.score);
    file.write("/pca_ridge/layer", baselines.pca_ridge.layer);
    write_score(file, "/stacked_ridge", baselines.stacked_ridge);
    file.write("/stacked_ridge/weights", baselines.stacked_weights);
    file.write("/stacked_ridge/unique", baselines.unique);
    file.commit();
    return true;
  } catch (const Error&) {
    return false;  // they can be computed again
  }
}

std::optional<Baselines> kept_baselines(const std::string& key, const FitResult& fit) {
  const auto path = file_of(key);
  std::error_code ignored;
  if (!path || !std::filesystem::is_regular_file(*path, ignored)) return std::nullopt;
  try {
    return read_baselines(*path, fit);
  } catch (const Error&) {
    return std::nullopt;  // a damaged one is computed again
  }
}

std::optional<Baselines> kept_baselines(const FitResult& fit) {
  return kept_baselines(
      baselines_key(fit, fit.provenance.subject_hash, fit.provenance.features_hash), fit);
}

}  // namespace cortiscope
