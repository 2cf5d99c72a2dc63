#include "core/io/hdf5/features_file.h"

#include <algorithm>
#include <cassert>

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/hdf5/subject_file.h"

namespace cortiscope {
namespace {

std::string local_name(int layer) { return "/local/" + std::to_string(layer); }
std::string global_name(int layer) { return "/global/" + std::to_string(layer); }

Shape local_shape(const FeatureInfo& info, int layer) {
  return {info.image_count(), info.channels[layer], info.rows, info.columns};
}
Shape global_shape(const FeatureInfo& info, int layer) {
  return {info.image_count(), info.channels[layer]};
}

void require_shape(const H5Reader& file, const std::string& name, const Shape& expected) {
  const Shape found = file.shape(name);
  if (found == expected) return;
  throw Error(ErrorKind::kBadShape, file.subject(name),
              "expected shape " + to_string(expected) + ", found " + to_string(found),
              "axes are image, channel, row, column for local tokens; image, channel for global");
}

const std::string kImageHashes = "/image_hashes";
constexpr int kHashBytes = 8;

/// Empty where the file records none.
std::vector<std::uint64_t> read_image_hashes(const H5Reader& file, int image_count) {
  std::vector<std::uint64_t> hashes;
  if (!file.has(kImageHashes)) return hashes;
  const auto bytes = file.read<std::uint8_t>(kImageHashes, {image_count, kHashBytes});
  for (std::int64_t i = 0; i < bytes.rows(); ++i) {
    std::uint64_t hash = 0;
    for (int b = 0; b < kHashBytes; ++b) hash = hash << 8 | bytes.row(i)[b];
    hashes.push_back(hash);
  }
  return hashes;
}

/// (M, 8)
Array<std::uint8_t> bytes_of(const std::vector<std::uint64_t>& hashes) {
  Array<std::uint8_t> bytes(Shape{std::int64_t(hashes.size()), kHashBytes});
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    for (int b = 0; b < kHashBytes; ++b) {
      bytes.row(std::int64_t(i))[b] = std::uint8_t(hashes[i] >> 8 * (kHashBytes - 1 - b));
    }
  }
  return bytes;
}

constexpr const char* kColors[] = {"red", "green", "blue"};

Preprocessing read_preprocessing(const H5Reader& file, const std::string& group) {
  Preprocessing preprocessing;
  const auto number = [&](const std::string& name, double fallback) {
    return file.has_attribute(group, name) ? file.number(group, name) : fallback;
  };
  if (file.has_attribute(group, "input_side")) {
    preprocessing.side = int(file.integer(group, "input_side"));
  }
  for (std::size_t c = 0; c < 3; ++c) {
    preprocessing.mean[c] = number(std::string("input_mean_") + kColors[c], 0);
    preprocessing.deviation[c] = number(std::string("input_std_") + kColors[c], 1);
  }
  preprocessing.degrees = number("visual_degrees", 0);
  return preprocessing;
}

void write_preprocessing(H5Writer& file, const std::string& group,
                         const Preprocessing& preprocessing) {
  const Preprocessing none;
  if (preprocessing.side != none.side) {
    file.set_integer(group, "input_side", preprocessing.side);
  }
  if (preprocessing.mean != none.mean || preprocessing.deviation != none.deviation) {
    for (std::size_t c = 0; c < 3; ++c) {
      file.set_number(group, std::string("input_mean_") + kColors[c], preprocessing.mean[c]);
      file.set_number(group, std::string("input_std_") + kColors[c], preprocessing.deviation[c]);
    }
  }
  if (preprocessing.degrees != none.degrees) {
    file.set_number(group, "visual_degrees", preprocessing.degrees);
  }
}

/// Which images have their tokens, in the files that we write.
constexpr const char* kWritten = "/written";

int written_count_in(const H5Reader& file, int image_count) {
  if (!file.has(kWritten)) return image_count;
  const Array<std::uint8_t> written = file.read<std::uint8_t>(kWritten, {image_count});
  const auto end = std::find(written.values.begin(), written.values.end(), 0);
  return int(end - written.values.begin());
}

}  // namespace

FeatureInfo read_feature_info(const H5Reader& file, const std::string& group) {
  FeatureInfo info;
  const std::string prefix = group == "/" ? "/" : group + "/";
  info.network = file.text(group, "network");
  info.is_synthetic =
      file.has_attribute(group, "synthetic") && file.integer(group, "synthetic") != 0;
  info.layers = file.read_strings(prefix + "layers");
  info.channels = file.read<std::int32_t>(prefix + "channels", {info.layer_count()}).values;
  const Array<std::int32_t> grid = file.read<std::int32_t>(prefix + "grid", {2});
  info.rows = grid.values[0];
  info.columns = grid.values[1];
  info.images = read_image_names(file, prefix + "images");
  info.tokens = file.text_or(group, "tokens", "");
  info.objective = file.text_or(group, "objective", "");
  info.preprocessing = read_preprocessing(file, group);
  if (info.layers.empty() || info.rows < 1 || info.columns < 1) {
    throw Error(ErrorKind::kBadValue, file.subject(prefix + "layers"),
                "expected at least one layer and a grid of at least 1 x 1, found " +
                    std::to_string(info.layer_count()) + " layers, " + std::to_string(info.rows) +
                    " x " + std::to_string(info.columns),
                "core/io/FORMAT.md says what a file must hold");
  }
  return info;
}

