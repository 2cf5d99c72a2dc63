#include "core/io/other_features/net2brain.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "core/base/error.h"
#include "core/base/file_ending.h"
#include "core/base/text_ends.h"
#include "core/io/file_bytes.h"
#include "core/io/npy/npy_header.h"
#include "core/io/npy/npy_numbers.h"
#include "core/io/zip/zip_archive.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kConsolidated = "consolidated_", kArrayEnding = ".npy";

/// The name of an array: that of its file in the archive without the ending.
std::string name_of(const ZipEntry& entry) {
  const std::size_t ending = ends_with(entry.name, kArrayEnding) ? kArrayEnding.size() : 0;
  return entry.name.substr(0, entry.name.size() - ending);
}

Shape without_batch(Shape shape) {
  if (shape.size() > 1 && shape[0] == 1) shape.erase(shape.begin());
  return shape;
}

Shape shape_of(const ZipArchive& archive, const ZipEntry& entry) {
  return without_batch(
      npy_shape(archive.read_start(entry, kMostNpyHeader), entry.size, archive.subject(entry)));
}

/// @throws Error  kBadShape: another shape than the first image has
void read_array(const ZipArchive& archive, const ZipEntry& entry, const Shape& expected,
                float* to) {
  const std::string bytes = archive.read(entry);
  const std::string subject = archive.subject(entry);
  const NpyNumbers numbers(bytes, subject);
  const Shape& shape = numbers.shape();
  if (without_batch(shape) != expected) {
    throw Error(ErrorKind::kBadShape, subject,
                "expected shape " + to_string(expected) + " as of the first image, found " +
                    to_string(without_batch(shape)),
                "extract all images at one size");
  }
  std::vector<int> rows(static_cast<std::size_t>(shape[0]));
  std::iota(rows.begin(), rows.end(), 0);
  numbers.read_rows(rows, to, element_count(shape) / shape[0]);
}

Array<float> room_for(const std::vector<int>& images, Shape shape) {
  shape.insert(shape.begin(), std::int64_t(images.size()));
  return Array<float>(std::move(shape));
}

/// The array of one layer in a file for each image.
class ArrayPerFile : public LayerArrays {
 public:
  ArrayPerFile(std::shared_ptr<const std::vector<fs::path>> files, const ZipArchive& first,
               const ZipEntry& entry)
      : files_(std::move(files)),
        subject_(first.subject(entry)),
        name_(entry.name),
        shape_(shape_of(first, entry)) {}
  std::string subject() const override { return subject_; }
  const Shape& shape() const override { return shape_; }
  Array<float> read(const std::vector<int>& images) const override {
    Array<float> all = room_for(images, shape_);
    for (std::size_t i = 0; i < images.size(); ++i) {
      const ZipArchive archive((*files_)[std::size_t(images[i])]);
      const auto& entries = archive.entries();
      const auto entry = std::find_if(entries.begin(), entries.end(),
                                      [&](const ZipEntry& each) { return each.name == name_; });
      if (entry == entries.end()) {
        throw Error(ErrorKind::kNotFound, file_name(archive.file()),
                    "expected an array " + in_quotes(name_) +
                        " as in the first image's file, "
                        "found none",
                    "extract the same layers of all images");
      }
      read_array(archive, *entry, shape_, all.row(std::int64_t(i)));
    }
    return all;
  }

 private:
  std::shared_ptr<const std::vector<fs::path>> files_;
  std::string subject_, name_;
  Shape shape_;
};

/// The arrays of all images in the file of one layer.
class ArrayPerEntry : public LayerArrays {
 public:
  explicit ArrayPerEntry(const fs::path& file) : archive_(file) {
    if (archive_.entries().empty()) {
      throw Error(ErrorKind::kNotFound, file_name(file),
                  "expected an array for each image, found none", "is this the right file?");
    }
    shape_ = shape_of(archive_, archive_.entries().front());
  }
  std::string subject() const override { return file_name(archive_.file()); }
  const Shape& shape() const override { return shape_; }
  const std::vector<ZipEntry>& entries() const { return archive_.entries(); }

