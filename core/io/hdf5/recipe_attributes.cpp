#include "core/io/hdf5/recipe_attributes.h"

#include <algorithm>

namespace cortiscope {

Recipe read_recipe(const H5Reader& file, const std::string& group) {
  Recipe recipe = published_recipe();
  if (file.has_attribute(group, "recipe")) {
    recipe.name = file.text(group, "recipe");
    recipe.rates = {file.number(group, "selector_rate"), file.number(group, "alignment_rate"),
                    file.number(group, "readout_rate")};
    if (file.has_attribute(group, "readout_decay")) {
      recipe.rates.readout_decay = file.number(group, "readout_decay");
    }
    recipe.averaging = file.number(group, "averaging");
  } else if (file.has_attribute(group, "learning_rate")) {
    const double rate = file.number(group, "learning_rate");
    recipe.rates = {std::min(rate, kPublishedLearningRate), rate, rate};
  }
  return recipe;
}

void write_recipe(H5Writer& file, const std::string& group, const Recipe& recipe) {
  file.set_text(group, "recipe", recipe.name);
  file.set_number(group, "selector_rate", recipe.rates.selectors);
  file.set_number(group, "alignment_rate", recipe.rates.alignment);
  file.set_number(group, "readout_rate", recipe.rates.readout);
  file.set_number(group, "readout_decay", recipe.rates.readout_decay);
  file.set_number(group, "averaging", recipe.averaging);
}

}  // namespace cortiscope
