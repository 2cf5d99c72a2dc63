#include "core/study/nsd_responses.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/error.h"

namespace cortiscope {
namespace {

constexpr int kMostSessions = 40;
constexpr double kLeastDeviation = 1e-6;  // percent signal change; of less a vertex is constant

/// The sessions of a subject, from the names of the files.
int count_sessions(const NsdFiles& files) {
  int last = 0;
  for (int session = 1; session <= kMostSessions; ++session) {
    for (const Hemisphere h : kHemispheres) {
      if (is_file(files.session(h, session))) last = session;
    }
  }
  if (last == 0) {
    throw Error(ErrorKind::kNotFound, file_name(files.session(kLh, 1)), "no such file",
                "looked for " + files.session(kLh, 1).string());
  }
  for (int session = 1; session <= last; ++session) {
    for (const Hemisphere h : kHemispheres) {
      if (is_file(files.session(h, session))) continue;
      throw Error(ErrorKind::kNotFound, file_name(files.session(h, session)),
                  "missing, but session " + std::to_string(last) + " is there",
                  "trials are counted from the first session on: download every session up to the "
                  "last, of both hemispheres");
    }
  }
  return last;
}

void require_like_first(const MghSeries& found, const MghSeries& first, std::int64_t trials) {
  if (found.frame_count() != trials) {
    throw Error(ErrorKind::kBadShape, file_name(found.file()),
                "expected " + std::to_string(trials) + " trials, as in the first session, found " +
                    std::to_string(found.frame_count()),
                "the file is damaged; copy it again");
  }
  if (found.vertex_count() != first.vertex_count()) {
    throw Error(ErrorKind::kBadShape, file_name(found.file()),
                "expected " + std::to_string(first.vertex_count()) +
                    " vertices, as in the first session, found " +
                    std::to_string(found.vertex_count()),
                "are all of fsaverage?");
  }
}

}  // namespace

NsdSessions open_nsd_sessions(const NsdFiles& files) {
  NsdSessions sessions;
  const int count = count_sessions(files);
  for (int session = 1; session <= count; ++session) {
    sessions.series.push_back(
        {MghSeries(files.session(kLh, session)), MghSeries(files.session(kRh, session))});
    sessions.trials = int(sessions.series[0][kLh].frame_count());
    for (const Hemisphere h : kHemispheres) {
      require_like_first(sessions.series.back()[h], sessions.series[0][h], sessions.trials);
    }
  }
  return sessions;
}

NsdResponses::NsdResponses(NsdSessions sessions, std::array<std::vector<int>, 2> vertices,
                           std::vector<std::vector<int>> trials_of,
                           const std::function<void(int)>& on_read)
    : sessions_(std::move(sessions)),
      vertices_(std::move(vertices)),
      trials_of_(std::move(trials_of)) {
  const std::size_t count = vertices_[kLh].size() + vertices_[kRh].size();
  const Shape shape{std::int64_t(sessions_.series.size()), std::int64_t(count)};
  mean_ = Array<float>(shape);
  factor_ = Array<float>(shape);
  std::vector<float> first(count), trial(count);
  for (int session = 0; session < int(sessions_.series.size()); ++session) {
    std::vector<double> sum(count, 0), squares(count, 0);  // of the differences from the first
    read_trial(session, 0, first.data());
    for (int t = 1; t < sessions_.trials; ++t) {
      read_trial(session, t, trial.data());
      for (std::size_t i = 0; i < count; ++i) {
        const double difference = double(trial[i]) - double(first[i]);
        sum[i] += difference;
        squares[i] += difference * difference;
      }
    }
    for (std::size_t i = 0; i < count; ++i) {
      const double shift = sum[i] / sessions_.trials;
      const double deviation =
          std::sqrt(std::max(0.0, squares[i] / sessions_.trials - shift * shift));
      mean_.row(session)[i] = float(double(first[i]) + shift);
      factor_.row(session)[i] = deviation > kLeastDeviation ? float(1 / deviation) : 0;
    }
    if (on_read) on_read(session + 1);
  }
}

void NsdResponses::read_trial(int session, int trial, float* to) const {
  const std::array<MghSeries, 2>& series = sessions_.series[std::size_t(session)];
  series[kLh].read_frame(trial, vertices_[kLh], to);
  series[kRh].read_frame(trial, vertices_[kRh], to + vertices_[kLh].size());
}

Array<float> NsdResponses::read(const std::vector<int>& rows) const {
  const std::size_t count = vertices_[kLh].size() + vertices_[kRh].size();
  Array<float> responses(Shape{std::int64_t(rows.size()), std::int64_t(count)});
  std::vector<float> values(count);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    float* to = responses.row(std::int64_t(i));
    const std::vector<int>& trials = trials_of_[std::size_t(rows[i])];
    for (const int trial : trials) {
      const int session = trial / sessions_.trials;
      read_trial(session, trial % sessions_.trials, values.data());
      const float* mean = mean_.row(session);
      const float* factor = factor_.row(session);
      for (std::size_t j = 0; j < count; ++j) to[j] += (values[j] - mean[j]) * factor[j];
    }
    for (std::size_t j = 0; j < count; ++j) to[j] /= float(trials.size());
  }
  return responses;
}

}  // namespace cortiscope
