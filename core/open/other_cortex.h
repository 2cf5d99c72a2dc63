#pragma once

#include <string>
#include <vector>

#include "core/data/cortex.h"
#include "core/open/warnings.h"

namespace cortiscope {

struct Contents;

/// The cortex that a file says it was made on: a label's comment names its subject, a GIFTI file's
/// metadata its SubjectID. Empty where it names none.
std::string cortex_named_in(const Contents& contents);

/// The share of the edges at labelled vertices whose two ends differ: how much of a parcellation is
/// border. A triangle counts each of its edges.
///
/// @param labels  (V), 0 for none
/// @return  0 to 1; 0 without labelled vertices
double border_share(const Surface& surface, const std::vector<int>& labels);

/// Warns where the parcels of a whole hemisphere are so scattered over a mesh that they must be of
/// another cortex, whose vertices are as many but in another order.
///
/// @param regions  of one hemisphere, within its mesh
/// @param file     the name of their file
void warn_if_scattered(const std::vector<Region>& regions, const HemisphereCortex& hemisphere,
                       const std::string& file, const std::string& cortex, Warnings* warnings);

/// Warns where a file says that it was made on a cortex of another name.
/// @param made_on  as the file says; empty where it does not
void warn_if_other_name(const std::string& made_on, const std::string& file,
                        const std::string& cortex, Warnings* warnings);

}  // namespace cortiscope
