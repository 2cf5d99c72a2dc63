#pragma once

namespace cortiscope::fuzz {

/// The question to fuzz_h5_reader: may this file be opened?
struct H5Question {
  char path[64];  ///< ends with zero
};

}  // namespace cortiscope::fuzz
