#pragma once

#include "core/data/fit_result.h"
#include "core/data/response_scaling.h"
#include "core/data/token_scaling.h"

namespace cortiscope {

/// What a model reads and predicts: scaled tokens and scaled responses.
struct DataScaling {
  TokenScaling tokens;
  ResponseScaling responses;
};

inline DataScaling scaling_of(const FitResult& fit) { return {fit.scaling, fit.response_scaling}; }

}  // namespace cortiscope
