#include "core/backbone/open_backbone.h"

#include "core/base/error.h"
#include "core/fit/torch_module.h"

namespace cortiscope {

std::unique_ptr<Backbone> open_backbone(const std::filesystem::path& file,
                                        const BackboneOptions& options) {
  if (!std::filesystem::exists(file)) {
    throw Error(ErrorKind::kNotFound, file.string(), "no such file",
                "a network is a TorchScript file, such as <name>.pt of a simulated study");
  }
  BackboneOptions resolved = options;
  resolved.device = torch_module().resolve_device(options.device);
  return torch_module().load_script(file, resolved);
}

}  // namespace cortiscope
