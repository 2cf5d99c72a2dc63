#pragma once

#include <optional>
#include <string>
#include <vector>

namespace cortiscope {

struct LibraryModel;

/// How the library's models stand together.
enum class ModelGrouping {
  kNone,
  kObjective,  ///< what they were trained for
  kSize        ///< number of layers, then of channels
};

/// "none", "objective" or "size".
const char* name_of(ModelGrouping grouping);
/// Absent for any other text.
std::optional<ModelGrouping> find_model_grouping(const std::string& name);

/// Models that stand beside one another.
struct ModelGroup {
  std::string name;  ///< "self-distillation", "12 layers, 768 channels", "objective not given"
  int first = 0;     ///< place of its first model
  int count = 0;
};

/// Whether two models are of one group; known answers are of none but theirs.
bool is_same_group(const LibraryModel& a, const LibraryModel& b, ModelGrouping grouping);

/// The groups of models that are in their order, or some of them; none without a grouping. Known
/// answers are in no group.
std::vector<ModelGroup> groups_of(const std::vector<LibraryModel>& models, ModelGrouping grouping);

/// Known answers first, then the user's order.
void sort_as_placed(std::vector<LibraryModel>& models);

/// Known answers first, then group by group, in the user's order within each. Objectives stand in
/// the order of their first models, sizes from small to large, models whose group is not known
/// last.
void sort_by_group(std::vector<LibraryModel>& models, ModelGrouping grouping);

}  // namespace cortiscope
