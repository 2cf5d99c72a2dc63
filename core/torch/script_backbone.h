#pragma once

#include <filesystem>
#include <memory>

#include "core/backbone/script.h"

namespace cortiscope {

/// What core/backbone/script.h gives, in the torch module.
std::unique_ptr<ScriptBackbone> make_script(const ScriptSource& source);
std::unique_ptr<ScriptBackbone> load_script(const std::filesystem::path& file);

}  // namespace cortiscope
