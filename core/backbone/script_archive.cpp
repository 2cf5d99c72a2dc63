#include "core/backbone/script_archive.h"

#include "core/io/file_bytes.h"
#include "core/io/open_file.h"
#include "core/io/safetensors/safetensors.h"
#include "core/io/zip/zip_directory.h"

namespace cortiscope {

bool is_script_archive(const std::filesystem::path& file) {
  const std::string first = "PK\3\4";
  if (read_file_start(file, first.size()) != first) return false;
  const auto directory = read_zip_directory(OpenFile(file));
  return directory && directory->bytes.find("/constants.pkl") != std::string::npos;
}

std::string network_name(const std::filesystem::path& file) {
  const std::string stem = file.stem().string();
  const std::string folder = std::filesystem::absolute(file).parent_path().filename().string();
  const bool is_usual = stem == "model" || stem == "open_clip_model" || stem == "pytorch_model";
  return is_usual && !folder.empty() && is_safetensors(file) ? folder : stem;
}

}  // namespace cortiscope
