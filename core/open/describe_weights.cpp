#include "core/backbone/script_archive.h"
#include "core/io/file_bytes.h"
#include "core/open/describe_parts.h"

namespace cortiscope {
namespace {

void add_network_facts(const VisionTransformer& network, std::vector<Fact>& facts) {
  facts.push_back({"network", std::string("vision transformer")});
  facts.push_back({"names_of", network.package});
  facts.push_back({"blocks", std::int64_t(network.blocks)});
  facts.push_back({"width", std::int64_t(network.width)});
  facts.push_back({"heads", std::int64_t(network.heads)});
  facts.push_back({"patch_pixels", std::int64_t(network.patch)});
  facts.push_back({"input_side_pixels", std::int64_t(network.preprocessing.side)});
  facts.push_back({"input_mean", colors_text(network.preprocessing.mean)});
  facts.push_back({"input_std", colors_text(network.preprocessing.deviation)});
  facts.push_back({"class_token", std::string(network.has_class_token ? "yes" : "no")});
  facts.push_back({"register_tokens", std::int64_t(network.registers)});
  facts.push_back(
      {"activation", std::string(network.is_gated ? "SwiGLU" : name_of(network.activation))});
}

}  // namespace

Description describe_weights(const WeightsContents& part, const Contents& contents) {
  Description description;
  description.kind = kind_of(contents);
  description.facts.push_back({"tensors", std::int64_t(part.tensors)});
  if (part.network) add_network_facts(*part.network, description.facts);
  if (!part.problem.empty()) {
    description.problems.push_back(file_name(contents.path) + ": cannot be run: " + part.problem);
  }
  return description;
}

Description describe_script(const ScriptContents& part, const Contents& contents) {
  Description description;
  description.kind = kind_of(contents);
  description.facts.push_back({"network", network_name(contents.path)});
  description.facts.push_back({"trusted", std::string(part.is_trusted ? "yes" : "no")});
  return description;
}

}  // namespace cortiscope
