#include "core/torch/readouts.h"

#include <torch/types.h>

#include <algorithm>

namespace cortiscope {
namespace {

using torch::Tensor;

constexpr std::int64_t kLeastBlock = 16, kMostBlock = 128;  // vertices

/// Where a coordinate in [-1, 1] lies along an axis of `count` token centres, with half-pixel
/// centres: -1 is the left edge of the first token.
struct AxisPlace {
  Tensor before;  ///< (N) the centre before it, from -1
  Tensor part;    ///< (N) how far it is from there to the next, 0 to 1
};

AxisPlace place_on_axis(const Tensor& coordinate, int count) {
  const Tensor place = coordinate * (count / 2.0) + (count - 1) / 2.0;
  const Tensor before = place.detach().floor();
  return {before, place - before};
}

/// The weights that bilinear sampling gives to the centres along one axis: (N, count). Centres
/// outside the grid have no column, so they count as zero.
Tensor bilinear_weights(const AxisPlace& place, int count) {
  const Tensor part = place.part.unsqueeze(1);
  const Tensor distance =
      torch::arange(count, part.options()).unsqueeze(0) - place.before.unsqueeze(1);
  return (distance == 0) * (1 - part) + (distance == 1) * part;
}

/// Vertices in blocks of one cell each, with empty slots where a cell's last block is not full.
/// There is always room for the worst case, so that no shape depends on the receptive fields.
struct SlotOrder {
  Tensor slot_of_vertex;  ///< (N)
  Tensor cell_of_block;   ///< (blocks)
  std::int64_t block = 0;

