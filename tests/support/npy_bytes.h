#pragma once

#include <string>

namespace cortiscope {

/// The bytes of a .npy file of version 1.0, as numpy.save writes it.
/// @param type   NumPy's, "<f4"
/// @param shape  as in Python, "(3, 2)"
/// @param data   what follows the header
inline std::string npy_bytes(const std::string& type, const std::string& shape,
                             const std::string& data) {
  std::string header =
      "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
  while ((10 + header.size() + 1) % 64 != 0) header += ' ';
  header += '\n';
  return "\x93NUMPY" +
         std::string{'\1', '\0', char(header.size() % 256), char(header.size() / 256)} + header +
         data;
}

}  // namespace cortiscope
