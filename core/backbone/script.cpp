#include "core/backbone/script.h"

#include "core/fit/torch_module.h"

namespace cortiscope {

std::unique_ptr<ScriptBackbone> make_script_backbone(const ScriptSource& source) {
  return torch_module().make_script(source);
}

}  // namespace cortiscope
