#pragma once

#include <list>
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "app/session/library.h"
#include "app/session/predicted_response.h"
#include "app/session/study_opener.h"
#include "core/analysis/predict.h"
#include "core/backbone/backbone.h"

namespace cortiscope {

/// A fit and the network whose features it was fitted to, as the library knows them.
struct NetworkFiles {
  std::filesystem::path fit, network;
  int stimulus_side = 0;  ///< in pixels, of the study's images that are open; 0: none is square

  friend bool operator==(const NetworkFiles& a, const NetworkFiles& b) {
    return a.fit == b.fit && a.network == b.network && a.stimulus_side == b.stimulus_side;
  }
};

/// The files to predict responses to images of the user from, or a sentence that says what is
/// missing.
std::variant<NetworkFiles, std::string> files_to_run(const Library& library, Choice at,
                                                     const MapSource& shown);

/// A fit with its network, opened to ask what it predicts of images of the user. Keeps the tokens
/// of the last images, so that another component of the same image is quick. May be used by one
/// thread at a time.
class NetworkReading {
 public:
  /// Opens both; loads torch.
  /// @param created  when the fit was made: another program may have replaced its file
  /// @throws Error  as fit_to_ask() and open_trusted_network()
  NetworkReading(const NetworkFiles& files, const std::string& created);
  NetworkReading(FitResult fit, std::unique_ptr<Backbone> network, int stimulus_side = 0);

  /// The image is resized as those were whose features were fitted; where these do not say it, to
  /// the size of the stimuli.
  /// @throws Error  as Backbone::tokens and align_tokens
  PredictedResponse predicted(const std::shared_ptr<const Picture>& picture, const ReadPart& part);

 private:
  const AlignedTokens& tokens_of(const std::shared_ptr<const Picture>& picture);

  FitResult fit_;
  std::unique_ptr<Backbone> network_;
  int stimulus_side_ = 0;
  std::list<std::pair<std::shared_ptr<const Picture>, AlignedTokens>> recent_;  // the last first
};

}  // namespace cortiscope
