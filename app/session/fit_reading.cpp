#include "app/session/fit_reading.h"

#include <algorithm>
#include <numeric>

#include "core/analysis/fit_rows.h"
#include "core/analysis/preferred_images.h"
#include "core/base/error.h"
#include "core/io/hdf5/fit_file.h"
#include "core/io/open_features.h"
#include "core/metrics/correlation.h"
#include "core/simulate/builtin_template.h"

namespace cortiscope {
namespace {

constexpr std::size_t kRecentImages = 16;
constexpr std::size_t kSampleImages = 48;  // enough for how much a channel varies
constexpr std::size_t kPortion = 4;        // who stops it waits for so many images

}  // namespace

std::optional<std::string> missing_of_fit(const Library& library, Choice at,
                                          const MapSource& shown) {
  using Kind = MapSource::Kind;
  if (shown.kind == Kind::kBare) return "This needs a fit.";
  if (shown.kind == Kind::kRunning) return "The fit is still running.";
  if (shown.kind == Kind::kTruth) {
    return "A known answer is not a network: it has no channels and predicts no responses.";
  }
  if (shown.is_installed()) {
    return "This fit came with the program for viewing only. Fit " + shown.features.network +
           " again to see this.";
  }
  if (library.cell(at).before_unsaved) return "The fit is not saved yet.";
  return std::nullopt;
}

FitResult fit_to_ask(const std::filesystem::path& file, const std::string& created) {
  FitResult fit = read_fit(file, builtin_template);
  const std::string name = file.filename().string();
  if (fit.parameters.empty()) {
    throw Error(ErrorKind::kNotFound, name,
                "is for viewing only: it holds no parameters to predict with",
                "fit the network again");
  }
  if (fit.provenance.created != created) {
    throw Error(ErrorKind::kBadValue, name,
                "was replaced by another fit than the one that is shown", "open it again");
  }
  return fit;
}

std::variant<FitFiles, std::string> files_to_read(const Library& library, Choice at,
                                                  const MapSource& shown) {
  if (const auto missing = missing_of_fit(library, at, shown)) return *missing;
  const LibrarySubject& subject = *library.find_subject(at.subject);
  const Choice network = library.network_of(at, shown);
  if (subject.file.empty()) {
    return "The responses of " + subject.name + " are not open. Open the subject's file.";
  }
  if (!library.contains(network) || !library.cell(network).can_fit()) {
    return "The features of " + shown.features.network + " are not open. Open its features file.";
  }
  return FitFiles{subject.file, library.cell(network).features, library.cell(at).fit_file};
}

FitReading::FitReading(const FitFiles& files, const std::string& created)
    : fit_(fit_to_ask(files.out, created)),
      data_(paired_names(study_at(files.subject, [this] { return fit_.subject.cortex; })->open(0),
                         open_features(files.features, 0))) {
  test_ = rows_of_fit(fit_, data_).test;
}

const AlignedTokens& FitReading::tokens_of(const std::string& image, int row) {
  const auto known = std::find_if(recent_.begin(), recent_.end(),
                                  [&](const auto& entry) { return entry.first == image; });
  if (known != recent_.end()) {
    recent_.splice(recent_.begin(), recent_, known);
  } else {
    recent_.emplace_front(image, align_tokens(fit_, data_.features->read({row})));
    if (recent_.size() > kRecentImages) recent_.pop_back();
  }
  return recent_.front().second;
}

/// @return  false where `stop` asked
bool FitReading::read_sample(const StopToken& stop) {
  if (!sample_.empty()) return true;
  std::vector<int> rows;
  for (const int row : test_) {
    if (rows.size() < kSampleImages) rows.push_back(data_.images[std::size_t(row)]);
  }
  std::vector<AlignedTokens> sample;
  for (std::size_t first = 0; first < rows.size(); first += kPortion) {
    if (stop.stop_requested()) return false;
    const auto begin = rows.begin() + std::ptrdiff_t(first);
    const auto end = rows.begin() + std::ptrdiff_t(std::min(rows.size(), first + kPortion));
    sample.push_back(align_tokens(fit_, data_.features->read({begin, end})));
  }
  sample_ = std::move(sample);
  return true;
}

/// @return  null where `stop` asked
const ChannelTriple* FitReading::channels_of(const std::vector<int>& rows, const StopToken& stop) {
  if (rows == channel_rows_) return &channels_;
  if (rows.size() > 1) {
    channels_ = channels_of_vertices(fit_, rows);
  } else {
    if (!read_sample(stop)) return nullptr;
    Array<float> features;
    for (const AlignedTokens& tokens : sample_) {
      const Array<float> read = features_read(fit_, tokens, rows);
      features.values.insert(features.values.end(), read.values.begin(), read.values.end());
    }
    const std::int64_t width = fit_.parameters.at("readout_weight").row_size();
    features.shape = {std::int64_t(features.values.size()) / width, 1, width};
    channels_ = channels_of_vertex(fit_, rows.front(), features);
  }
  channel_rows_ = rows;
  return &channels_;
}

std::optional<Image> FitReading::channels(const std::string& image, const std::vector<int>& rows,
                                          const StopToken& stop) {
  const std::vector<std::string>& names = data_.features->info().images;
  const auto found = std::find(names.begin(), names.end(), image);
  if (found == names.end()) return std::nullopt;
  const AlignedTokens& tokens = tokens_of(image, int(found - names.begin()));
  const ChannelTriple* channels = channels_of(rows, stop);
  if (!channels || stop.stop_requested()) return std::nullopt;
  return channel_picture(fit_, tokens, 0, rows, *channels);
}

std::optional<PredictedResponse> FitReading::predicted(const std::string& image,
                                                       const ReadPart& part) {
  const std::vector<std::string>& names = data_.features->info().images;
  const auto found = std::find(names.begin(), names.end(), image);
  if (found == names.end()) return std::nullopt;
  std::vector<int> rows(std::size_t(fit_.subject.vertex_count()));
  std::iota(rows.begin(), rows.end(), 0);
  const AlignedTokens& tokens = tokens_of(image, int(found - names.begin()));
  return PredictedResponse{image, predict(fit_, tokens, rows, part).values, part};
}

std::optional<TestResponses> FitReading::responses(const std::vector<int>& rows,
                                                   const StopToken& stop,
                                                   const std::function<void(double)>& on_progress) {
  Preference found = preference_of(fit_, data_, rows, 0, stop, on_progress);
  if (stop.stop_requested()) return std::nullopt;
  TestResponses responses;
  for (const int image : found.images) {
    responses.images.push_back(data_.features->info().images[std::size_t(image)]);
  }
  responses.correlation = correlation(found.predicted, found.measured);
  responses.predicted = std::move(found.predicted);
  responses.measured = std::move(found.measured);
  return responses;
}

}  // namespace cortiscope
