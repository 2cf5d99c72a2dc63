// Linked into a test, it makes torch_module() the code that the test links instead of the module.

#include "core/torch/linked_module.h"

namespace cortiscope {
namespace {

[[maybe_unused]] const bool is_used = (use_torch_module(make_torch_module()), true);

}  // namespace
}  // namespace cortiscope