  std::int64_t blocks() const { return cell_of_block.size(0); }
  /// Rows of vertices as rows of slots: (N, ...) to (blocks * block, ...), zero where empty.
  Tensor spread(const Tensor& rows) const {
    std::vector<std::int64_t> shape = rows.sizes().vec();
    shape[0] = blocks() * block;
    return torch::zeros(shape, rows.options()).index_copy(0, slot_of_vertex, rows);
  }
};

SlotOrder sort_into_slots(const Tensor& cell, std::int64_t cells) {
  const std::int64_t vertices = cell.size(0);
  SlotOrder order;
  order.block = std::clamp(vertices / cells, kLeastBlock, kMostBlock);
  const Tensor counts =
      torch::zeros({cells}, cell.options()).scatter_add_(0, cell, torch::ones_like(cell));
  const Tensor blocks = (counts + (order.block - 1)).div(order.block, "floor");
  const Tensor block_ends = blocks.cumsum(0);

  const auto [sorted_cell, sorted] = cell.sort(/*stable=*/true, 0, /*descending=*/false);
  const Tensor rank = torch::arange(vertices, cell.options()) -
                      (counts.cumsum(0) - counts).index_select(0, sorted_cell);
  const Tensor slot = (block_ends - blocks).index_select(0, sorted_cell) * order.block + rank;
  order.slot_of_vertex = torch::empty_like(cell).scatter_(0, sorted, slot);

  const std::int64_t most_blocks = (vertices + cells * (order.block - 1)) / order.block;
  const Tensor block = torch::arange(most_blocks, cell.options()).unsqueeze(1);
  order.cell_of_block = (block >= block_ends.unsqueeze(0)).sum(1).clamp_max(cells - 1);
  return order;
}

/// The token that each of a block's five taps reads (the four corners of its cell and the global
/// one), as rows of a 0/1 matrix over the tokens: (blocks, 5, H W + 1). A product with it gathers,
/// and its backward is a product too, whereas an indexed sum would add in any order. A corner
/// outside the grid reads nothing.
Tensor tap_matrix(const ModelSize& size, const Tensor& cell_of_block,
                  const torch::TensorOptions& options) {
  const std::int64_t places = std::int64_t(size.rows) * size.columns;
  const Tensor corner = torch::arange(4, cell_of_block.options()).unsqueeze(0);
  const Tensor row =
      (cell_of_block.div(size.columns + 1, "floor") - 1).unsqueeze(1) + corner.div(2, "floor");
  const Tensor column =
      (cell_of_block.remainder(size.columns + 1) - 1).unsqueeze(1) + corner.remainder(2);
  const Tensor is_inside = (row >= 0)
                               .logical_and(row < size.rows)
                               .logical_and(column >= 0)
                               .logical_and(column < size.columns);
  const Tensor corners =
      torch::where(is_inside, row * size.columns + column, torch::full_like(row, -1));
  const Tensor global = torch::full_like(cell_of_block, places).unsqueeze(1);
  const Tensor tap = torch::cat({corners, global}, 1);
  return (tap.unsqueeze(2) == torch::arange(places + 1, tap.options())).to(options.dtype());
}

}  // namespace

Tensor read_densely(const ModelSize& size, const ReadoutInputs& inputs) {
  const auto& [space, layer, scale, local, global, weight] = inputs;
  const Tensor across =
      bilinear_weights(place_on_axis(space.select(1, 0), size.columns), size.columns);
  const Tensor down = bilinear_weights(place_on_axis(space.select(1, 1), size.rows), size.rows);
  const Tensor place = (down.unsqueeze(2) * across.unsqueeze(1)).flatten(1);  // (N, HW)
  const Tensor local_weight = (1 - scale) * layer;                            // (N, L)
  const Tensor weights =
      torch::cat({(local_weight.unsqueeze(2) * place.unsqueeze(1)).flatten(1), scale * layer},
                 1);  // (N, L HW + L)
  return read_by_weights(weights, local, global, weight);
}

Tensor read_by_weights(const Tensor& weights, const Tensor& local, const Tensor& global,
                       const Tensor& weight) {
  const Tensor all_tokens = torch::cat({local.flatten(1, 2), global}, 1);
  const Tensor read = torch::matmul(weights, all_tokens);  // v of every image: (B, N, D)
  return (read * weight).sum(2);
}

Tensor read_by_cells(const ModelSize& size, const ReadoutInputs& inputs) {
  const auto& [space, layer, scale, local, global, weight] = inputs;
  const std::int64_t images = global.size(0), layers = global.size(1);
  const std::int64_t width = weight.size(1), taps = 5;
  const AxisPlace x = place_on_axis(space.select(1, 0), size.columns);
  const AxisPlace y = place_on_axis(space.select(1, 1), size.rows);
  const std::int64_t cells = std::int64_t(size.rows + 1) * (size.columns + 1);
  // Clamped for receptive fields that are NaN: their loss is NaN too, and an index out of range
  // would crash the GPU's context.
  const Tensor cell =
      ((y.before + 1) * (size.columns + 1) + (x.before + 1)).to(torch::kLong).clamp(0, cells - 1);
  const SlotOrder order = sort_into_slots(cell, cells);

  const Tensor token_rows = torch::cat({local, global.unsqueeze(2)}, 2)
                                .permute({2, 0, 1, 3})
                                .flatten(1);  // (HW + 1, B L D)
  const Tensor gather = tap_matrix(size, order.cell_of_block, weight.options());
  const Tensor read = torch::matmul(gather.flatten(0, 1), token_rows)
                          .view({order.blocks(), taps * images * layers, width});
  const Tensor products =
      torch::bmm(order.spread(weight).view({order.blocks(), order.block, width}),
                 read.transpose(1, 2))
          .view({order.blocks() * order.block, taps, images, layers});

  const Tensor corners = torch::stack(
      {(1 - x.part) * (1 - y.part), x.part * (1 - y.part), (1 - x.part) * y.part, x.part * y.part},
      1);
  const Tensor by_tap = torch::cat({(1 - scale) * corners, scale}, 1);
  const Tensor tap_weights = order.spread(by_tap.unsqueeze(2) * layer.unsqueeze(1)).unsqueeze(2);
  return (products * tap_weights).sum({1, 3}).index_select(0, order.slot_of_vertex).t();
}

}  // namespace cortiscope
