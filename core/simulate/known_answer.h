#pragma once

#include <optional>
#include <string>

#include "core/data/selectors.h"

namespace cortiscope {

/// What a simulated subject's vertices read in another synthetic network. Where its layers are
/// those of `aligned` in another order, the weights of the layers change places as the layers do,
/// and receptive fields and scales stay. So the difference of its fit from that of `aligned` has a
/// known answer: in `aligned-finetuned` none for vertices that read the first kKeptLayers layers,
/// and three layers up or down for all others; in `aligned-forgotten` six layers for every vertex.
///
/// @param network     as simulated or as its features call it
/// @param of_aligned  the subject's truth
/// @return  nothing of networks that lack layers of `aligned`, and of others
std::optional<Selectors> known_answer(const std::string& network, const Selectors& of_aligned);

}  // namespace cortiscope
