#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/data/image.h"
#include "core/io/image/image_file.h"

namespace cortiscope {

/// The PNG side of decode_image.
/// @throws Error  kBadFormat: damaged or cut short; kBadShape: an implausible size
Image decode_png(std::string_view bytes, const std::string& subject);

/// @throws Error  kBadFormat: damaged or cut short
ImageSize png_size(std::string_view bytes, const std::string& subject);

/// The texts that a PNG carries, by their keyword: a figure's recipe, for one. UTF-8.
///
/// @throws Error  kNotFound: no such file; kBadFormat: not a PNG, or damaged
std::map<std::string, std::string> read_png_texts(const std::filesystem::path& file);

/// Writes a PNG, whole or not at all.
///
/// @param dots_per_inch  for print programs; 0 omits it
/// @param texts          UTF-8, by keyword (1 to 79 Latin letters), as read_png_texts returns them
/// @throws Error  kNotFound: the folder is not there; kInternal: the disk is full or writing fails
void write_png(const Image& image, const std::filesystem::path& file, double dots_per_inch = 0,
               const std::map<std::string, std::string>& texts = {});

}  // namespace cortiscope
