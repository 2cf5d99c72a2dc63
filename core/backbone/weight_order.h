#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cortiscope {

/// The order that a weight tensor's values have in the untrained twin of a network: value i comes
/// from position order[i]. A random permutation by seed and name, the same on every machine.
///
/// @param count   of values, at most 2^31 - 1
/// @param tensor  the tensor's name in its network, so that each has a permutation of its own
/// @return  (count)
std::vector<int> shuffled_order(int count, std::uint64_t seed, const std::string& tensor);

/// The name of the twin: "NAME, untrained (seed N)".
std::string untrained_name(const std::string& network, std::uint64_t seed);

}  // namespace cortiscope
