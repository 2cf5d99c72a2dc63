#include "core/open/image_list.h"

#include "core/io/hdf5/subject_file.h"
#include "core/io/name_list.h"
#include "core/open/file_format.h"
#include "core/open/open_images.h"

namespace cortiscope {
std::vector<std::string> read_image_list(const std::filesystem::path& path) {
  std::error_code ignored;
  const bool is_folder = std::filesystem::is_directory(path, ignored);
  const bool is_hdf5 = !is_folder && format_of_file(path) == FileFormat::kHdf5;
  if (is_hdf5) {
    const H5Reader file(path);
    if (format_of(file) == "subject") return read_image_names(file, "/images");
  }
  if (is_folder || is_hdf5) return open_images(path)->names();
  return read_name_list(path, {"list them in the order of the responses",
                               "average the repeats of an image into one response"});
}

}  // namespace cortiscope
