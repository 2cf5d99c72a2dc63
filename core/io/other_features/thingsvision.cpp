#include "core/io/other_features/thingsvision.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include "core/base/error.h"
#include "core/base/file_ending.h"
#include "core/base/text_ends.h"
#include "core/io/file_bytes.h"
#include "core/io/hdf5/h5_file.h"
#include "core/io/name_list.h"
#include "core/io/npy/npy_array.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNames = "file_names.txt";
constexpr const char* kDataset = "/features";

/// One file of an array, the images on its first axis.
class Part {
 public:
  virtual ~Part() = default;
  virtual const Shape& shape() const = 0;
  virtual Array<float> read(const std::vector<int>& rows) const = 0;
};

class NpyPart : public Part {
 public:
  explicit NpyPart(const fs::path& file) : array_(file) {}
  const Shape& shape() const override { return array_.shape(); }
  Array<float> read(const std::vector<int>& rows) const override {
    Shape shape = array_.shape();
    shape[0] = std::int64_t(rows.size());
    Array<float> read(std::move(shape));
    array_.read_rows(rows, read.values.data(), read.row_size());
    return read;
  }

 private:
  NpyArray array_;
};

class H5Part : public Part {
 public:
  explicit H5Part(const fs::path& file) : file_(file), shape_(file_.shape(kDataset)) {}
  const Shape& shape() const override { return shape_; }
  Array<float> read(const std::vector<int>& rows) const override {
    return file_.read_rows<float>(kDataset, shape_, rows);
  }

 private:
  H5Reader file_;
  Shape shape_;
};

std::unique_ptr<const Part> open_part(const fs::path& file) {
  if (file_ending(file) == ".npy") return std::make_unique<NpyPart>(file);
  return std::make_unique<H5Part>(file);
}

/// A layer's array in one file or several, one after the other.
class PartsOfArray : public LayerArrays {
 public:
  explicit PartsOfArray(const std::vector<fs::path>& files) : subject_(file_name(files.front())) {
    for (const fs::path& file : files) {
      parts_.push_back(open_part(file));
      const Shape& shape = parts_.back()->shape();
      if (shape.empty()) {
        throw Error(ErrorKind::kBadShape, file_name(file),
                    "expected an array with the images on its first axis, found one number",
                    "is this the right file?");
      }
      const Shape of_image(shape.begin() + 1, shape.end());
      if (parts_.size() == 1) shape_ = of_image;
      if (of_image != shape_) {
        throw Error(ErrorKind::kBadShape, file_name(file),
                    "expected " + to_string(shape_) + " for each image as in " + subject_ +
                        ", found " + to_string(of_image),
                    "are they parts of the same features?");
      }
      ends_.push_back(image_count() + shape[0]);
    }
  }

  std::int64_t image_count() const { return ends_.empty() ? 0 : ends_.back(); }
  std::string subject() const override { return subject_; }
  const Shape& shape() const override { return shape_; }

  Array<float> read(const std::vector<int>& images) const override {
    if (parts_.size() == 1) return parts_.front()->read(images);
    Shape shape = shape_;
    shape.insert(shape.begin(), std::int64_t(images.size()));
    Array<float> all(std::move(shape));
    std::int64_t first = 0;
    for (std::size_t p = 0; p < parts_.size(); first = ends_[p++]) {
      std::vector<int> rows;
      std::vector<std::size_t> at;
      for (std::size_t i = 0; i < images.size(); ++i) {
        if (images[i] < first || images[i] >= ends_[p]) continue;
        rows.push_back(int(images[i] - first));
        at.push_back(i);
      }
      if (rows.empty()) continue;
      const Array<float> some = parts_[p]->read(rows);
      for (std::size_t i = 0; i < at.size(); ++i) {
        std::copy_n(some.row(std::int64_t(i)), some.row_size(), all.row(std::int64_t(at[i])));
      }
    }
    return all;
  }

 private:
  std::string subject_;
  std::vector<std::unique_ptr<const Part>> parts_;
  std::vector<std::int64_t> ends_;  ///< of each part, the number of images up to its last
  Shape shape_;
};

/// "features.npy", or a part: "features_01.npy".
bool is_features_file(const fs::path& file) {
  const std::string ending = file_ending(file), stem = file.stem().string();
  if (ending != ".npy" && ending != ".hdf5" && ending != ".h5") return false;
  if (!starts_with(stem, "features")) return false;
  const std::string number = stem.substr(std::string_view("features").size());
  return number.empty() || (number.size() > 1 && number[0] == '_' &&
                            std::all_of(number.begin() + 1, number.end(),
                                        [](unsigned char letter) { return std::isdigit(letter); }));
}

