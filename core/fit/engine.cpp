#include "core/fit/engine.h"

#include "core/base/error.h"

namespace cortiscope {

std::unique_ptr<Engine<float>> make_engine(const std::string& name, const ModelSize& size,
                                           const Array<float>& encoding,
                                           const Parameters& parameters,
                                           const std::string& device) {
  if (name != "fast" && name != "eager") {
    throw Error(ErrorKind::kBadValue, "--engine", "expected fast or eager, found \"" + name + "\"");
  }
  if (name == "fast" && device == "cpu") return make_fast_engine(size, encoding, parameters);
  if (name == "fast") return make_gpu_engine(size, encoding, parameters, device);
  return make_eager_engine(size, encoding, parameters, device);
}

}  // namespace cortiscope
