#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/data/responses.h"
#include "core/io/npy/npy_array.h"
#include "core/study/algonauts_files.h"

namespace cortiscope {

/// The responses to the images of one split of an Algonauts folder: lh columns, then rh columns.
/// They stay in their files and are read as they are needed.
class AlgonautsResponses : public ResponseSet {
 public:
  /// Reads the headers. One of the hemispheres may have no file.
  /// @throws Error  kNotFound: neither has one; kBadShape: not float32 or float64 of (images,
  ///                vertices), or of different numbers of images; as NpyArray
  explicit AlgonautsResponses(const AlgonautsFiles& files,
                              AlgonautsSplit split = AlgonautsSplit::kTraining);

  int image_count() const override;
  /// May be called from any thread.
  Array<float> read(const std::vector<int>& rows) const override;

  /// 0 where the hemisphere has no file.
  std::int64_t vertex_count(Hemisphere h) const { return parts_[h] ? parts_[h]->shape()[1] : 0; }
  std::int64_t vertex_count() const { return vertex_count(kLh) + vertex_count(kRh); }
  /// Either file, as messages call it.
  std::string file_in_words() const;

 private:
  std::array<std::optional<NpyArray>, 2> parts_;
};

/// One hemisphere's.
/// @throws Error  kBadShape: not float32 or float64 of (images, vertices); as NpyArray
NpyArray open_algonauts_responses(const AlgonautsFiles& files, Hemisphere h,
                                  AlgonautsSplit split = AlgonautsSplit::kTraining);

/// The names of the images of a split, with their endings, in the order of its responses.
/// @throws Error  kBadShape: another number of images than of responses
std::vector<std::string> algonauts_images(const AlgonautsFiles& files, AlgonautsSplit split,
                                          const AlgonautsResponses& responses);

/// The noise ceilings of the test split, as fractions, lh before rh; empty where not every
/// hemisphere with responses has its file.
/// @param counts  vertices with responses, [lh, rh]
/// @throws Error  kBadShape: not one for each vertex; kBadValue: outside 0 to 1 or 0 to 100; as
/// NpyArray
std::vector<float> read_algonauts_ceilings(const AlgonautsFiles& files,
                                           const std::array<std::int64_t, 2>& counts);

}  // namespace cortiscope
