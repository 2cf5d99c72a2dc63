#include "core/open/convert.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/io/cifti/cifti.h"
#include "core/io/file_bytes.h"
#include "core/io/freesurfer/freesurfer_annotation.h"
#include "core/io/freesurfer/freesurfer_surface.h"
#include "core/io/freesurfer/freesurfer_writers.h"
#include "core/io/freesurfer/label_writer.h"
#include "core/io/gifti/gifti_writers.h"
#include "core/io/hdf5/cortex_file.h"
#include "core/io/nifti/nifti_writer.h"
#include "core/open/cortex_folder.h"
#include "core/open/cortex_folder_writer.h"
#include "core/open/divided_maps.h"
#include "core/open/hemisphere_of_file.h"
#include "core/open/hemisphere_pair.h"
#include "core/open/map_choice.h"
#include "core/open/output_format.h"
#include "core/open/overlay.h"
#include "core/open/overlay_pair.h"
#include "core/open/read_any.h"
#include "core/open/study_cortex.h"
#include "core/open/surface_file.h"
#include "core/open/surface_pair.h"

namespace cortiscope {
namespace {

using std::filesystem::path;

/// Of a CIFTI-2 file's only map of labels.
const std::string kLabelMap = "labels";

[[noreturn]] void refuse_to_hold(const path& to, const std::string& what, const std::string& hint) {
  throw Error(ErrorKind::kBadFormat, file_name(to),
              std::string(name_of(output_format_of(to))) + " cannot hold " + what, hint);
}

/// One conversion: its input, its output, and the data lost.
class Conversion {
 public:
  /// @param map  as of convert()
  Conversion(Contents from, path to, Warnings* warnings, const std::string& map)
      : from_(std::move(from)),
        to_(std::move(to)),
        format_(output_format_of(to_)),
        warnings_(warnings) {
    if (!map.empty()) map_ = map_of(map);
  }

  Dropped run() {
    warn(warnings_, from_.warnings);
    require_same_hemisphere();
    std::visit([this](const auto& part) { convert(part); }, from_.holding);
    return std::move(dropped_);
  }

 private:
  bool is_to(OutputFormat format) const { return format_ == format; }

  /// Values under the name of the other hemisphere would be taken for it.
  void require_same_hemisphere() const {
    const bool is_of_one = !is_to(OutputFormat::kCiftiScalars) &&
                           !is_to(OutputFormat::kCiftiLabels) && !is_to(OutputFormat::kHdf5);
    const std::optional<Hemisphere> named = hemisphere_of_file(to_).named;
    if (!is_of_one || !from_.hemisphere || !named || *named == *from_.hemisphere) return;
    throw Error(ErrorKind::kBadValue, file_name(from_.path),
                std::string("expected data of ") + name_of(*named) +
                    ", as the name to write says, found those of " + name_of(*from_.hemisphere),
                "name the same hemisphere in the file to write, or none");
  }

  std::size_t map_of(const std::string& map) const {
    const bool has_maps =
        find<OverlayContents>(from_) || find<RegionsContents>(from_) || find<CiftiContents>(from_);
    if (has_maps) return chosen_map(map_names_of(from_), map, file_name(from_.path));
    throw Error(ErrorKind::kBadValue, file_name(from_.path),
                "expected a file of maps, found a " + kind_of(from_), "leave the map out");
  }

  /// The map asked for alone, where one is.
  Array<float> chosen(Array<float> maps, const std::string& what = "map") {
    if (!map_ || maps.rows() < 2) return maps;
    note_other_maps(std::size_t(maps.rows()), *map_, what, &dropped_);
    const float* row = maps.row(std::int64_t(*map_));
    return Array<float>(Shape{1, maps.row_size()}, std::vector<float>(row, row + maps.row_size()));
  }

  /// Data that the reader dropped are lost, too.
  void take_dropped() {
    dropped_.insert(dropped_.end(), from_.dropped.begin(), from_.dropped.end());
  }

