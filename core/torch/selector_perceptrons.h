#pragma once

#include <cstdint>
#include <vector>

#include "core/base/thread_team.h"
#include "core/data/selectors.h"
#include "core/torch/parameter_layout.h"

namespace cortiscope {

/// The three selector perceptrons over all vertices, forward and backward, in runs of vertices
/// that fit the processor's cache; threads take runs in parallel, each with gradients of its own
/// that are added in order, so that the same thread count gives the same result.
///
/// Keeps what the backward pass needs: 3 x 3 x 128 numbers per vertex. T is float or double.
template <class T>
class SelectorPerceptrons {
 public:
  /// @param encoding  (N, 192)
  /// @param team      borrowed; must outlive this
  SelectorPerceptrons(const ModelSize& size, const ParameterLayout& layout, Array<T> encoding,
                      ThreadTeam& team);

  /// The selectors that these parameters give.
  SelectorsOf<T> forward(const std::vector<T>& parameters);

  /// Adds the regulariser's gradient, weighted by `lambda`, to the given derivatives by space (u),
  /// layer (w) and scale (s), and writes the perceptrons' part of the parameters' gradient.
  ///
  /// @param selectors  what forward() gave last
  /// @return  the regulariser R
  double backward(const std::vector<T>& parameters, const SelectorsOf<T>& selectors, double lambda,
                  SelectorsOf<T>& derivatives, std::vector<T>& gradient);

 private:
  /// The work memory of one thread, allocated once: memory freed every step would be cleared by the
  /// system every step.
  struct Scratch {
    std::vector<T> hidden0, slope0, d_hidden0;  // of a run, (run, 384)
    std::vector<T> hidden1, slope1, d_hidden1;  // (run, 128)
    std::vector<T> gradient;                    // of the perceptrons' parameters
    double penalty = 0;
  };
  struct Offsets {
    std::int64_t w0, b0, w1, b1, w2[3], end;
  };
  template <class Visit>
  void for_each_run(Visit visit);
  void forward_run(const T* parameters, std::int64_t first, std::int64_t count,
                   SelectorsOf<T>& selectors, Scratch& scratch);
  void backward_run(const T* parameters, std::int64_t first, std::int64_t count, double lambda,
                    const SelectorsOf<T>& selectors, SelectorsOf<T>& derivatives, Scratch& scratch);

  ThreadTeam& team_;
  std::int64_t vertices_;
  int layers_;
  Offsets at_;
  Array<T> encoding_;             // (N, 192)
  std::vector<T> hidden0_in_;     // (N, 384) before the first GELU
  std::vector<T> hidden1_in_;     // 3 of (N, 128) before the second
  std::vector<Scratch> scratch_;  // one per thread
};

}  // namespace cortiscope
