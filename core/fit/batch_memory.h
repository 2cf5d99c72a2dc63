#pragma once

#include <string>

#include "core/base/error.h"
#include "core/fit/encoding_data.h"
#include "core/fit/engine.h"

namespace cortiscope {

/// The error of a step for which the device has no memory. It names a batch for which it has
/// memory: the gradient of half of the images is tried, then of a quarter, and so on.
///
/// @param engine  whose step() with this batch threw kNoMemory; its parameters stay
/// @param device  resolved, as in "cuda:0"
/// @return  kNoMemory, about the option "batch"
/// @throws Error  what a smaller batch throws, other than kNoMemory
Error no_memory_for(const EncodingBatch& batch, Engine<float>& engine, const std::string& device);

}  // namespace cortiscope
