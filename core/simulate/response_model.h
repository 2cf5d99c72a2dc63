#pragma once

#include <string>

namespace cortiscope {

/// How planted responses come from a network's tokens.
enum class ResponseModel {
  kFactorized,  ///< as FactorTopy assumes: smooth selectors, four tokens, one weighting of channels
  kPooled       ///< outside that class of models (pooled_reader.h)
};

/// "factorized" or "pooled".
const char* name_of(ResponseModel model);
/// @throws Error  kBadValue: neither
ResponseModel parse_response_model(const std::string& name);

}  // namespace cortiscope
