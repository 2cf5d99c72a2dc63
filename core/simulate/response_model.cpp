#include "core/simulate/response_model.h"

#include "core/base/error.h"

namespace cortiscope {

const char* name_of(ResponseModel model) {
  return model == ResponseModel::kPooled ? "pooled" : "factorized";
}

ResponseModel parse_response_model(const std::string& name) {
  for (const ResponseModel model : {ResponseModel::kFactorized, ResponseModel::kPooled}) {
    if (name == name_of(model)) return model;
  }
  throw option_error(ErrorKind::kBadValue, "responses",
                     "expected factorized or pooled, found " + in_quotes(name));
}

}  // namespace cortiscope
