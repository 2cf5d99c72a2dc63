#pragma once

#include <string>

namespace cortiscope {

/// A part of what a vertex reads, whose contribution to its response is looked at alone. The
/// contributions of all layers, or of local and global tokens, sum to the response less the
/// read-out's bias.
struct ReadPart {
  enum class Kind { kAll, kLocal, kGlobal, kLayer };

  Kind kind = Kind::kAll;
  int layer = 0;  ///< of kLayer, 1..L

  bool has_local() const { return kind != Kind::kGlobal; }
  bool has_global() const { return kind != Kind::kLocal; }
  /// @param index  of a layer, 0..L-1
  bool has_layer(int index) const { return kind != Kind::kLayer || layer == index + 1; }

  friend bool operator==(const ReadPart& a, const ReadPart& b) {
    return a.kind == b.kind && a.layer == b.layer;
  }
  friend bool operator!=(const ReadPart& a, const ReadPart& b) { return !(a == b); }
};

/// Reads "all", "local", "global" or "layer:L".
///
/// @param layers  L
/// @throws Error  kBadValue, about the option "component"
ReadPart parse_read_part(const std::string& text, int layers);

/// The inverse.
std::string name_of(const ReadPart& part);

/// In words: "all tokens", "local tokens", "global tokens" or "layer 9".
std::string words_of(const ReadPart& part);

/// The same part of a network of `layers` layers: of a layer beyond its last, the last.
ReadPart possible_part(ReadPart part, int layers);

}  // namespace cortiscope
