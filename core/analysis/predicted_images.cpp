#include "core/analysis/predicted_images.h"

#include <algorithm>
#include <numeric>

#include "core/analysis/fitted_network.h"
#include "core/analysis/predict.h"
#include "core/base/error.h"
#include "core/data/image_names.h"

namespace cortiscope {
namespace {

constexpr std::size_t kPortion = 8;

std::vector<int> all_rows(const FitResult& fit) {
  std::vector<int> rows(std::size_t(fit.subject.vertex_count()));
  std::iota(rows.begin(), rows.end(), 0);
  return rows;
}

/// The index of an image; its name may lack the ending that the features' have, or have one more.
int index_of(const std::string& image, const FeatureInfo& features) {
  const std::vector<std::string>& names = features.images;
  auto found = std::find(names.begin(), names.end(), image);
  if (found == names.end()) {
    const std::string wanted = bare_image_name(image);
    found = std::find_if(names.begin(), names.end(),
                         [&](const std::string& name) { return bare_image_name(name) == wanted; });
  }
  if (found == names.end()) {
    throw Error(ErrorKind::kNotFound, image,
                "the features of " + features.network + " have no image of this name",
                "their first is " + in_quotes(names.front()) +
                    "; for images of your own give the network with --backbone");
  }
  return int(found - names.begin());
}

/// A prediction of no image yet.
Prediction start_of(const FitResult& fit, const ReadPart& part) {
  Prediction prediction;
  prediction.network = fit.features.network;
  prediction.subject = fit.subject.name;
  prediction.part = name_of(part);
  prediction.vertices = fit.subject.vertices;
  for (const Hemisphere h : kHemispheres) {
    prediction.mesh_sizes[h] = fit.subject.cortex[h].vertex_count();
  }
  return prediction;
}

/// Adds some images.
void add(Prediction& all, std::vector<std::string> names, const FitResult& fit, TokenBatch tokens,
         const ReadPart& part) {
  const Array<float> some = predict(fit, align_tokens(fit, std::move(tokens)), all_rows(fit), part);
  all.images.insert(all.images.end(), names.begin(), names.end());
  std::vector<float> values = std::move(all.responses.values);
  values.insert(values.end(), some.values.begin(), some.values.end());
  all.responses =
      Array<float>(Shape{std::int64_t(all.images.size()), some.row_size()}, std::move(values));
}

}  // namespace

Prediction predict_images(const FitResult& fit, const FeatureSet& features,
                          const std::vector<std::string>& images, const ReadPart& part,
                          const StopToken& stop) {
  Prediction all = start_of(fit, part);
  std::vector<int> indices;
  for (const std::string& image : images) indices.push_back(index_of(image, features.info()));
  for (std::size_t first = 0; first < indices.size() && !stop.stop_requested(); first += kPortion) {
    const std::size_t end = std::min(indices.size(), first + kPortion);
    const auto from = std::ptrdiff_t(first), to = std::ptrdiff_t(end);
    add(all, {images.begin() + from, images.begin() + to}, fit,
        features.read({indices.begin() + from, indices.begin() + to}), part);
  }
  return all;
}

Prediction predict_images(const FitResult& fit, Backbone& network, const ImageSet& images, int side,
                          const ReadPart& part, const StopToken& stop) {
  Prediction all = start_of(fit, part);
  const std::vector<std::string>& names = images.names();
  for (int i = 0; i < int(names.size()) && !stop.stop_requested(); ++i) {
    const Image image = images.read({i}).front();  // they may have different sizes
    add(all, {names[std::size_t(i)]}, fit, tokens_as_fitted(fit, network, image, side), part);
  }
  return all;
}

}  // namespace cortiscope
