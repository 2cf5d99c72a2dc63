#include "core/io/zip/zip_archive.h"

#include <zlib.h>

#include <algorithm>

#include "core/base/error.h"
#include "core/base/text_ends.h"
#include "core/io/allowance.h"
#include "core/io/file_bytes.h"
#include "core/io/inflate.h"
#include "core/io/number_type.h"
#include "core/io/zip/zip_directory.h"

namespace cortiscope {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kRecordSize = 46, kHeaderSize = 30;
constexpr std::size_t kLongestName = 255;       // as of a file on a disk
constexpr std::uint64_t kInExtra = 0xffffffff;  // the number is in the extra field
constexpr std::uint16_t kEncrypted = 1, kStored = 0, kDeflated = 8, kLargeNumbers = 1;

[[noreturn]] void refuse(const std::string& subject, const std::string& found) {
  throw Error(ErrorKind::kBadFormat, subject, "expected a ZIP archive, found " + found,
              "the file is cut short or damaged; copy it again");
}

template <class T>
T number(std::string_view bytes, std::size_t at) {
  return number_at<T>(bytes.data() + at, ByteOrder::kLittle);
}

/// The sizes and the place that a record's extra field has where its own have no room for them.
class LargeNumbers {
 public:
  explicit LargeNumbers(std::string_view extra) {
    while (extra.size() >= 4) {
      const std::size_t length = number<std::uint16_t>(extra, 2);
      if (length > extra.size() - 4) return;
      if (number<std::uint16_t>(extra, 0) == kLargeNumbers) {
        rest_ = extra.substr(4, length);
        return;
      }
      extra.remove_prefix(4 + length);
    }
  }
  std::uint64_t instead_of(std::uint64_t small) {
    if (small != kInExtra || rest_.size() < 8) return small;
    const auto large = number<std::uint64_t>(rest_, 0);
    rest_.remove_prefix(8);
    return large;
  }

 private:
  std::string_view rest_;
};

/// Takes the next record off a directory. `entry.first` is where the file's own header starts.
ZipEntry take_entry(std::string_view& directory, const std::string& archive) {
  if (directory.size() < kRecordSize || !starts_with(directory, "PK\1\2"sv)) {
    refuse(archive, "a damaged list of its files");
  }
  const std::size_t name = number<std::uint16_t>(directory, 28);
  const std::size_t extra = number<std::uint16_t>(directory, 30);
  const std::size_t comment = number<std::uint16_t>(directory, 32);
  if (directory.size() - kRecordSize < name + extra + comment) {
    refuse(archive, "a damaged list of its files");
  }
  ZipEntry entry;
  entry.name = std::string(directory.substr(kRecordSize, name));
  if (entry.name.size() > kLongestName) {
    refuse(archive, "a file with a name of " + std::to_string(name) + " letters");
  }
  const std::string subject = archive + ":" + entry.name;
  const auto method = number<std::uint16_t>(directory, 10);
  if (number<std::uint16_t>(directory, 8) & kEncrypted) {
    throw Error(ErrorKind::kBadFormat, subject, "is encrypted", "write it without a password");
  }
  if (method != kStored && method != kDeflated) {
    throw Error(
        ErrorKind::kBadFormat, subject,
        "expected it stored or deflated, found compression method " + std::to_string(method),
        "write it with numpy.savez or numpy.savez_compressed");
  }
  entry.is_deflated = method == kDeflated;
  entry.checksum = number<std::uint32_t>(directory, 16);
  LargeNumbers large(directory.substr(kRecordSize + name, extra));
  entry.size = large.instead_of(number<std::uint32_t>(directory, 24));
  entry.stored = large.instead_of(number<std::uint32_t>(directory, 20));
  entry.first = large.instead_of(number<std::uint32_t>(directory, 42));
  directory.remove_prefix(kRecordSize + name + extra + comment);
  return entry;
}

/// Where a file's data start, after its own header.
std::uint64_t start_of_data(const OpenFile& archive, std::uint64_t first,
                            const std::string& subject) {
  std::string header;
  if (first <= archive.size() && archive.size() - first >= kHeaderSize) {
    header.resize(kHeaderSize);
    archive.read(first, kHeaderSize, header.data());
  }
  if (!starts_with(header, "PK\3\4"sv)) refuse(subject, "no file where its list says");
  return first + kHeaderSize + number<std::uint16_t>(header, 26) +
         number<std::uint16_t>(header, 28);
}

/// The bytes of an archive that one of its files takes, with its header.
struct Taken {
  std::uint64_t first, end;
  std::size_t entry;
};

void refuse_shared_bytes(std::vector<Taken> taken, const ZipArchive& archive) {
  std::sort(taken.begin(), taken.end(),
            [](const Taken& a, const Taken& b) { return a.first < b.first; });
  for (std::size_t i = 1; i < taken.size(); ++i) {
    if (taken[i].first >= taken[i - 1].end) continue;
    refuse(archive.subject(archive.entries()[taken[i].entry]),
           "bytes that it shares with another file in it");
  }
}

}  // namespace

