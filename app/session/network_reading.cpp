#include "app/session/network_reading.h"

#include <algorithm>
#include <numeric>

#include "app/session/fit_reading.h"
#include "app/session/trusted_network.h"
#include "core/analysis/fitted_network.h"

namespace cortiscope {
namespace {

constexpr std::size_t kRecentPictures = 4;

}  // namespace

std::variant<NetworkFiles, std::string> files_to_run(const Library& library, Choice at,
                                                     const MapSource& shown) {
  if (const auto missing = missing_of_fit(library, at, shown)) return *missing;
  const std::filesystem::path& network = library.find_model(at.model)->network_file;
  if (network.empty()) {
    return "The network " + shown.features.network +
           " is not open. Open its .pt or .safetensors file.";
  }
  return NetworkFiles{library.cell(at).fit_file, network};
}

NetworkReading::NetworkReading(const NetworkFiles& files, const std::string& created)
    : fit_(fit_to_ask(files.fit, created)),
      network_(open_trusted_network(files.network, options_as_fitted(fit_))) {}

NetworkReading::NetworkReading(FitResult fit, std::unique_ptr<Backbone> network)
    : fit_(std::move(fit)), network_(std::move(network)) {}

const AlignedTokens& NetworkReading::tokens_of(const std::shared_ptr<const Picture>& picture) {
  const auto known = std::find_if(recent_.begin(), recent_.end(),
                                  [&](const auto& entry) { return entry.first == picture; });
  if (known != recent_.end()) {
    recent_.splice(recent_.begin(), recent_, known);
  } else {
    const int side = side_as_fitted(fit_, *network_);
    recent_.emplace_front(
        picture, align_tokens(fit_, tokens_as_fitted(fit_, *network_, picture->image, side)));
    if (recent_.size() > kRecentPictures) recent_.pop_back();
  }
  return recent_.front().second;
}

PredictedResponse NetworkReading::predicted(const std::shared_ptr<const Picture>& picture,
                                            const ReadPart& part) {
  std::vector<int> rows(std::size_t(fit_.subject.vertex_count()));
  std::iota(rows.begin(), rows.end(), 0);
  return {picture->name, predict(fit_, tokens_of(picture), rows, part).values, part,
          /*is_of_user=*/true};
}

}  // namespace cortiscope