void write_feature_info(H5Writer& file, const std::string& group, const FeatureInfo& info) {
  const std::string prefix = group == "/" ? "/" : group + "/";
  file.set_text(group, "network", info.network);
  file.set_integer(group, "synthetic", info.is_synthetic);
  file.write_strings(prefix + "layers", info.layers);
  file.write(prefix + "channels", info.channels);
  file.write(prefix + "grid", std::vector<std::int32_t>{info.rows, info.columns});
  file.write_strings(prefix + "images", info.images);
  if (!info.tokens.empty()) file.set_text(group, "tokens", info.tokens);
  if (!info.objective.empty()) file.set_text(group, "objective", info.objective);
  write_preprocessing(file, group, info.preprocessing);
}

FeaturesFile::FeaturesFile(const std::filesystem::path& file, Unfinished unfinished)
    : FeaturesFile(std::make_shared<const H5Reader>(file), unfinished) {}

FeaturesFile::FeaturesFile(std::shared_ptr<const H5Reader> file, Unfinished unfinished)
    : file_(std::move(file)) {
  check_format(*file_, "features");
  info_ = read_feature_info(*file_, "/");
  info_.image_hashes = read_image_hashes(*file_, info_.image_count());
  for (int l = 0; l < info_.layer_count(); ++l) {
    require_shape(*file_, local_name(l), local_shape(info_, l));
    require_shape(*file_, global_name(l), global_shape(info_, l));
  }
  written_count_ = written_count_in(*file_, info_.image_count());
  if (unfinished == Unfinished::kAllowed || written_count_ == info_.image_count()) return;
  throw Error(ErrorKind::kBadValue, file_name(file_->file()),
              "expected the tokens of " + std::to_string(info_.image_count()) +
                  " images, found those of the first " + std::to_string(written_count_),
              "the extraction was interrupted: resume it");
}

TokenBatch FeaturesFile::read(const std::vector<int>& images) const { return read_layers(images); }

Array<float> FeaturesFile::read_last_global(const std::vector<int>& images) const {
  const int last = info_.layer_count() - 1;
  return file_->read_rows<float>(global_name(last), global_shape(info_, last), images);
}

LayerTokens FeaturesFile::read_layer(int layer, const std::vector<int>& images) const {
  return {file_->read_rows<float>(local_name(layer), local_shape(info_, layer), images),
          file_->read_rows<float>(global_name(layer), global_shape(info_, layer), images)};
}

FeaturesWriter::FeaturesWriter(const std::filesystem::path& file, FeatureInfo info, Stored stored,
                               Beginning beginning, int written)
    : info_(std::move(info)),
      file_(file, beginning),
      beginning_(beginning),
      image_count_(beginning == Beginning::kResumed ? written : 0) {
  if (beginning == Beginning::kResumed) return;
  mark_format(file_, "features");
  write_feature_info(file_, "/", info_);
  for (int l = 0; l < info_.layer_count(); ++l) {
    constexpr auto kAtOnce = H5Writer::Room::kAtOnce;  // for a run that is resumed
    file_.create_rows(local_name(l), local_shape(info_, l), stored, kAtOnce);
    file_.create_rows(global_name(l), global_shape(info_, l), stored, kAtOnce);
  }
  if (!info_.image_hashes.empty()) {
    file_.create_bytes(kImageHashes, {info_.image_count(), kHashBytes});
    file_.write_rows(kImageHashes, 0, bytes_of(info_.image_hashes));
  }
  file_.create_bytes(kWritten, {info_.image_count()});
  if (beginning == Beginning::kNewKept) file_.flush();
}

void FeaturesWriter::add(const TokenBatch& tokens, const std::vector<std::uint64_t>& hashes) {
  for (int l = 0; l < info_.layer_count(); ++l) {
    file_.write_rows(local_name(l), image_count_, tokens.local[l]);
    file_.write_rows(global_name(l), image_count_, tokens.global[l]);
  }
  if (!hashes.empty()) file_.write_rows(kImageHashes, image_count_, bytes_of(hashes));
  // An image counts once its tokens are on the disk.
  if (beginning_ != Beginning::kNew) file_.flush();
  const std::int64_t added = tokens.global[0].rows();
  file_.write_rows(kWritten, image_count_, Array<std::uint8_t>(Shape{added}, 1));
  image_count_ += int(added);
}

void FeaturesWriter::commit() {
  assert(image_count_ == info_.image_count());
  file_.commit();
}

}  // namespace cortiscope