  void convert(const CortexContents& part) { write(*part.cortex); }
  void convert(const SubjectContents& part) { cortex_of("subject", part.recording.subject); }
  void convert(const FitContents& part) { cortex_of("fit", part.fit->subject); }
  /// A study folder is not a cortex; the folder reader reports what is missing.
  void convert(const StudyFolderContents&) { write(read_cortex_folder(from_.path)); }
  void convert(const AlgonautsContents& part) { convert(subject_of(part)); }
  void convert(const FeaturesContents&) { refuse_study_file("features"); }
  void convert(const ImagesContents&) { refuse_study_file("images"); }
  void convert(const CheckpointContents&) { refuse_study_file("checkpoint"); }
  void convert(const OtherHdf5Contents& part) { refuse_study_file(part.format); }
  void convert(const WeightsContents&) { refuse_as_values(); }
  void convert(const ScriptContents&) { refuse_as_values(); }
  void convert(const OverlayContents&) { maps(); }
  void convert(const PictureContents&) { refuse_as_values(); }
  void convert(std::monostate) { refuse_as_values(); }

  void convert(const RegionsContents& part) {
    if (const auto* found = std::get_if<LabelFile>(&part.data)) return label(*found);
    // Labels as plain values, if requested.
    const bool wants_values = is_to(OutputFormat::kFreeSurfer) || is_to(OutputFormat::kMgh) ||
                              is_to(OutputFormat::kNifti) || is_to(OutputFormat::kCiftiScalars);
    gifti_in(from_) && wants_values ? maps() : parcels();
  }

  void convert(const SurfaceContents&) {
    if (is_to(OutputFormat::kHdf5)) return write(surface_pair_of(from_, warnings_));
    take_dropped();
    const std::optional<Hemisphere> asked = hemisphere_of_file(to_).named;
    if (asked && !from_.hemisphere) {
      Dropped dropped;
      if (const std::optional<Cortex> both = divided_cortex(from_, warnings_, &dropped)) {
        dropped_.insert(dropped_.end(), dropped.begin(), dropped.end());
        note(&dropped_, std::string("the hemisphere ") + name_of(*asked == kLh ? kRh : kLh));
        return write((*both)[*asked].surfaces.begin()->second);
      }
    }
    write(surface_in(from_, &dropped_));
  }

  void convert(const PatchContents&) {
    const auto mesh = mesh_beside(from_.path);
    if (!mesh) {
      throw Error(ErrorKind::kNotFound, file_name(from_.path),
                  "a patch holds no triangles, and no surface of its hemisphere lies beside it",
                  "put one there, such as lh.white");
    }
    const Surface whole = read_surface(*mesh);
    write(flat_surface(read_freesurfer_patch(from_.path), int(whole.vertices.size()),
                       whole.triangles, file_name(from_.path)));
  }

  [[noreturn]] void refuse_as_values() const {
    refuse(from_, "values at vertices (FreeSurfer curv, MGH, GIFTI or NIfTI)");
  }

  [[noreturn]] void refuse_study_file(const std::string& mark) const {
    throw Error(ErrorKind::kBadFormat, file_name(from_.path),
                "expected a cortex, a subject or a fit, found " +
                    (mark.empty() ? "another program's HDF5" : "a Cortiscope " + mark + " file"),
                "core/io/FORMAT.md says which files hold a cortex");
  }

  /// Writes the cortex of a subject or fit, which hold more than that.
  void cortex_of(const std::string& mark, const Subject& subject) {
    note(&dropped_, "everything of the " + mark + " but its cortex");
    write(subject.cortex);
  }

  void write(const Surface& surface) {
    switch (format_) {
      case OutputFormat::kFreeSurfer:
        return write_freesurfer_surface(surface, to_);
      case OutputFormat::kGifti:
        return write_gifti_surface(surface, hemisphere(), to_);
      case OutputFormat::kText:
        return write_freesurfer_text_surface(surface, to_);
      case OutputFormat::kPatch:
        return write_freesurfer_patch(surface, to_);
      default:
        refuse_to_hold(to_, "a surface", "write .surf.gii, or a FreeSurfer name such as lh.pial");
    }
  }

  void maps() {
    take_dropped();
    if (from_.hemisphere && is_to(OutputFormat::kCiftiScalars)) return scalars_of_pair();
    const Array<float> values = chosen(maps_in(from_, &dropped_));
    from_.hemisphere ? write(values, from_.hemisphere) : maps_of_unknown_hemisphere(values);
  }

