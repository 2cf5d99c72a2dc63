#pragma once

#include <memory>

#include "core/fit/torch_module.h"

namespace cortiscope {

/// The TorchModule of the code that this is linked to.
std::unique_ptr<TorchModule> make_torch_module();

}  // namespace cortiscope
