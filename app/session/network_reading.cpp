#include "app/session/network_reading.h"

#include <algorithm>
#include <numeric>

#include "app/session/fit_reading.h"
#include "app/session/trusted_network.h"
#include "core/analysis/fitted_network.h"

namespace cortiscope {
namespace {

constexpr std::size_t kRecentPictures = 4;

int side_of(const Stimuli* stimuli) {
  if (!stimuli || stimuli->images.empty()) return 0;
  const Image& first = stimuli->images.front();  // all are of its size
  return first.width == first.height ? first.width : 0;
}

}  // namespace

std::variant<NetworkFiles, std::string> files_to_run(const Library& library, Choice at,
                                                     const MapSource& shown) {
  if (const auto missing = missing_of_fit(library, at, shown)) return *missing;
  const LibraryModel* model = library.find_model(library.network_of(at, shown).model);
  if (!model || model->network_file.empty()) {
    return "The network " + shown.features.network +
           " is not open. Open its .pt or .safetensors file.";
  }
  return NetworkFiles{library.cell(at).fit_file, model->network_file,
                      side_of(library.find_subject(at.subject)->stimuli.get())};
}

NetworkReading::NetworkReading(const NetworkFiles& files, const std::string& created)
    : fit_(fit_to_ask(files.fit, created)),
      network_(open_trusted_network(files.network, options_as_fitted(fit_))),
      stimulus_side_(files.stimulus_side) {}

NetworkReading::NetworkReading(FitResult fit, std::unique_ptr<Backbone> network, int stimulus_side)
    : fit_(std::move(fit)), network_(std::move(network)), stimulus_side_(stimulus_side) {}

const AlignedTokens& NetworkReading::tokens_of(const std::shared_ptr<const Picture>& picture) {
  const auto known = std::find_if(recent_.begin(), recent_.end(),
                                  [&](const auto& entry) { return entry.first == picture; });
  if (known != recent_.end()) {
    recent_.splice(recent_.begin(), recent_, known);
  } else {
    const int said = side_as_fitted(fit_, *network_);
    const int side = said > 0 ? said : stimulus_side_;
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
