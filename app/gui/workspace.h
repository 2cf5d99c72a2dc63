#pragma once

#include <array>

namespace cortiscope {

/// What the window is arranged for. All share one selection; Ctrl+1 to Ctrl+4 choose them.
enum class Workspace { kExplore, kCompare, kFit, kTeach };

struct WorkspaceEntry {
  Workspace workspace;
  const char* name;   ///< in the settings
  const char* title;  ///< for the window's tr()
  const char* tip;
};

/// In the order of their buttons and keys.
inline constexpr std::array<WorkspaceEntry, 4> kWorkspaces = {
    {{Workspace::kExplore, "explore", "&Explore", "One model and subject: its maps and vertices"},
     {Workspace::kCompare, "compare", "&Compare", "The networks of a subject beside each other"},
     {Workspace::kFit, "fit", "&Fit", "Fits and extractions: start them, follow them"},
     {Workspace::kTeach, "teach", "&Teach", "Large views and type, without the sidebars"}}};

}  // namespace cortiscope
