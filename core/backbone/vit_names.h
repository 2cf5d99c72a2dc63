#pragma once

#include <map>
#include <string>
#include <vector>

namespace cortiscope {

/// How one package names the tensors of a vision transformer. Keys are its names, values are those
/// of the parts (vision_transformer.h); where a key is without ".weight" or ".bias", the tensor's
/// name may end in either, and so does the part's.
struct VitNames {
  std::string package;
  std::string patch;   ///< the name by which it is recognised, after what comes before all names
  std::string blocks;  ///< what comes before a block's number
  std::string norm1;   ///< of block 0, by which packages with the same `patch` are told apart
  std::map<std::string, std::string> whole;  ///< outside the blocks; others are not used
  std::map<std::string, std::string> block;  ///< in a block, without what comes before; no others
};

/// All of them. Source: the state dicts of timm 1.0, open_clip 2.24, transformers 4.40,
/// facebookresearch/dinov2, facebookresearch/mae and facebookresearch/moco-v3.
const std::vector<VitNames>& all_vit_names();

/// The part's name of a tensor's, or "" where it is none.
std::string part_named(const std::map<std::string, std::string>& names, const std::string& tensor);

}  // namespace cortiscope
