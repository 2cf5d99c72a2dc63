#include "core/study/hdf5_study.h"

#include "core/io/file_hash.h"
#include "core/io/hdf5/subject_file.h"

namespace cortiscope {

const std::string& Hdf5Study::name() const {
  static const std::string name = "cortiscope subject";
  return name;
}

RecordingSource Hdf5Study::open(double cache_gb) const { return open_recording(file_, cache_gb); }

std::string Hdf5Study::fingerprint() const { return hash_of_file(file_); }

}  // namespace cortiscope
