#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "core/backbone/backbone.h"

namespace cortiscope {

/// A TorchScript module as plain values, for networks that the program makes itself.
struct ScriptSource {
  std::string name;
  std::string methods;  ///< TorchScript: `def get_tokens(self, images: Tensor) -> ...`, and others
  std::map<std::string, Array<float>> parameters;  ///< frozen weights, as attributes of self
  std::map<std::string, Array<float>> buffers;     ///< what methods may set
};

/// A network that is a TorchScript module.
class ScriptBackbone : public Backbone {
 public:
  /// Runs another method of the module, which takes images (B, 3, H, W) in 0..1; what it returns
  /// is ignored.
  virtual void run(const std::string& method, const std::vector<Image>& images) = 0;

  /// Writes the module, for `open_backbone` or Python's torch.jit.load.
  /// @throws Error  kBadFormat: the file cannot be written
  virtual void save(const std::filesystem::path& file) const = 0;
};

/// Makes a module of this source. Loads torch.
std::unique_ptr<ScriptBackbone> make_script_backbone(const ScriptSource& source);

}  // namespace cortiscope
