#pragma once

#include <memory>

#include "core/fit/torch_module.h"

namespace cortiscope {

/// What torch_module() gives, of the code that this is linked to.
std::unique_ptr<TorchModule> make_torch_module();

}  // namespace cortiscope
