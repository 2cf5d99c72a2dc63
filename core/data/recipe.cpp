#include "core/data/recipe.h"

namespace cortiscope {

Recipe averaged_recipe() { return {"averaged", {1e-3, 3e-3, 1e-2, 0.3}, 0.995}; }

}  // namespace cortiscope
