#pragma once

#include <array>
#include <string>

#include "core/data/cortex.h"
#include "core/open/contents.h"
#include "core/open/describe.h"

namespace cortiscope {

/// One describer for each part that a path may hold; describe() chooses. Adding a part means a line
/// there and a function here.
/// @throws Error  as the readers of parts that are read only now
Description describe_cortex(const Cortex& cortex, const std::string& kind);
/// Adds a part for each surface of a cortex, and its problems.
void add_surface_parts(const Cortex& cortex, Description& description);
Description describe_surface_file(const Contents& contents);
Description describe_patch(const Contents& contents);
Description describe_values(const Contents& contents);
Description describe_regions(const Contents& contents);
Description describe_gifti(const Contents& contents);
Description describe_cifti(const CiftiContents& part, const Contents& contents);
Description describe_weights(const WeightsContents& part, const Contents& contents);
Description describe_script(const ScriptContents& part, const Contents& contents);
Description describe_image(const Contents& contents);
Description describe_study_folder(const StudyFolderContents& part, const Contents& contents);
Description describe_algonauts(const AlgonautsContents& part, const Contents& contents);
Description describe_study_file(const SubjectContents& part, const Contents& contents);
Description describe_study_file(const FeaturesContents& part, const Contents& contents);
Description describe_study_file(const ImagesContents& part, const Contents& contents);
Description describe_study_file(const FitContents& part, const Contents& contents);
Description describe_study_file(const CheckpointContents& part, const Contents& contents);
Description describe_study_file(const OtherHdf5Contents& part, const Contents& contents);

/// "0.485, 0.456, 0.406", of red, green and blue.
std::string colors_text(const std::array<double, 3>& colors);

/// Facts of maps per vertex, and problems with them. `name` starts each problem.
void add_value_facts(const std::vector<float>& values, const std::string& name,
                     std::vector<Fact>& facts, std::vector<std::string>& problems);

}  // namespace cortiscope
