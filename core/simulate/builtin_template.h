#pragma once

#include <optional>
#include <string>

#include "core/data/cortex.h"

namespace cortiscope {

/// The name under which files refer to the built-in cortex of 5 subdivisions: "builtin-3", where 3
/// is kBuiltinCortexVersion.
std::string builtin_template_name();

/// The built-in cortex, when requested by that name: the CortexTemplates (cortex_file.h) of the
/// programs. Folds it where it is neither installed nor cached.
std::optional<Cortex> builtin_template(const std::string& name);

}  // namespace cortiscope