/// What of a folder is wanted, sorted by name.
template <class IsWanted>
std::vector<fs::path> entries_in(const fs::path& folder, IsWanted&& is_wanted) {
  std::vector<fs::path> entries;
  std::error_code failed;
  fs::directory_iterator entry(folder, failed);
  for (; !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
    if (is_wanted(*entry)) entries.push_back(entry->path());
  }
  std::sort(entries.begin(), entries.end(), [](const fs::path& a, const fs::path& b) {
    return is_before(a.filename().string(), b.filename().string());
  });
  return entries;
}

std::vector<fs::path> parts_in(const fs::path& folder) {
  std::error_code ignored;
  std::vector<fs::path> parts = entries_in(folder, [&](const fs::directory_entry& entry) {
    return is_features_file(entry.path()) && entry.is_regular_file(ignored);
  });
  if (parts.size() < 2) return parts;
  for (const fs::path& part : parts) {
    const bool is_whole = part.stem() == "features";
    if (!is_whole && part.extension() == parts.front().extension()) continue;
    throw Error(ErrorKind::kBadValue, file_name(folder),
                "expected one features file or its numbered parts, found " +
                    file_name(parts.front()) + " and " + file_name(parts.back()),
                "move one of them away");
  }
  return parts;
}

/// A layer's files.
struct LayerFiles {
  std::string name;
  std::vector<fs::path> parts;
  fs::path names;
};

/// The layers of a folder; none where it is not one of thingsvision.
std::vector<LayerFiles> layers_in(const fs::path& folder) {
  const bool has_names = is_file(folder / kNames);
  if (has_names) {
    std::vector<fs::path> parts = parts_in(folder);
    if (!parts.empty()) return {{file_name(folder), std::move(parts), folder / kNames}};
  }
  std::vector<LayerFiles> layers;
  std::error_code ignored;
  const auto is_folder = [&](const fs::directory_entry& entry) {
    return entry.is_directory(ignored);
  };
  for (const fs::path& entry : entries_in(folder, is_folder)) {
    const bool has_own = is_file(entry / kNames);
    if (!has_own && !has_names) continue;
    std::vector<fs::path> parts = parts_in(entry);
    if (parts.empty()) continue;
    layers.push_back({file_name(entry), std::move(parts), (has_own ? entry : folder) / kNames});
  }
  return layers;
}

std::vector<std::string> names_in(const fs::path& file) {
  std::vector<std::string> names =
      read_name_list(file, {"list them in the order of the features", "extract each image once"});
  std::set<std::string> bare;
  for (const std::string& name : names) bare.insert(name.substr(name.find_last_of("/\\") + 1));
  if (bare.size() < names.size()) return names;
  for (std::string& name : names) name.erase(0, name.find_last_of("/\\") + 1);
  return names;
}

}  // namespace

std::unique_ptr<const ArrayFeatures> open_thingsvision(const fs::path& path) {
  fs::path folder = fs::absolute(path).lexically_normal();
  if (is_file(path)) {
    if (!is_features_file(path)) return nullptr;
    folder = folder.parent_path();
    if (!is_file(folder / kNames)) return nullptr;
  }
  if (!folder.has_filename()) folder = folder.parent_path();
  const std::vector<LayerFiles> files = layers_in(folder);
  if (files.empty()) return nullptr;
  const std::vector<std::string> images = names_in(files.front().names);
  std::vector<NamedLayer> layers;
  for (const LayerFiles& layer : files) {
    auto arrays = std::make_unique<const PartsOfArray>(layer.parts);
    if (arrays->image_count() != std::int64_t(images.size())) {
      throw Error(ErrorKind::kBadShape, arrays->subject(),
                  "expected " + std::to_string(images.size()) + " images as " + kNames +
                      " names, found " + std::to_string(arrays->image_count()),
                  "are they of the same extraction?");
    }
    if (layer.names != files.front().names && names_in(layer.names) != images) {
      throw Error(ErrorKind::kBadValue, layer.name + "/" + kNames,
                  "expected the names of " + files.front().name + "/" + kNames + ", found others",
                  "extract all layers from the same images");
    }
    layers.push_back({layer.name, std::move(arrays)});
  }
  return std::make_unique<ArrayFeatures>(file_name(folder), std::move(layers), images);
}

}  // namespace cortiscope
