#include "core/study/nsd_design.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "core/base/error.h"
#include "core/io/csv_columns.h"
#include "core/io/hdf5/nsd_stimuli.h"
#include "core/io/mat/mat_file.h"

namespace cortiscope {
namespace {

constexpr int kMostRepeats = 3;
constexpr int kMostImages = 73000;  // of nsd_stimuli.hdf5
const std::string kTakeDownload = "take the file from the data set's own download";

/// The number of "subj01", from 1: the table calls its columns "subject1_rep0".
int number_of(const std::string& subject) {
  const bool is_one = subject.size() == 6 && subject.compare(0, 5, "subj0") == 0 &&
                      subject[5] >= '1' && subject[5] <= '8';
  if (is_one) return subject[5] - '0';
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
              kTakeDownload);
}

bool is_true(std::string field) {
  for (char& c : field) c = c >= 'A' && c <= 'Z' ? char(c + 'a' - 'A') : c;
  return field == "true" || field == "1" || field == "1.0";
}

/// A number that counts from 1 in a matrix, from 0.
/// @param count  how many there are
int index_in(const MatMatrix& matrix, std::int64_t row, std::int64_t column, std::int64_t count,
             const std::string& subject) {
  const double number = matrix.at(row, column);
  if (number >= 1 && number <= double(count) && number == std::floor(number)) {
    return int(number) - 1;
  }
  throw Error(ErrorKind::kBadValue, subject,
              "expected whole numbers from 1 to " + std::to_string(count) + ", found " +
                  std::to_string(number),
              kTakeDownload);
}

void require_same(const NsdFiles& files, const NsdDesign& table, const NsdDesign& matrix) {
  const std::string csv = file_name(files.trials()), mat = file_name(files.design());
  for (std::size_t trial = 0; trial < table.image_of.size(); ++trial) {
    if (table.image_of[trial] == matrix.image_of[trial]) continue;
    throw Error(ErrorKind::kBadValue, csv,
                "expected " + nsd_image_name(matrix.image_of[trial]) + " in trial " +
                    std::to_string(trial + 1) + " of " + files.subject + ", as " + mat +
                    " says, found " + nsd_image_name(table.image_of[trial]),
                "take both files from one release, or remove the wrong one");
  }
  if (table.shared == matrix.shared) return;
  throw Error(ErrorKind::kBadValue, csv,
              "expected the " + std::to_string(matrix.shared.size()) + " shared images that " +
                  mat + " names, found " + std::to_string(table.shared.size()) + ", or others",
              "take both files from one release, or remove the wrong one");
}

}  // namespace

NsdDesign read_nsd_design_csv(const NsdFiles& files, std::int64_t trial_count) {
  const std::string file = file_name(files.trials());
  const std::string subject = "subject" + std::to_string(number_of(files.subject));
  std::vector<std::string> columns = {"nsdId"};
  for (int i = 0; i < kMostRepeats; ++i) {
    columns.push_back(subject + "_rep" + std::to_string(i));
  }
  columns.push_back("shared1000");
  NsdDesign design;
  design.image_of.resize(std::size_t(trial_count), -1);
  read_csv_columns(files.trials(), columns, [&](const std::vector<std::string>& row) {
    const int image = number_in(row[0], file);
    if (image >= kMostImages) {
      throw Error(ErrorKind::kBadValue, file,
                  "expected images up to " + std::to_string(kMostImages - 1) + ", found " +
                      std::to_string(image),
                  kTakeDownload);
    }
    if (is_true(row.back())) design.shared.insert(image);
    for (std::size_t i = 1; i <= std::size_t(kMostRepeats); ++i) {
      const int trial = number_in(row[i], file) - 1;  // the table counts from 1; 0 is none
      if (trial < 0 || trial >= trial_count) continue;
      int& shown = design.image_of[std::size_t(trial)];
      if (shown >= 0) {
        throw Error(ErrorKind::kBadValue, file,
                    "expected one image a trial, found " + nsd_image_name(shown) + " and " +
                        nsd_image_name(image) + " in trial " + std::to_string(trial + 1) + " of " +
                        files.subject,
                    kTakeDownload);
      }
      shown = image;
    }
  });
  const auto missing = std::find(design.image_of.begin(), design.image_of.end(), -1);
  if (missing == design.image_of.end()) return design;
  throw Error(ErrorKind::kBadValue, file,
              "expected an image for each of the " + std::to_string(trial_count) +
                  " trials recorded, found none for trial " +
                  std::to_string(missing - design.image_of.begin() + 1) + " of " + files.subject,
              "are the responses and the table of the same release?");
}

NsdDesign read_nsd_design_mat(const NsdFiles& files, std::int64_t trial_count) {
  const std::string file = file_name(files.design());
  const int subject = number_of(files.subject) - 1;
  const auto matrices =
      read_mat_matrices(files.design(), {"masterordering", "subjectim", "sharedix"});
  const MatMatrix& ordering = matrices.at("masterordering");
  const MatMatrix& images = matrices.at("subjectim");
  const MatMatrix& shared = matrices.at("sharedix");
  if (ordering.rows != 1 || shared.rows != 1 || images.rows <= subject) {
    throw Error(ErrorKind::kBadShape, file,
                "expected masterordering and sharedix of one row and subjectim of a row for each "
                "subject, found " +
                    std::to_string(ordering.rows) + ", " + std::to_string(shared.rows) + " and " +
                    std::to_string(images.rows) + " rows",
                kTakeDownload);
  }
  if (ordering.columns < trial_count) {
    throw Error(ErrorKind::kBadValue, file + ":masterordering",
                "expected an image for each of the " + std::to_string(trial_count) +
                    " trials recorded, found " + std::to_string(ordering.columns),
                "are the responses and the design of the same release?");
  }
  NsdDesign design;
  for (std::int64_t trial = 0; trial < trial_count; ++trial) {
    const int place = index_in(ordering, 0, trial, images.columns, file + ":masterordering");
    design.image_of.push_back(index_in(images, subject, place, kMostImages, file + ":subjectim"));
  }
  for (std::int64_t i = 0; i < shared.columns; ++i) {
    design.shared.insert(index_in(shared, 0, i, kMostImages, file + ":sharedix"));
  }
  return design;
}

NsdDesign read_nsd_design(const NsdFiles& files, std::int64_t trial_count) {
  if (!is_file(files.design())) return read_nsd_design_csv(files, trial_count);
  NsdDesign matrix = read_nsd_design_mat(files, trial_count);
  if (is_file(files.trials())) {
    require_same(files, read_nsd_design_csv(files, trial_count), matrix);
  }
  return matrix;
}

}  // namespace cortiscope
