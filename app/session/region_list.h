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
  int id = 0;  ///< stays, whatever becomes of its name
  Hemisphere hemisphere = kLh;
  RegionOrigin origin = RegionOrigin::kCortex;
  std::string source;                    ///< the file it was opened from, without hemisphere
  std::shared_ptr<const Region> region;  ///< never null
  bool is_shown = true;                  ///< outlined, and told of its vertices
};

/// The regions of one subject: the cortex's own, those opened, those drawn. A plain value, small
/// enough that undoing keeps whole ones. What annotations call "unknown" is listed, but not shown
/// before it is asked for.
class RegionList {
 public:
  RegionList() = default;
  /// The cortex's own: its ROIs; its parcels where it has none.
  explicit RegionList(const std::shared_ptr<const Subject>& subject, int first_id = 1);

  const std::vector<ListedRegion>& all() const { return all_; }
  /// nullptr where there is none of this id.
  const ListedRegion* find(int id) const;

  /// What is outlined: those drawn first, then larger ones before smaller ones, for names to be
  /// placed in this order.
  /// @param all_colors  those not drawn keep their colour, too
  HemisphereRegions shown(bool all_colors = false) const;

  /// Adds a region drawn by hand, named "ROI 1" and so on, in a colour of its own.
  /// @param vertices  mesh indices, ascending, at least one
  /// @return  its id
  int add_drawn(Hemisphere hemisphere, std::vector<int> vertices);

  /// Adds a label's region to those opened; an annotation's replace them. The cortex's own are no
  /// longer shown.
  /// @param regions  fitted to the subject's cortex
  void add_opened(const RegionsPair& regions);

  /// Takes away what was opened, and shows the cortex's own again.
  void remove_opened();

  /// No region has this id or a higher one, nor ever had.
  int next_id() const { return next_id_; }

  /// Adds the drawn ones of another list. @pre both are of the same mesh, and no id is in both
  void add_drawn_of(const RegionList& other);

  /// Gives a region another name: without blanks around it, and with a number behind it where
  /// another region of the hemisphere that was drawn is called so. An empty name changes nothing.
  /// @return  whether it is called otherwise now
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

/// The drawn regions that no file holds as they are, by what each id's last file holds.
std::vector<int> unsaved_regions(const RegionList& list,
                                 const std::map<int, std::shared_ptr<const Region>>& saved);

}  // namespace cortiscope
