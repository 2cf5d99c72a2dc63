#include "core/analysis/fitted_network.h"

#include "core/data/resized_image.h"
#include "core/data/token_grid.h"

namespace cortiscope {

BackboneOptions options_as_fitted(const FitResult& fit) {
  const Preprocessing& fitted = fit.features.preprocessing;
  BackboneOptions options;
  if (fitted.mean != Preprocessing().mean || fitted.deviation != Preprocessing().deviation) {
    options.mean = fitted.mean;
    options.deviation = fitted.deviation;
  }
  if (fit.features.tokens == name_of(TokenKind::kIncrement)) {
    options.tokens = TokenKind::kIncrement;
  }
  return options;
}

int side_as_fitted(const FitResult& fit, const Backbone& network) {
  const int side = fit.features.preprocessing.side;
  return side > 0 ? side : network.preprocessing().side;
}

TokenBatch tokens_as_fitted(const FitResult& fit, Backbone& network, const Image& image, int side) {
  TokenBatch tokens = network.tokens({side > 0 ? resized(image, side, side) : image});
  for (Array<float>& local : tokens.local) {
    local = on_grid(local, fit.features.rows, fit.features.columns);
  }
  return tokens;
}

}  // namespace cortiscope
