#include "app/session/trusted_network.h"

#include "core/backbone/trusted_module.h"
#include "core/base/error.h"
#include "core/fit/torch_module.h"
#include "core/io/file_bytes.h"
#include "core/io/safetensors/safetensors.h"

namespace cortiscope {

std::unique_ptr<Backbone> open_trusted_network(const std::filesystem::path& file,
                                               BackboneOptions options) {
  if (!is_safetensors(file) && !is_trusted(file)) {
    throw Error(ErrorKind::kBadValue, file_name(file),
                "is a program that you have not trusted, or that has changed since",
                "open it again, and say whether you trust it");
  }
  torch_module().use_threads(0);
  options.device = "auto";
  return open_backbone(file, options);
}

}  // namespace cortiscope
