#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/data/subject.h"
#include "core/open/regions_pair.h"

namespace cortiscope {

/// Where a region came from.
enum class RegionOrigin { kCortex, kOpened, kDrawn };

/// A region as the window lists it. Cheap to copy: its vertices are shared.
struct ListedRegion {
  int id = 0;  ///< renaming keeps it
  Hemisphere hemisphere = kLh;
  RegionOrigin origin = RegionOrigin::kCortex;
  std::string source;                    ///< the file it was opened from, without hemisphere
  std::shared_ptr<const Region> region;  ///< never null
  bool is_shown = true;                  ///< outlined, and named for its vertices
  std::string file = {};                 ///< of opened ones: text_of(MapChoice)
};

/// The regions of one subject: the cortex's own, those opened, those drawn. A plain value, small
/// enough that undoing keeps whole ones. Regions called "unknown" in annotations are listed, but
/// hidden at first.
class RegionList {
 public:
  RegionList() = default;
  /// The cortex's own: its ROIs; its parcels where it has none.
  explicit RegionList(const std::shared_ptr<const Subject>& subject, int first_id = 1);

  const std::vector<ListedRegion>& all() const { return all_; }
  /// nullptr where there is none of this id.
  const ListedRegion* find(int id) const;

  /// The outlined regions: drawn ones first, then from large to small, the order in which their
  /// names are placed.
  /// @param all_colors  regions not drawn keep their colour too
  HemisphereRegions shown(bool all_colors = false) const;

  /// Adds a region that the user drew, named "ROI 1" and so on, in a colour of its own.
  /// @param vertices  mesh indices, ascending, at least one
  /// @return  its id
  int add_drawn(Hemisphere hemisphere, std::vector<int> vertices);

  /// The same of a region that was drawn before: with its name, made free, and its colour if it has
  /// one.
  int add_drawn_again(Hemisphere hemisphere, const Region& region);

  /// Adds a label's region to those opened; an annotation's regions replace them. The cortex's own
  /// are no longer shown.
  /// @param regions  fitted to the subject's cortex
  void add_opened(const RegionsPair& regions);

  /// Removes the opened regions, and shows the cortex's own again.
  void remove_opened();

  /// The id of the next region; never used so far.
  int next_id() const { return next_id_; }

  /// Adds the drawn ones of another list. @pre both are of the same mesh, and no id is in both
  void add_drawn_of(const RegionList& other);

  /// Renames a region: blanks around the name are removed, and a number is added where another
  /// drawn region of the hemisphere has the name. An empty name changes nothing.
  /// @return  whether the name changed
  bool rename(int id, const std::string& name);

  void remove(int id);
  void show(int id, bool is_shown);

 private:
  ListedRegion* find_mutable(int id);
  std::string free_name(Hemisphere hemisphere, const std::string& wanted, int but) const;
  void add(ListedRegion entry);
  void take_opened_away();
  void show_own(bool are_shown);

  std::vector<ListedRegion> all_;
  int next_id_ = 1;
};

/// The drawn regions with unsaved changes.
/// @param saved  what each id's last file holds
std::vector<int> unsaved_regions(const RegionList& list,
                                 const std::map<int, std::shared_ptr<const Region>>& saved);

}  // namespace cortiscope
