#include "app/gui/session/fit_jobs.h"

namespace cortiscope {

std::optional<FitJob> job_of(const Library& library, Choice at, const FitOptions& options,
                             bool resumes) {
  if (!library.contains(at) || !library.cell(at).can_fit()) return std::nullopt;
  const LibrarySubject& subject = library.subjects()[std::size_t(at.subject)];
  const LibraryCell& cell = library.cell(at);
  FitJob job;
  job.subject = subject.name;
  job.network = library.models()[std::size_t(at.model)].name;
  const std::filesystem::path beside = subject.file.parent_path() / (job.network + ".fit.h5");
  job.files = {subject.file, cell.features, resumes ? cell.fit_file : free_fit_file(beside)};
  job.options = options;
  job.resumes = resumes;
  const int vertices = subject.subject->vertex_count();
  const int images = int(subject.images.size());
  job.size = {{vertices, cell.channels, cell.rows, cell.columns},
              images,
              cell.features_mb + kMbOfFloat * double(images) * vertices};
  return job;
}

std::vector<FitJob> jobs_of_all(const Library& library, const FitOptions& options) {
  std::vector<FitJob> jobs;
  for (int subject = 0; subject < int(library.subjects().size()); ++subject) {
    for (int model = 0; model < int(library.models().size()); ++model) {
      if (library.cell({subject, model}).source) continue;
      if (auto job = job_of(library, {subject, model}, options)) jobs.push_back(std::move(*job));
    }
  }
  return jobs;
}

Choice place_of(const FitJob& job, const Library& library) {
  for (int subject = 0; subject < int(library.subjects().size()); ++subject) {
    if (library.subjects()[std::size_t(subject)].file != job.files.subject) continue;
    for (int model = 0; model < int(library.models().size()); ++model) {
      const LibraryModel& column = library.models()[std::size_t(model)];
      if (!column.is_known_answer && column.name == job.network) return {subject, model};
    }
  }
  return {};
}

const FitJob* active_job(const FitQueue& queue, const Library& library, Choice at) {
  for (const FitJob& job : queue.jobs()) {
    const bool is_active = job.state == FitState::kRunning || job.state == FitState::kWaiting;
    if (is_active && place_of(job, library) == at) return &job;
  }
  return nullptr;
}

}  // namespace cortiscope
