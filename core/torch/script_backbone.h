#pragma once

#include <filesystem>
#include <memory>

#include "core/backbone/script.h"

namespace cortiscope {

/// The implementation of core/backbone/script.h in the torch module.
std::unique_ptr<ScriptBackbone> make_script(const ScriptSource& source);
std::unique_ptr<ScriptBackbone> load_script(const std::filesystem::path& file,
                                            const std::string& device);

}  // namespace cortiscope