  /// @param images  the names of the arrays to read as images 0, 1, ...
  void take_order(const std::vector<std::string>& images) {
    std::map<std::string, std::size_t> found;
    for (std::size_t i = 0; i < entries().size(); ++i) found[name_of(entries()[i])] = i;
    for (const std::string& image : images) {
      const auto at = found.find(image);
      if (at == found.end()) {
        throw Error(ErrorKind::kBadValue, subject(),
                    "expected the images of the other layers, found none named " + in_quotes(image),
                    "extract all layers from the same images");
      }
      order_.push_back(at->second);
    }
  }

  Array<float> read(const std::vector<int>& images) const override {
    Array<float> all = room_for(images, shape_);
    for (std::size_t i = 0; i < images.size(); ++i) {
      read_array(archive_, entries()[order_[std::size_t(images[i])]], shape_,
                 all.row(std::int64_t(i)));
    }
    return all;
  }

 private:
  ZipArchive archive_;
  Shape shape_;
  std::vector<std::size_t> order_;
};

/// The .npz files in a folder, sorted by name.
std::vector<fs::path> archives_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failed;
  fs::directory_iterator entry(folder, failed);
  for (; !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
    std::error_code broken_link;
    const bool is_hidden = entry->path().filename().string()[0] == '.';
    if (is_hidden || file_ending(entry->path()) != ".npz") continue;
    if (entry->is_regular_file(broken_link)) files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) {
    return is_before(a.filename().string(), b.filename().string());
  });
  return files;
}

bool is_consolidated(const fs::path& file) {
  return starts_with(file.filename().string(), kConsolidated);
}

std::unique_ptr<const ArrayFeatures> of_layers(const std::string& network,
                                               const std::vector<fs::path>& files) {
  std::vector<std::string> images;
  std::vector<NamedLayer> layers;
  for (const fs::path& file : files) {
    auto arrays = std::make_unique<ArrayPerEntry>(file);
    if (layers.empty()) {
      for (const ZipEntry& entry : arrays->entries()) images.push_back(name_of(entry));
    }
    arrays->take_order(images);
    layers.push_back({file.stem().string().substr(kConsolidated.size()), std::move(arrays)});
  }
  return std::make_unique<ArrayFeatures>(network, std::move(layers), std::move(images));
}

std::unique_ptr<const ArrayFeatures> of_images(const std::string& network,
                                               std::vector<fs::path> files) {
  std::vector<std::string> images;
  for (const fs::path& file : files) images.push_back(file.stem().string());
  const auto shared = std::make_shared<const std::vector<fs::path>>(std::move(files));
  const ZipArchive first(shared->front());
  if (first.entries().empty()) {
    throw Error(ErrorKind::kNotFound, file_name(first.file()),
                "expected an array for each layer, found none", "is this the right file?");
  }
  std::vector<NamedLayer> layers;
  for (const ZipEntry& entry : first.entries()) {
    layers.push_back({name_of(entry), std::make_unique<ArrayPerFile>(shared, first, entry)});
  }
  return std::make_unique<ArrayFeatures>(network, std::move(layers), std::move(images));
}

}  // namespace

std::unique_ptr<const ArrayFeatures> open_net2brain(const fs::path& path) {
  fs::path folder = fs::absolute(path).lexically_normal();
  if (is_file(path)) {
    if (file_ending(path) != ".npz" || !is_consolidated(path)) return nullptr;
    return of_layers(file_name(folder.parent_path()), {path});
  }
  if (!folder.has_filename()) folder = folder.parent_path();
  std::vector<fs::path> files = archives_in(folder);
  if (files.empty()) return nullptr;
  const auto consolidated = std::count_if(files.begin(), files.end(), is_consolidated);
  if (consolidated == 0) return of_images(file_name(folder), std::move(files));
  if (std::size_t(consolidated) == files.size()) return of_layers(file_name(folder), files);
  throw Error(ErrorKind::kBadValue, file_name(folder),
              "expected .npz files of images or of layers (consolidated_...), found both",
              "move one kind to a folder of its own");
}

}  // namespace cortiscope
