#pragma once

#include <string>
#include <vector>

#include "core/io/deflate.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {

/// A little-endian number as MATLAB 5 files hold it.
template <class T>
std::string mat_number(T number) {
  return {reinterpret_cast<const char*>(&number), sizeof number};
}

/// An element: its type, its size and its bytes, filled up to 8.
inline std::string mat_element(std::uint32_t type, const std::string& bytes) {
  return mat_number(type) + mat_number(std::uint32_t(bytes.size())) + bytes +
         std::string((8 - bytes.size() % 8) % 8, '\0');
}

/// A variable of doubles that are stored as elements of `type`, as MATLAB stores whole numbers.
/// @param values  column after column
template <class Values>
std::string mat_variable(const std::string& name, std::int32_t rows, std::int32_t columns,
                         std::uint32_t type, const Values& values) {
  std::string numbers;
  for (const auto value : values) numbers += mat_number(value);
  constexpr std::uint32_t kDouble = 6;
  return mat_element(14, mat_element(6, mat_number(kDouble) + mat_number(std::uint32_t(0))) +
                             mat_element(5, mat_number(rows) + mat_number(columns)) +
                             mat_element(1, name) + mat_element(type, numbers));
}

/// The same, compressed.
inline std::string mat_compressed(const std::string& element) {
  const std::string bytes = deflate_bytes(element, Wrapping::kZlib);
  return mat_number(std::uint32_t(15)) + mat_number(std::uint32_t(bytes.size())) + bytes;
}

/// A file of some elements.
inline std::string mat_bytes(const std::string& elements) {
  std::string header = "MATLAB 5.0 MAT-file, for a test";
  header.resize(124, ' ');
  return header + mat_number(std::uint16_t(0x0100)) + "IM" + elements;
}

}  // namespace cortiscope
