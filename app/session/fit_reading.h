#pragma once

#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/session/library.h"
#include "app/session/predicted_response.h"
#include "core/analysis/channels.h"
#include "core/base/stop_token.h"
#include "core/fit/study_files.h"

namespace cortiscope {

/// Why the fit that is shown cannot be asked; absent where it can.
std::optional<std::string> missing_of_fit(const Library& library, Choice at,
                                          const MapSource& shown);

/// The fit in a file, with its parameters.
/// @param created  when it was made: another program may have replaced its file
/// @throws Error  as read_fit; kNotFound: it has no parameters; kBadValue: another fit
FitResult fit_to_ask(const std::filesystem::path& file, const std::string& created);

/// The files to read a fit's answers from, or a sentence that says what is missing.
std::variant<FitFiles, std::string> files_to_read(const Library& library, Choice at,
                                                  const MapSource& shown);

/// The mean response of some vertices to each of a fit's test images, which it was not fitted on.
struct TestResponses {
  std::vector<std::string> images;  ///< (M) names
  std::vector<float> predicted;     ///< (M) in the fit's scaled units
  std::vector<float> measured;      ///< (M) likewise
  double correlation = 0;           ///< NaN where either does not vary
};

/// A fit with the study that it was made from, opened to ask what its vertices read and respond to.
/// Keeps the tokens of the last images. Without torch. May be used by one thread at a time.
class FitReading {
 public:
  /// Reads the fit; features and responses stay in their files.
  /// @param created  when the fit was made: another program may have replaced its file
  /// @throws Error  as fit_to_ask(), the readers of the other files, paired_names() and
  ///                rows_of_fit()
  FitReading(const FitFiles& files, const std::string& created);

  /// What the top channels of some vertices show of an image (core/analysis/channels.h): of one
  /// vertex its three most important ones, of several their principal components.
  ///
  /// @param rows  of the fit's arrays, at least one
  /// @return  absent where the features have no such image, or `stop` asked
  /// @throws Error  as align_tokens() and FeatureSet::read
  std::optional<Image> channels(const std::string& image, const std::vector<int>& rows,
                                const StopToken& stop);

  /// What the fit predicts for an image, or what a part of the tokens contributes to it.
  /// @return  absent where the features have no such image
  /// @throws Error  as align_tokens() and FeatureSet::read
  std::optional<PredictedResponse> predicted(const std::string& image, const ReadPart& part);

  /// @param on_progress  called with the share done, 0 to 1
  /// @return  absent where `stop` asked
  /// @throws Error  as preference_of()
  std::optional<TestResponses> responses(const std::vector<int>& rows, const StopToken& stop,
                                         const std::function<void(double)>& on_progress);

 private:
  const AlignedTokens& tokens_of(const std::string& image, int row);
  const ChannelTriple* channels_of(const std::vector<int>& rows, const StopToken& stop);
  bool read_sample(const StopToken& stop);

  FitResult fit_;
  EncodingData data_;
  std::vector<int> test_;                                    // rows of the data
  std::list<std::pair<std::string, AlignedTokens>> recent_;  // images, the last one first
  std::vector<AlignedTokens> sample_;  // of test images, from which channels are measured
  std::vector<int> channel_rows_;      // whose channels are kept
  ChannelTriple channels_;
};

}  // namespace cortiscope
