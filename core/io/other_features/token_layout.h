#pragma once

#include <cstdint>
#include <string>

#include "core/data/array.h"
#include "core/data/features.h"

namespace cortiscope {

/// How the numbers that a layer of another program's features has for an image become tokens:
///   (C)        one vector: the global token; there are no local ones, which are zero
///   (C, H, W)  a map: local tokens, of which the global one is the mean
///   (T, C)     T = n * n tokens, row by row: local tokens, of which the global one is the mean;
///   with
///              T = n * n + 1 the first is a class token, the global one
/// Local tokens are brought to a grid of kGridSide squared, as `extract` does.
struct TokenLayout {
  enum class Kind { kVector, kMap, kTokens };
  Kind kind = Kind::kVector;
  std::int64_t channels = 0;
  std::int64_t rows = 1, columns = 1;  ///< of the local tokens, as stored
  bool has_class_token = false;

  bool has_local() const { return kind != Kind::kVector; }
};

constexpr int kGridSide = 8;

/// @param shape    of one image
/// @param subject  the file or layer, in messages
/// @throws Error  kBadShape: a shape of another kind, one that may be read in two ways, channels
///                last, more than 65536 channels or 4096 rows or columns
TokenLayout token_layout(const Shape& shape, const std::string& subject);

/// Tokens of some images.
/// @param numbers  (B, ...) as the layout says
/// @param side     of the grid of local tokens: kGridSide, or 1 where no layer has any
LayerTokens tokens_of(const Array<float>& numbers, const TokenLayout& layout, int side);

}  // namespace cortiscope
