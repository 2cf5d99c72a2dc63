#pragma once

#include <torch/script.h>

#include <string>
#include <vector>

#include "core/data/preprocessing.h"

namespace cortiscope {

/// The preprocessing that a module carries as attributes (core/backbone/script.h); the default for
/// what it does not.
/// @param name  of the module, in messages
/// @throws Error  kBadFormat: an attribute of another type; kBadValue: out of range
Preprocessing preprocessing_of(const torch::jit::Module& module, const std::string& name);

/// Its attribute layer_names; empty where it has none.
/// @throws Error  kBadFormat: not a list of strings
std::vector<std::string> layer_names_of(const torch::jit::Module& module, const std::string& name);

/// Its attribute objective; empty where it has none.
/// @throws Error  kBadFormat: not a text
std::string objective_of(const torch::jit::Module& module, const std::string& name);

}  // namespace cortiscope