ZipArchive::ZipArchive(const std::filesystem::path& file) : file_(file) {
  const std::string name = file_name(file);
  const auto found = read_zip_directory(file_);
  if (!found) refuse(name, "no list of its files at its end");
  std::string_view directory = found->bytes;
  const std::uint64_t most = found->first;
  Allowance allowance(file_.size());
  std::vector<Taken> taken;
  while (!directory.empty()) {
    ZipEntry entry = take_entry(directory, name);
    const std::uint64_t header = entry.first;
    entry.first = start_of_data(file_, header, subject(entry));
    if (entry.first > most || entry.stored > most - entry.first) {
      refuse(subject(entry), "its data beyond the end");
    }
    if (!entry.is_deflated && entry.stored != entry.size) {
      refuse(subject(entry), "two sizes of a file that is stored as it is");
    }
    allowance.take(entry.size, subject(entry));
    taken.push_back({header, entry.first + entry.stored, entries_.size()});
    entries_.push_back(std::move(entry));
  }
  refuse_shared_bytes(std::move(taken), *this);
}

std::string ZipArchive::subject(const ZipEntry& entry) const {
  return file_name(file()) + ":" + entry.name;
}

std::string ZipArchive::read_stored(const ZipEntry& entry, std::uint64_t count) const {
  std::string bytes(std::size_t(std::min(entry.stored, count)), '\0');
  file_.read(entry.first, bytes.size(), bytes.data());
  return bytes;
}

std::string ZipArchive::read_start(const ZipEntry& entry, std::size_t count) const {
  if (!entry.is_deflated) return read_stored(entry, count);
  // No program that deflates makes bytes twice as many: a file that is not cannot fill the memory.
  constexpr std::size_t kMostTables = 1024;
  return inflate_start(read_stored(entry, 2 * count + kMostTables), count, subject(entry),
                       Deflated::kBare);
}

std::string ZipArchive::read(const ZipEntry& entry) const {
  // A byte more than promised shows that there are more.
  std::string bytes = read_start(entry, std::size_t(entry.size) + 1);
  if (bytes.size() != entry.size) {
    refuse(subject(entry), "another size than the list of its files says");
  }
  uLong checksum = crc32(0, nullptr, 0);
  constexpr std::size_t kPiece = std::size_t(1) << 30;  // zlib counts in 32 bits
  for (std::size_t at = 0; at < bytes.size(); at += kPiece) {
    checksum = crc32(checksum, reinterpret_cast<const Bytef*>(bytes.data() + at),
                     uInt(std::min(kPiece, bytes.size() - at)));
  }
  if (checksum != entry.checksum) refuse(subject(entry), "damaged data, by their checksum");
  return bytes;
}

}  // namespace cortiscope
