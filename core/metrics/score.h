#pragma once

#include <optional>
#include <vector>

#include "core/data/array.h"

namespace cortiscope {

/// Sums over pairs of a prediction and a response, for each of N vertices.
struct PairSums {
  std::vector<double> truths, truth_squares, guesses, guess_squares, products;
  int count = 0;  ///< pairs

  explicit PairSums(int vertex_count = 0);

  /// @param guess, truth  (N)
  template <class T>
  void add(const T* guess, const T* truth);

  /// Sum of squares about the mean of a vertex's responses; nothing where they do not vary.
  std::optional<double> truth_total(std::size_t vertex) const;
  /// The same of its predictions, which may be 0.
  double guess_total(std::size_t vertex) const;
};

/// The brain score of each vertex, R2 = 1 - SSE / SST with SST about the mean of the scored
/// responses, accumulated one batch at a time. NaN where the responses do not vary.
class ScoreSum {
 public:
  explicit ScoreSum(int vertex_count);

  /// @param predicted, measured  (B, N)
  /// @param groups  (B) of each image: images of one group depend on each other (twins). They come
  ///                one after the other, and correlation() counts their mean as one image. Empty in
  ///                every batch or in none; empty: all images are independent.
  void add(const Array<float>& predicted, const Array<float>& measured,
           const std::vector<int>& groups = {});

  /// (N)
  std::vector<float> r2() const;

  /// (N) correlation of prediction and response over the independent images; 0 where only the
  /// predictions do not vary, NaN where the responses do not.
  std::vector<float> correlation() const;

  /// (N) the R2 to be expected of these predictions where responses do not depend on the images:
  /// -(var yhat + (mean yhat - mean y)^2) / var y. NaN where the responses do not vary.
  std::vector<float> null_r2() const;

  int image_count() const { return images_.count; }
  /// Images, those of a group counted once.
  int independent_count() const { return independent().count; }

 private:
  /// The images of the group that the last image belongs to.
  struct Group {
    std::vector<double> guesses, truths;  // (N) sums
    int id = 0;
    int count = 0;  // images; 0: no groups are given
  };
  /// Adds an image to its group, and the group before it to the independent images.
  void add_to_group(int id, const float* guess, const float* truth);
  static void close(const Group& group, PairSums& sums);
  PairSums independent() const;

  std::vector<double> errors_;  // (N) sums of squares
  PairSums images_;
  PairSums groups_;  // the means of groups but the last
  Group last_;
};

/// Mean over the values that are not NaN; NaN where there are none.
double mean_of_known(const std::vector<float>& values);

/// Mean R2 / mean noise ceiling, over the vertices whose ceiling is above 0.1 and whose R2 is
/// known.
///
/// @param r2, ceiling  (N)
double score_over_ceiling(const std::vector<float>& r2, const std::vector<float>& ceiling);

}  // namespace cortiscope
