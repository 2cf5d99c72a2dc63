#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/io/open_file.h"

namespace cortiscope {

/// A file in a ZIP archive.
struct ZipEntry {
  std::string name;
  std::uint64_t first = 0;   ///< byte of the archive where its data start
  std::uint64_t stored = 0;  ///< bytes in the archive
  std::uint64_t size = 0;    ///< bytes once uncompressed
  std::uint32_t checksum = 0;
  bool is_deflated = false;  ///< else stored as it is
};

/// A ZIP archive, as NumPy writes .npz. Its files are read one at a time. May be read from any
/// thread.
///
/// An archive that could fill the memory is refused when it is opened: one whose files share bytes,
/// or are together larger than most_bytes_of() its size.
///
/// Not libzip: it does not say where the data of a file are, so that neither could be checked.
/// Source: PKWARE's APPNOTE.TXT 6.3, without encryption and several disks.
class ZipArchive {
 public:
  /// @throws Error  kBadFormat: not a ZIP archive, damaged, encrypted, or with files that share
  ///                bytes or are compressed by another method than deflate; kBadShape: files larger
  ///                than an archive of this size can plausibly hold; as OpenFile
  explicit ZipArchive(const std::filesystem::path& file);

  const std::filesystem::path& file() const { return file_.file(); }
  /// In the order of its directory, in which they were added.
  const std::vector<ZipEntry>& entries() const { return entries_; }

  /// All bytes of one of its files, checked against its checksum.
  /// @throws Error  kBadFormat: damaged, or of another size than the directory says; as
  ///                OpenFile::read
  std::string read(const ZipEntry& entry) const;
  /// The first `count` bytes, or all where there are fewer; not checked.
  std::string read_start(const ZipEntry& entry, std::size_t count) const;

  /// "cat.npz:layer1.npy", the subject of an Error about one of its files.
  std::string subject(const ZipEntry& entry) const;

 private:
  std::string read_stored(const ZipEntry& entry, std::uint64_t count) const;

  OpenFile file_;
  std::vector<ZipEntry> entries_;
};

}  // namespace cortiscope
