#pragma once

#include <algorithm>
#include <cstring>
#include <map>
#include <string>
#include <vector>

namespace cortiscope {

/// The bytes of a .npy file of version 1.0, as numpy.save writes it.
/// @param type   NumPy's, "<f4"
/// @param shape  as in Python, "(3, 2)"
/// @param data   what follows the header
inline std::string npy_bytes(const std::string& type, const std::string& shape,
                             const std::string& data, bool is_column_major = false) {
  std::string header = "{'descr': '" + type +
                       "', 'fortran_order': " + (is_column_major ? "True" : "False") +
                       ", 'shape': " + shape + ", }";
  while ((10 + header.size() + 1) % 64 != 0) header += ' ';
  header += '\n';
  return "\x93NUMPY" +
         std::string{'\1', '\0', char(header.size() % 256), char(header.size() / 256)} + header +
         data;
}

/// Numbers as NumPy stores them: as "<f4", ">f4", "<f8", "<i4" or "|u1".
inline std::string number_bytes(const std::vector<double>& numbers, const std::string& type) {
  std::string bytes;
  for (const double number : numbers) {
    const auto add = [&](auto value) {
      std::string one(sizeof value, '\0');
      std::memcpy(one.data(), &value, sizeof value);
      if (type[0] == '>') std::reverse(one.begin(), one.end());
      bytes += one;
    };
    if (type == "<f8") add(number);
    if (type == "<f4" || type == ">f4") add(float(number));
    if (type == "<i4") add(int(number));
    if (type == "|u1") add(static_cast<unsigned char>(number));
  }
  return bytes;
}

/// A list of numbers.
inline std::string npy_list(const std::vector<double>& numbers, const std::string& type = "<f4") {
  return npy_bytes(type, "(" + std::to_string(numbers.size()) + ",)", number_bytes(numbers, type));
}

/// The pickle that NumPy 1.24 saves of a dict of numbers below 256 to names of ASCII letters.
inline std::string pickle_of_names(const std::map<int, std::string>& names) {
  using namespace std::string_literals;
  std::string bytes =
      "\x80\3"
      "cnumpy.core.multiarray\n_reconstruct\nq\0cnumpy\nndarray\nq\1K\0\x85q\2C\1bq\3\x87q\4Rq\5"
      "(K\1)cnumpy\ndtype\nq\6X\2\0\0\0O8q\7\x89\x88\x87q\bRq\t(K\3X\1\0\0\0|q\nNNNJ\xff\xff\xff"
      "\xffJ\xff\xff\xff\xffK?tq\vb\x89]q\f}q\r("s;
  for (const auto& [number, name] : names) {
    bytes += "K"s + char(number) + "X" + char(name.size()) + "\0\0\0"s + name;
  }
  return bytes + "uatq\x11"s + "b."s;
}

/// The whole file.
inline std::string npy_of_names(const std::map<int, std::string>& names) {
  return npy_bytes("|O", "()", pickle_of_names(names));
}

}  // namespace cortiscope
