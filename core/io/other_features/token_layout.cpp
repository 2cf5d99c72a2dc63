#include "core/io/other_features/token_layout.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/data/token_grid.h"

namespace cortiscope {
namespace {

constexpr std::int64_t kMostChannels = 65536;
constexpr std::int64_t kMostRows = 4096;  // and columns

/// The side of a square of so many tokens; 0 where they are none.
std::int64_t side_of(std::int64_t tokens) {
  const auto side = std::int64_t(std::lround(std::sqrt(double(tokens))));
  return side * side == tokens ? side : 0;
}

[[noreturn]] void refuse(const std::string& subject, const std::string& expected,
                         const Shape& shape, const std::string& hint) {
  throw Error(ErrorKind::kBadShape, subject,
              "expected " + expected + ", found " + to_string(shape) + " for each image", hint);
}

TokenLayout layout_of_tokens(const Shape& shape, const std::string& subject) {
  const std::int64_t tokens = shape[0];
  TokenLayout layout{TokenLayout::Kind::kTokens, shape[1], 0, 0, false};
  layout.rows = side_of(tokens);
  if (layout.rows == 0) {
    layout.rows = side_of(tokens - 1);
    layout.has_class_token = true;
  }
  layout.columns = layout.rows;
  if (layout.rows > 0) return layout;
  const bool is_turned = side_of(shape[1]) > 0 || side_of(shape[1] - 1) > 0;
  refuse(subject, "tokens of a square grid, or one more for a class token", shape,
         is_turned ? "axes are token, channel: transpose it if they are the other way round"
                   : "leave out register tokens, or write a map of channel, row, column");
}

TokenLayout layout_of_map(const Shape& shape, const std::string& subject) {
  if (shape[0] == shape[1]) {
    refuse(subject, "channel, row, column", shape,
           shape[1] == shape[2]
               ? "with three equal axes nothing says which are the channels: write "
                 "tokens of shape (row * column, channel)"
               : "it looks like row, column, channel: transpose it");
  }
  return {TokenLayout::Kind::kMap, shape[0], shape[1], shape[2], false};
}

/// (B, C), the mean of the local tokens.
Array<float> mean_of(const Array<float>& local) {
  Array<float> mean(Shape{local.shape[0], local.shape[1]});
  const std::int64_t places = local.shape[2] * local.shape[3];
  const float* value = local.values.data();
  for (float& out : mean.values) {
    double sum = 0;
    for (std::int64_t place = 0; place < places; ++place) sum += *value++;
    out = float(sum / double(places));
  }
  return mean;
}

/// From channels last to channels first, without the class token.
Array<float> local_of(const Array<float>& tokens, const TokenLayout& layout) {
  Array<float> local(Shape{tokens.shape[0], layout.channels, layout.rows, layout.columns});
  const std::int64_t places = layout.rows * layout.columns, channels = layout.channels;
  for (std::int64_t image = 0; image < tokens.rows(); ++image) {
    const float* from = tokens.row(image) + (layout.has_class_token ? channels : 0);
    float* to = local.row(image);
    for (std::int64_t place = 0; place < places; ++place) {
      for (std::int64_t c = 0; c < channels; ++c) to[c * places + place] = *from++;
    }
  }
  return local;
}

Array<float> class_token_of(const Array<float>& tokens, std::int64_t channels) {
  Array<float> global(Shape{tokens.shape[0], channels});
  for (std::int64_t image = 0; image < tokens.rows(); ++image) {
    std::copy_n(tokens.row(image), channels, global.row(image));
  }
  return global;
}

}  // namespace

TokenLayout token_layout(const Shape& shape, const std::string& subject) {
  const bool is_empty =
      std::any_of(shape.begin(), shape.end(), [](std::int64_t extent) { return extent < 1; });
  if (shape.empty() || shape.size() > 3 || is_empty) {
    refuse(subject, "(channels), (tokens, channels) or (channels, rows, columns)", shape,
           "resources/help/networks.md says what is read");
  }
  const TokenLayout layout = shape.size() == 1
                                 ? TokenLayout{TokenLayout::Kind::kVector, shape[0], 1, 1, false}
                             : shape.size() == 2 ? layout_of_tokens(shape, subject)
                                                 : layout_of_map(shape, subject);
  if (layout.channels > kMostChannels) {
    refuse(subject, "at most " + std::to_string(kMostChannels) + " channels", shape,
           "is it a map that was flattened? extract it again without flattening "
           "(thingsvision: flatten_acts=False)");
  }
  if (layout.rows > kMostRows || layout.columns > kMostRows) {
    refuse(subject, "at most " + std::to_string(kMostRows) + " rows and columns", shape,
           "axes are channel, row, column");
  }
  return layout;
}

LayerTokens tokens_of(const Array<float>& numbers, const TokenLayout& layout, int side) {
  const std::int64_t images = numbers.shape[0];
  if (!layout.has_local()) {
    return {Array<float>(Shape{images, layout.channels, side, side}),
            Array<float>(Shape{images, layout.channels}, numbers.values)};
  }
  const Array<float> local =
      layout.kind == TokenLayout::Kind::kTokens
          ? local_of(numbers, layout)
          : Array<float>(Shape{images, layout.channels, layout.rows, layout.columns},
                         numbers.values);
  return {on_grid(local, side, side),
          layout.has_class_token ? class_token_of(numbers, layout.channels) : mean_of(local)};
}

}  // namespace cortiscope
