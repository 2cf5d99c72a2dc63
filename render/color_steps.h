#pragma once

namespace cortiscope {

/// How colours pass from vertex to vertex.
enum class ColorSteps {
  kBlended,  ///< for numbers
  kSharp     ///< each place in the colour of one vertex: for names
};

}  // namespace cortiscope
