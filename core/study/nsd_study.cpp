#include "core/study/nsd_study.h"

#include <cmath>
#include <memory>
#include <utility>

#include "core/base/error.h"
#include "core/base/readable_text.h"
#include "core/io/file_hash.h"
#include "core/io/freesurfer/mgh.h"
#include "core/study/nsd_regions.h"
#include "core/study/nsd_responses.h"
#include "core/study/nsd_trials.h"

namespace cortiscope {
namespace {

std::string missing(const std::filesystem::path& file) { return file_name(file) + ": missing"; }

/// The ceilings of the chosen vertices, lh then rh; empty, with a concern, where a file is missing.
std::vector<float> read_ceilings(const NsdFiles& files, const NsdSessions& sessions,
                                 const std::array<std::vector<int>, 2>& vertices,
                                 const std::array<int, 3>& repeats,
                                 std::vector<std::string>& concerns) {
  std::vector<float> ceilings;
  for (const Hemisphere h : kHemispheres) {
    const std::filesystem::path file = files.signal_to_noise(h);
    if (!is_file(file)) {
      concerns.push_back(missing(file) + ", so that the noise ceilings are not known");
      return {};
    }
    const Array<float> values = read_mgh_maps(file);
    if (values.row_size() != sessions.mesh_size(h)) {
      throw Error(ErrorKind::kBadShape, file_name(file),
                  "expected " + std::to_string(sessions.mesh_size(h)) +
                      " values, as the sessions have vertices, found " +
                      std::to_string(values.row_size()),
                  "is it of fsaverage?");
    }
    for (const int vertex : vertices[h]) {
      const float value = values.row(0)[vertex];
      // Not a number where a vertex has no signal at all.
      ceilings.push_back(
          std::isfinite(value) && value > 0 ? float(nsd_noise_ceiling(double(value), repeats)) : 0);
    }
  }
  return ceilings;
}

void require_mesh(const Cortex& cortex, const NsdSessions& sessions) {
  for (const Hemisphere h : kHemispheres) {
    const std::int64_t expected = sessions.mesh_size(h);
    if (cortex[h].vertex_count() == expected) continue;
    throw Error(ErrorKind::kBadShape, file_name(sessions.series[0][h].file()),
                "expected a cortex of " + std::to_string(expected) + " vertices, found " +
                    name_of(h) + " of the cortex " + in_quotes(cortex.name) + " with " +
                    std::to_string(cortex[h].vertex_count()),
                "give FreeSurfer's fsaverage, which has 163842, not fsaverage5 or 6");
  }
}

[[noreturn]] void refuse_without_shared(const NsdFiles& files) {
  throw Error(ErrorKind::kNotFound, files.subject,
              "expected some of the images that all subjects were shown in the recorded trials, "
              "found none",
              "without the option split a fit holds out images itself");
}

}  // namespace

void refuse_nsd_folder(const std::filesystem::path& folder) {
  throw Error(ErrorKind::kBadValue, folder.string(),
              "expected one subject, found a download of the Natural Scenes Dataset",
              "make a subject file of one of its subjects: cortiscope study --nsd " +
                  folder.string() + " --subject subj01 --out subj01.h5");
}

double nsd_noise_ceiling(double signal_to_noise, const std::array<int, 3>& repeats) {
  const double images = repeats[0] + repeats[1] + repeats[2];
  const double noise = (repeats[2] / 3.0 + repeats[1] / 2.0 + repeats[0]) / images;
  const double signal = signal_to_noise * signal_to_noise;
  return signal / (signal + noise);
}

NsdStudy::NsdStudy(NsdFiles files, StudyCortex cortex, std::array<std::vector<int>, 2> vertices,
                   std::function<void(int, int)> on_read, NsdTestSet test_set)
    : files_(std::move(files)),
      cortex_(std::move(cortex)),
      vertices_(std::move(vertices)),
      on_read_(std::move(on_read)),
      test_set_(test_set) {}

bool NsdStudy::is_at(const std::filesystem::path& folder) {
  std::error_code ignored;
  return std::filesystem::is_directory(folder / "nsddata_betas/ppdata", ignored);
}

const std::string& NsdStudy::name() const {
  static const std::string name = "Natural Scenes Dataset subject";
  return name;
}

RecordingSource NsdStudy::open(double /*cache_gb*/) const {
  RecordingSource recording;
  Subject& subject = recording.subject;
  subject.name = files_.subject;
  NsdSessions sessions = open_nsd_sessions(files_);
  subject.cortex = cortex_();
  require_mesh(subject.cortex, sessions);
  NsdTrials trials = read_nsd_trials(files_, sessions.trial_count());
  NsdRegions regions = read_nsd_regions(files_, {sessions.mesh_size(kLh), sessions.mesh_size(kRh)});
  if (!regions.of[kLh].empty() || !regions.of[kRh].empty()) {
    for (const Hemisphere h : kHemispheres) subject.cortex[h].regions = std::move(regions.of[h]);
  }
  recording.concerns = std::move(regions.concerns);
  subject.vertices = vertices_;
  std::array<int, 3> repeats = trials.repeats();
  if (test_set_ == NsdTestSet::kShared) {
    if (trials.shared.empty()) refuse_without_shared(files_);
    repeats = trials.repeats(trials.shared);
    recording.test_rows = std::move(trials.shared);
  }
  subject.noise_ceiling = read_ceilings(files_, sessions, vertices_, repeats, recording.concerns);
  recording.images = std::move(trials.images);
  recording.is_z_scored = true;
  const int count = int(sessions.series.size());
  recording.responses = std::make_shared<const NsdResponses>(
      std::move(sessions), vertices_, std::move(trials.trials_of), [&](int read) {
        if (on_read_) on_read_(read, count);
      });
  return recording;
}

std::string NsdStudy::fingerprint() const {
  std::string listing = files_.subject + (test_set_ == NsdTestSet::kShared ? " shared" : "") + "\n";
  for (const std::filesystem::path& design : {files_.trials(), files_.design()}) {
    if (is_file(design)) listing += hash_of_file(design) + "\n";
  }
  const int count = int(open_nsd_sessions(files_).series.size());
  for (const Hemisphere h : kHemispheres) {
    for (int session = 1; session <= count; ++session) {
      listing += hash_of_file(files_.session(h, session)) + "\n";
    }
    if (is_file(files_.signal_to_noise(h)))
      listing += hash_of_file(files_.signal_to_noise(h)) + "\n";
    listing += hash_of_bytes(vertices_[h].data(), vertices_[h].size() * sizeof(int)) + "\n";
  }
  return hash_of_bytes(listing.data(), listing.size());
}

}  // namespace cortiscope
