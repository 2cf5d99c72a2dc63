#include "app/session/fit_jobs.h"

#include "core/fit/fit_output.h"

namespace cortiscope {

std::optional<FitJob> job_of(const Library& library, Choice at, const FitOptions& options,
                             bool resumes) {
  if (!library.contains(at) || !library.cell(at).can_fit()) return std::nullopt;
  const LibrarySubject& subject = *library.find_subject(at.subject);
  const LibraryCell& cell = library.cell(at);
  FitJob job;
  job.at = at;
  job.subject = subject.name;
  job.network = library.find_model(at.model)->name;
  job.files = {subject.file, cell.features,
               resumes ? cell.fit_file : free_fit_file(fit_file_beside(subject, job.network))};
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
  for (const Choice at : library.choices()) {
    if (library.cell(at).source) continue;
    if (auto job = job_of(library, at, options)) jobs.push_back(std::move(*job));
  }
  return jobs;
}

const FitJob* active_job(const FitQueue& queue, Choice at) {
  for (const FitJob& job : queue.jobs()) {
    if (is_active(job.state) && job.at == at) return &job;
  }
  return nullptr;
}

}  // namespace cortiscope
