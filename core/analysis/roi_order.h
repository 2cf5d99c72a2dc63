#pragma once

#include <string>
#include <vector>

namespace cortiscope {

/// One stage of a hierarchy: areas of equal height, by the names of roi_names.h.
struct RoiStage {
  std::vector<std::string> areas;
};

/// A hierarchy of the visual cortex, early to late, on which networks are compared.
struct RoiOrder {
  std::string name;  ///< "common", or that of a route: "ventral"
  std::vector<RoiStage> stages;

  /// The stages are evenly spaced on [0, 1], whether or not a subject has them.
  /// @pre at least 2 stages
  double height(std::size_t stage) const { return double(stage) / double(stages.size() - 1); }
};

/// V1, V2, V3, hV4, then OFA, OWFA, EBA and OPA together, then FFA, FBA, PPA, VWFA and RSC.
RoiOrder default_roi_order();

/// Ventral (V1 V2 V3 hV4 FFA/PPA/VWFA), lateral (V1 V2 V3 EBA/OFA) and dorsal (V1 V2 V3 OPA/RSC).
std::vector<RoiOrder> default_routes();

/// Reads "V1,V2,V3,hV4,OFA+EBA,FFA+PPA": commas between stages, plus signs between the areas of
/// one.
///
/// @param option  that it was given by, for messages
/// @throws Error  kBadValue: fewer than 2 stages, an empty name, an area that is named twice
RoiOrder parse_roi_order(const std::string& text, const std::string& option);

/// Reads "ventral:V1,V2,hV4": a name before the order.
/// @throws Error  as parse_roi_order; kBadValue: no name
RoiOrder parse_route(const std::string& text, const std::string& option);

/// As parse_roi_order reads it, without its name.
std::string to_text(const RoiOrder& order);

/// "OFA+EBA".
std::string to_text(const RoiStage& stage);

}  // namespace cortiscope
