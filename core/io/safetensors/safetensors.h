#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "core/data/array.h"

namespace cortiscope {

/// Where a tensor lies in a file, and of what kind its numbers are.
struct SafetensorsEntry {
  std::string type;  ///< as the file says it: "F32", "F16", "BF16", "I64", ...
  Shape shape;
  std::uint64_t first = 0;  ///< byte of the file
  std::uint64_t size = 0;   ///< bytes
};

/// A file of named tensors (.safetensors), which hold numbers and no code. Opening it reads the
/// header alone; tensors are read one at a time, so that memory holds no more than one of them.
///
/// It reads, and does not map: a mapped file that another program cuts short ends this one.
class SafetensorsFile {
 public:
  /// @throws Error  kNotFound: no such file; kBadFormat: not safetensors, a header that contradicts
  ///                itself, or tensors that overlap or lie outside the file
  ///
  /// Source: "Format" in the README of github.com/huggingface/safetensors.
  explicit SafetensorsFile(std::filesystem::path file);

  const std::filesystem::path& file() const { return file_; }
  const std::map<std::string, SafetensorsEntry>& tensors() const { return tensors_; }
  /// What its writer noted beside, by name.
  const std::map<std::string, std::string>& metadata() const { return metadata_; }

  /// The numbers of a tensor, of type F32, F16 or BF16.
  /// @throws Error  kNotFound: none of this name; kBadFormat: of another type, or the file has
  /// become
  ///                shorter; kBadValue: NaN or infinity
  Array<float> read(const std::string& name) const;

  /// Checks that read() knows a tensor's type, and gives its entry.
  /// @throws Error  kNotFound: none of this name; kBadFormat: of another type
  const SafetensorsEntry& require_floats(const std::string& name) const;

  /// "vit.safetensors:cls_token", the subject of an Error about a tensor.
  std::string subject(const std::string& name) const;

 private:
  std::filesystem::path file_;
  std::map<std::string, SafetensorsEntry> tensors_;
  std::map<std::string, std::string> metadata_;
};

/// Whether a file is safetensors: by its first bytes, or by its name where it is cut short.
/// @throws Error  kNotFound, kBadFormat: as reading a file
bool is_safetensors(const std::filesystem::path& file);

}  // namespace cortiscope
