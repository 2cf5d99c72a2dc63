#include "core/backbone/script.h"

#include "core/base/error.h"
#include "core/fit/torch_module.h"

namespace cortiscope {

std::unique_ptr<ScriptBackbone> make_script_backbone(const ScriptSource& source) {
  return torch_module().make_script(source);
}

std::unique_ptr<Backbone> open_backbone(const std::filesystem::path& file,
                                        const std::string& device) {
  if (!std::filesystem::exists(file)) {
    throw Error(ErrorKind::kNotFound, file.string(), "no such file",
                "a network is a TorchScript file, such as <name>.pt of a simulated study");
  }
  TorchModule& torch = torch_module();
  return torch.load_script(file, torch.resolve_device(device));
}

}  // namespace cortiscope
