#pragma once

#include <string>

#include "core/fit/encoding_data.h"

namespace cortiscope {

/// Enough to hold a study of some hundred images; a whole fit stays under 2 GB.
constexpr double kDefaultCacheGb = 1;

/// Opens a subject's and a network's file and pairs them. Each is held in memory where it fits
/// into what is left of the cache, responses first.
EncodingData open_study(const std::string& subject, const std::string& features, double cache_gb);

}  // namespace cortiscope
