#include "core/study/nsd_trials.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "core/base/error.h"
#include "core/base/readable_text.h"
#include "core/io/csv_columns.h"
#include "core/io/hdf5/nsd_stimuli.h"

namespace cortiscope {
namespace {

constexpr std::size_t kMostRepeats = 3;

/// The number of "subj01": the table calls its columns "subject1_rep0".
std::string number_of(const std::string& subject) {
  const bool is_one = subject.size() == 6 && subject.compare(0, 5, "subj0") == 0 &&
                      subject[5] >= '1' && subject[5] <= '8';
  if (is_one) return subject.substr(5);
  throw Error(ErrorKind::kBadValue, "subject", "expected subj01 to subj08, found " + subject);
}

/// A whole number; 0 of an empty field, which some tables have for no trial.
int number_in(const std::string& field, const std::string& file) {
  int number = 0;
  const char* const end = field.data() + field.size();
  const auto [stop, failure] = std::from_chars(field.data(), end, number);
  const bool has_fraction = stop != end && std::string(stop, end) != ".0";
  if (field.empty() || (failure == std::errc{} && !has_fraction && number >= 0)) return number;
  throw Error(ErrorKind::kBadValue, file,
              "expected the number of a trial or an image, found " + in_quotes(field),
              "take the file from the data set's own download");
}

}  // namespace

std::array<int, 3> NsdTrials::repeats() const {
  std::array<int, 3> counts{};
  for (const std::vector<int>& trials : trials_of) ++counts[trials.size() - 1];
  return counts;
}

NsdTrials read_nsd_trials(const NsdFiles& files, std::int64_t trial_count) {
  const std::string file = file_name(files.trials());
  const std::string subject = "subject" + number_of(files.subject);
  std::vector<std::string> columns = {"nsdId"};
  for (std::size_t i = 0; i < kMostRepeats; ++i) {
    columns.push_back(subject + "_rep" + std::to_string(i));
  }
  std::map<int, std::vector<int>> trials_of;
  std::vector<int> image_of(std::size_t(trial_count), -1);
  for (const std::vector<std::string>& row : read_csv_columns(files.trials(), columns)) {
    const int image = number_in(row[0], file);
    for (std::size_t i = 1; i < row.size(); ++i) {
      const int trial = number_in(row[i], file) - 1;  // the table counts from 1; 0 is none
      if (trial < 0 || trial >= trial_count) continue;
      int& shown = image_of[std::size_t(trial)];
      if (shown >= 0) {
        throw Error(ErrorKind::kBadValue, file,
                    "expected one image a trial, found " + nsd_image_name(shown) + " and " +
                        nsd_image_name(image) + " in trial " + std::to_string(trial + 1) + " of " +
                        files.subject,
                    "take the file from the data set's own download");
      }
      shown = image;
      trials_of[image].push_back(trial);
    }
  }
  const auto missing = std::find(image_of.begin(), image_of.end(), -1);
  if (missing != image_of.end()) {
    throw Error(ErrorKind::kBadValue, file,
                "expected an image for each of the " + std::to_string(trial_count) +
                    " trials recorded, found none for trial " +
                    std::to_string(missing - image_of.begin() + 1) + " of " + files.subject,
                "are the responses and the table of the same release?");
  }
  NsdTrials read;
  for (auto& [image, trials] : trials_of) {
    std::sort(trials.begin(), trials.end());
    read.images.push_back(nsd_image_name(image));
    read.trials_of.push_back(std::move(trials));
  }
  return read;
}

}  // namespace cortiscope
