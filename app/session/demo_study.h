#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "app/session/study_opener.h"
#include "core/base/stop_token.h"
#include "core/simulate/demonstration.h"

namespace cortiscope {

/// The built-in demonstration: synthetic subjects with a known answer, who see the same images, and
/// networks to fit.
struct DemoOptions {
  std::filesystem::path folder;  ///< where its files are kept between runs
  int images = kDemoImages;
  int vertices = 0;  ///< 0: the whole visual cortex
  std::vector<std::string> networks = kDemoNetworks;
  int subjects = kDemoSubjects;
  std::uint64_t seed = 1;

  /// Whether fits of it come with the program: of the study itself, not of a variant.
  bool has_installed_fits() const { return images == kDemoImages && vertices == 0 && seed == 1; }
};

/// Removes the files and fits of an earlier demonstration from the folder; others stay.
/// @throws Error  kExists: the folder holds files and is not a demonstration's; nothing is removed
void remove_demo(const DemoOptions& options);

/// Opens the demonstration, and first makes its files where they do not exist. The subjects with
/// their known answers, each followed by its fits that come with the program, are passed on at
/// once; the files as they are made.
///
/// @param on_opened    called on this thread with each part, the first subject first
/// @param on_progress  called on this thread with what is being made, 0 to 1
/// @return  false where `stop` asked before all was made; the next call makes what is missing
/// @throws Error  as the writers and readers of these files
bool open_demo(const DemoOptions& options, const StopToken& stop,
               const std::function<void(Opened)>& on_opened,
               const std::function<void(const std::string&, double)>& on_progress);

}  // namespace cortiscope
