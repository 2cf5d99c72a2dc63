#include "app/gui/change_step.h"
#include "app/gui/session_controller.h"
#include "app/gui/text.h"
#include "core/io/freesurfer/label_writer.h"

// The regions of the chosen subject.

namespace cortiscope {

void SessionController::change_regions(const QString& what, RegionList after, int joint) {
  const SubjectId id = view_.choice.subject;
  steps_.push(new ChangeStep<RegionList>(
      what, subject()->regions, std::move(after),
      [this, id](const RegionList& regions) { put_regions(id, regions); }, joint));
}

void SessionController::outline_regions() {
  if (!subject()) return outlined_.reset();
  outlined_ = std::make_shared<const HemisphereRegions>(
      subject()->regions.shown(view_.shows_region_colors));
}

void SessionController::put_regions(SubjectId subject, const RegionList& regions) {
  library_.set_regions(subject, regions);
  outline_regions();
  if (subject != view_.choice.subject) {
    choose({subject, view_.choice.model});  // where it can be seen
    return;
  }
  Q_EMIT regions_changed();
  Q_EMIT picked_changed();
}

int SessionController::draw_region(Hemisphere hemisphere, std::vector<int> vertices) {
  RegionList all = subject()->regions;
  const int id = all.add_drawn(hemisphere, std::move(vertices));
  change_regions(tr("drawing a region"), std::move(all), id);
  return id;
}

void SessionController::name_drawn_region(int id, const std::string& name) {
  RegionList all = subject()->regions;
  if (all.rename(id, name)) change_regions(tr("drawing a region"), std::move(all), id);
}

void SessionController::rename_region(int id, const std::string& name) {
  RegionList all = subject()->regions;
  if (all.rename(id, name)) change_regions(tr("renaming a region"), std::move(all));
}

void SessionController::remove_region(int id) {
  const ListedRegion* region = subject()->regions.find(id);
  if (!region) return;
  const QString what = tr("deleting %1").arg(text_of(region->region->name));
  RegionList all = subject()->regions;
  all.remove(id);
  change_regions(what, std::move(all));
}

void SessionController::show_regions(const std::vector<int>& ids, bool are_shown) {
  RegionList all = subject()->regions;
  for (const int id : ids) all.show(id, are_shown);
  change_regions(are_shown ? tr("showing regions") : tr("hiding regions"), std::move(all));
}

void SessionController::remove_opened_regions() {
  if (!subject()) return;
  RegionList all = subject()->regions;
  all.remove_opened();
  change_regions(tr("regions of the cortex"), std::move(all));
}

void SessionController::save_region(SubjectId subject, int id, const std::filesystem::path& file) {
  const LibrarySubject& row = *library_.find_subject(subject);
  const ListedRegion* listed = row.regions.find(id);
  if (!listed) return;
  const Cortex& cortex = row.subject->cortex;
  write_label(*listed->region, label_surface(cortex[listed->hemisphere]), cortex.name, file);
  library_.note_saved(subject, id);
  Q_EMIT regions_changed();
}

}  // namespace cortiscope