  /// They may be of both.
  void maps_of_unknown_hemisphere(const Array<float>& values) {
    const std::optional<Hemisphere> named = hemisphere_of_file(to_).named;
    const bool is_to_scalars = is_to(OutputFormat::kCiftiScalars);
    if (!named && !is_to_scalars) return write(values, named);
    const auto both = divided_maps(values, from_.path, warnings_);
    if (is_to_scalars) {
      return both ? write_scalars(name_without_format(file_name(from_.path)), *both)
                  : scalars_of_pair();  // which says that it needs the hemisphere
    }
    if (both) {
      note(&dropped_, std::string("the hemisphere ") + name_of(*named == kLh ? kRh : kLh));
      return write((*both)[*named], named);
    }
    warn(warnings_, file_name(from_.path) + ": does not say its hemisphere; its " +
                        std::to_string(values.row_size()) + " values are written as those of " +
                        name_of(*named) + ", as the name to write says");
    write(values, named);
  }

  void write(const Array<float>& maps, std::optional<Hemisphere> hemisphere) {
    switch (format_) {
      case OutputFormat::kFreeSurfer:
        if (maps.rows() > 1) note(&dropped_, "the maps 2 to " + std::to_string(maps.rows()));
        return write_freesurfer_curvature(first_row_of(maps), to_);
      case OutputFormat::kGifti:
        return write_gifti_maps(maps, hemisphere, to_);
      case OutputFormat::kMgh:
        return write_mgh_maps(maps, to_);
      case OutputFormat::kNifti:
        return write_nifti_maps(maps, to_);
      default:
        refuse_to_hold(to_, "values at vertices",
                       "write .mgz, .func.gii, .nii.gz, or a FreeSurfer name such as lh.thickness");
    }
  }

  HemispherePair pair() const { return hemisphere_pair(from_.path, from_.hemisphere, warnings_); }

  void scalars_of_pair() {
    const HemispherePair both_files = pair();
    std::array<Array<float>, 2> both;
    for (const Hemisphere h : kHemispheres) {
      if (both_files.files[h].empty()) continue;
      both[h] = chosen(h == both_files.named ? maps_in(from_, &dropped_)
                                             : read_overlay_maps(both_files.files[h], &dropped_));
    }
    write_scalars(both_files.name, both);
  }

  /// @param name  of the maps without one
  void write_scalars(const std::string& name, const std::array<Array<float>, 2>& both) {
    const std::vector<std::string> given = map_names_of(from_);
    std::vector<std::string> names;
    for (std::size_t k = 0; k < std::size_t(std::max(both[kLh].rows(), both[kRh].rows())); ++k) {
      const std::size_t map = map_.value_or(k);
      const std::string number = map == 0 ? "" : " " + std::to_string(map + 1);
      names.push_back(map < given.size() && !given[map].empty() ? given[map] : name + number);
    }
    write_cifti_maps(names, both, to_);
  }

  void parcels() {
    take_dropped();
    const std::size_t map = map_.value_or(0);
    if (!is_to(OutputFormat::kCiftiLabels))
      return write(parcels_in(from_, &dropped_, map), hemisphere());
    const HemispherePair both_files = pair();
    std::array<Annotation, 2> both;
    for (const Hemisphere h : kHemispheres) {
      if (both_files.files[h].empty()) continue;
      both[h] = h == both_files.named ? parcels_in(from_, &dropped_, map)
                                      : parcels_in(read_any(both_files.files[h]), &dropped_, map);
    }
    write_cifti_labels({kLabelMap}, {both}, to_);
  }

  void write(const Annotation& annotation, std::optional<Hemisphere> hemisphere) {
    if (is_to(OutputFormat::kGifti)) return write_gifti_labels(annotation, hemisphere, to_);
    if (is_to(OutputFormat::kAnnotation)) return write_annotation(annotation, to_, &dropped_);
    if (is_to(OutputFormat::kLabel)) {
      if (annotation.parcels.size() == 1) return write(annotation.parcels[0]);
      throw Error(ErrorKind::kBadShape, file_name(to_),
                  "a label holds one region, found " + std::to_string(annotation.parcels.size()),
                  "write .annot or .label.gii instead");
    }
    refuse_to_hold(to_, "parcels", "write .annot, .label.gii or .dlabel.nii");
  }

