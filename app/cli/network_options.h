#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "core/backbone/open_backbone.h"

namespace cortiscope {

/// A network as it is named on the command line, and what its file does not say.
struct NetworkArguments {
  std::string file;
  std::string device = "auto";
  std::vector<double> mean, deviation;  ///< three each, or empty
  std::string tokens, activation;       ///< empty: not given
  int heads = 0;                        ///< 0: not given
  bool is_trusted = false;              ///< may be run though it was not made here
};

/// --backbone, --device, --mean, --std, --tokens, --heads, --activation and --trust.
/// @return  --backbone
CLI::Option* add_network_options(CLI::App& command, NetworkArguments& arguments);

/// Opens it on all cores.
/// @param usual  of what is not given
/// @throws Error  as require_trusted and open_backbone
std::unique_ptr<Backbone> open_network(const NetworkArguments& arguments,
                                       const BackboneOptions& usual = {});

}  // namespace cortiscope
