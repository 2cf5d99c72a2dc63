#include "app/session/compared_models.h"

namespace cortiscope {

std::vector<ComparedModel> compared_models(const Library& library, SubjectId subject) {
  std::vector<ComparedModel> models;
  if (!library.find_subject(subject)) return models;
  for (const LibraryModel& model : library.models()) {
    const LibraryCell& cell = library.cell({subject, model.id});
    if (!cell.source || !cell.source->has_selectors()) continue;
    const MapSource::Kind kind = cell.source->kind;
    if (kind != MapSource::Kind::kFit && kind != MapSource::Kind::kStopped) continue;
    models.push_back({model.id, model.name, cell.source, cell.shown_file().string()});
  }
  return models;
}

std::optional<ComparisonReport> compare_models(const std::vector<ComparedModel>& models,
                                               const ComparisonOptions& options,
                                               ComparedSubjects& subjects, const StopToken& stop) {
  const std::vector<float> unknown;  // a stopped fit has no score on test images
  ComparisonReport report;
  report.options = options;
  for (const ComparedModel& model : models) {
    if (stop.stop_requested()) return std::nullopt;
    const MapSource& source = *model.source;
    const bool is_finished = source.kind == MapSource::Kind::kFit;
    report.fits.push_back(
        compared_fit({*source.subject, model.name, source.made.seed, source.selectors,
                      is_finished ? source.score : unknown, source.evidence},
                     source.training_images, source.test_images, model.file, subjects));
  }
  report.comparison = compare(report.fits, report.options, stop);
  if (stop.stop_requested()) return std::nullopt;
  return report;
}

}  // namespace cortiscope