  void label(const LabelFile& read) {
    const Region& region = read.region;
    if (is_to(OutputFormat::kLabel)) return write(region);
    take_dropped();
    const std::optional<int> mesh_size = mesh_size_beside(from_.path);
    if (!mesh_size) {
      throw Error(ErrorKind::kNotFound, file_name(from_.path),
                  "a label does not say how large its mesh is, and no surface of its hemisphere "
                  "lies beside it",
                  "put one there, such as lh.white");
    }
    const Annotation annotation{*mesh_size, {region}};
    if (!is_to(OutputFormat::kCiftiLabels)) return write(annotation, hemisphere());
    std::array<Annotation, 2> both;
    both[pair().named] = annotation;
    write_cifti_labels({kLabelMap}, {both}, to_);
  }

  /// A label's coordinates are those of the surface next to it.
  void write(const Region& region) {
    if (region.color) note(&dropped_, "the colour of " + region.name);
    const auto mesh = mesh_beside(from_.path);
    const Surface surface = mesh ? read_surface(*mesh) : Surface();
    const bool fits =
        !region.vertices.empty() && std::size_t(region.vertices.back()) < surface.vertices.size();
    if (!fits) note(&dropped_, "coordinates: no surface of its mesh lies beside it");
    write_label(region, fits ? &surface : nullptr, name_without_format(file_name(from_.path)), to_);
  }

  void convert(const CiftiContents& part) {
    const Cifti& read = part.cifti;
    const bool has_labels = part.has_labels;
    take_dropped();
    if (read.parcel_count > 0) note(&dropped_, "the names of the parcels");
    if (is_to(OutputFormat::kCiftiScalars)) {
      std::vector<std::string> names = read.map_names;
      if (map_) names = {names[*map_]};
      return write_cifti_maps(names, {chosen(read.maps[kLh]), chosen(read.maps[kRh])}, to_);
    }
    if (is_to(OutputFormat::kCiftiLabels) && has_labels) {
      if (!map_) return write_cifti_labels(read.map_names, read.labels, to_);
      note_other_maps(read.labels.size(), *map_, "label map", &dropped_);
      return write_cifti_labels({read.map_names[*map_]}, {read.labels[*map_]}, to_);
    }
    const Hemisphere h = hemisphere_of_cifti(read);
    const Hemisphere other = h == kLh ? kRh : kLh;
    if (!read.maps[other].empty()) note(&dropped_, std::string("the hemisphere ") + name_of(other));
    const bool as_labels =
        has_labels && (is_to(OutputFormat::kGifti) || is_to(OutputFormat::kAnnotation) ||
                       is_to(OutputFormat::kLabel));
    if (as_labels) {
      const std::size_t map = map_.value_or(0);
      note_other_maps(read.labels.size(), map, "label map", &dropped_);
      return write(read.labels[map][h], h);
    }
    note(&dropped_, "the names of the maps");
    write(chosen(read.maps[h]), h);
  }

  /// The hemisphere in the name of the output file; otherwise the only one present.
  Hemisphere hemisphere_of_cifti(const Cifti& cifti) const {
    const std::optional<Hemisphere> named = hemisphere_of_file(to_).named;
    if (named && !cifti.maps[*named].empty()) return *named;
    if (named) {
      throw Error(ErrorKind::kNotFound, file_name(from_.path),
                  std::string("expected values of ") + name_of(*named) +
                      ", as the name to write says, found those of the other hemisphere only",
                  "name the other hemisphere in the file to write");
    }
    if (cifti.maps[kLh].empty()) return kRh;
    if (cifti.maps[kRh].empty()) return kLh;
    throw Error(ErrorKind::kBadValue, file_name(to_),
                "holds one hemisphere, but its name does not say which",
                "put lh. or rh. before it, or left or right into it");
  }

  void write(const Cortex& cortex) {
    if (is_to(OutputFormat::kHdf5)) return write_cortex_file(to_, cortex);
    if (is_to(OutputFormat::kFreeSurfer)) return write_cortex_folder(cortex, to_, &dropped_);
    refuse_to_hold(to_, "a whole cortex", "write .h5, or a folder");
  }

  std::optional<Hemisphere> hemisphere() const {
    return from_.hemisphere ? from_.hemisphere : hemisphere_of_file(to_).named;
  }

  Contents from_;
  path to_;
  OutputFormat format_;
  Warnings* warnings_;              // the caller's, or null
  std::optional<std::size_t> map_;  // the only one to write, from 0
  Dropped dropped_;
};

}  // namespace

Dropped convert(const path& from, const path& to, Warnings* warnings, const std::string& map) {
  return Conversion(read_any(from), to, warnings, map).run();
}

}  // namespace cortiscope
