#pragma once

namespace cortiscope::fuzz {

/// What fuzz_h5_reader is asked: may this file be opened?
struct H5Question {
  char path[64];  ///< ends with zero
};

}  // namespace cortiscope::fuzz
