#include "core/simulate/builtin_template.h"

#include "core/simulate/cortex/builtin_cortex.h"

namespace cortiscope {

std::string builtin_template_name() { return "builtin-" + std::to_string(kBuiltinCortexVersion); }

std::optional<Cortex> builtin_template(const std::string& name) {
  if (name != builtin_template_name()) return std::nullopt;
  return builtin_cortex();
}

}  // namespace cortiscope
