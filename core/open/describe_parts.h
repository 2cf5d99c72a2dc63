#pragma once

#include <filesystem>

#include "core/data/cortex.h"
#include "core/open/describe.h"
#include "core/open/file_format.h"

namespace cortiscope {

/// One describer for each family of formats; describe() chooses. Adding a format means a line there
/// and a function here.
/// @throws Error  what the reader of the format throws
Description describe_cortex(const Cortex& cortex, const std::string& kind);
/// Adds a part for each surface of a cortex, and what is wrong with it.
void add_surface_parts(const Cortex& cortex, Description& description);
Description describe_surface_file(const std::filesystem::path& file, FileFormat format);
Description describe_patch(const std::filesystem::path& file);
Description describe_values(const std::filesystem::path& file, FileFormat format);
Description describe_regions(const std::filesystem::path& file, FileFormat format);
Description describe_gifti(const std::filesystem::path& file);
Description describe_cifti(const std::filesystem::path& file, FileFormat format);
Description describe_image(const std::filesystem::path& file, FileFormat format);
Description describe_study_file(const std::filesystem::path& file,
                                const CortexTemplates& templates);

/// Facts of maps a vertex, and what is odd about them. `name` starts each problem.
void add_value_facts(const std::vector<float>& values, const std::string& name,
                     std::vector<Fact>& facts, std::vector<std::string>& problems);

}  // namespace cortiscope
