#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/backbone/vision_transformer.h"
#include "core/data/features.h"
#include "core/data/fit_result.h"
#include "core/data/image.h"
#include "core/data/subject.h"
#include "core/io/annotation.h"
#include "core/io/cifti/cifti.h"
#include "core/io/dropped.h"
#include "core/io/freesurfer/freesurfer_label.h"
#include "core/io/gifti/gifti.h"
#include "core/io/hdf5/h5_file.h"
#include "core/open/file_format.h"
#include "core/open/warnings.h"
#include "core/study/algonauts_study.h"

namespace cortiscope {

/// A GIFTI file as it was parsed; its surface, maps or labels are taken from it when needed.
using GiftiHandle = std::shared_ptr<const Gifti>;

/// A whole cortex: a folder, or a Cortiscope cortex file.
struct CortexContents {
  std::shared_ptr<const Cortex> cortex;
};
/// One surface of one hemisphere.
struct SurfaceContents {
  std::variant<Surface, GiftiHandle> data;
};
/// A flat FreeSurfer patch, which has no triangles and cannot be displayed alone;
/// read_freesurfer_patch(path) reads it.
struct PatchContents {};
/// K maps of values at the V vertices of one hemisphere.
struct OverlayContents {
  std::variant<Array<float>, GiftiHandle> data;  ///< (K, V)
  bool is_partial =
      false;  ///< of listed vertices: V is the highest of them, the mesh may have more
};
/// Regions of one hemisphere: a label is one, an annotation or GIFTI labels are parcels.
struct RegionsContents {
  std::variant<LabelFile, Annotation, GiftiHandle> data;
};
/// Maps or labels of one hemisphere or both: of CIFTI-2, or of predicted responses.
struct CiftiContents {
  Cifti cifti;
  bool has_labels = false;
};
/// An image file.
struct PictureContents {
  Image image;
};
/// A subject; its responses stay in the file.
struct SubjectContents {
  RecordingSource recording;
};
/// A network's features; the tokens stay in the file.
struct FeaturesContents {
  std::shared_ptr<const FeatureSet> features;
  std::string program = "cortiscope";  ///< that wrote them (other_features.h)
};
/// Stimuli, which stay where they are: a file of ours or of NSD, or a folder of PNG and JPEG files.
/// open_images() reads them one by one.
struct ImagesContents {
  std::string kind;                      ///< "cortiscope images", "NSD images", "folder of images"
  std::vector<std::string> names;        ///< (M)
  Shape shape;                           ///< of the pixels in a file; of a folder empty
  std::shared_ptr<const H5Reader> file;  ///< ours, for read_images(); else null
};
/// The weights of a network; the tensors stay in the file.
struct WeightsContents {
  std::size_t tensors = 0;
  std::optional<VisionTransformer> network;  ///< absent: of none that we know
  std::string problem;                       ///< why it cannot be run; empty: it can
};
/// A network that is a TorchScript module, a program; nothing of it was run.
struct ScriptContents {
  bool is_trusted = false;  ///< by this user (trusted_module.h)
};
struct FitContents {
  std::shared_ptr<const FitResult> fit;
  std::optional<std::string> cortex_template;  ///< the template that its cortex is a reference to
};
/// The state of an interrupted fit; read_checkpoint(*file) reads it.
struct CheckpointContents {
  std::shared_ptr<const H5Reader> file;
};
/// An HDF5 file that is not Cortiscope's, or of a kind that this program does not know.
struct OtherHdf5Contents {
  std::string format;                 ///< as marked in the file; empty for another program's
  std::vector<std::string> children;  ///< of its root
};
/// A folder with Cortiscope's subject, images, features and fit files, and no cortex.
struct StudyFolderContents {
  std::vector<std::filesystem::path> files;  ///< in the order of study_files_in()
};

/// A subject's folder of the Algonauts 2023 challenge, not opened: that needs a cortex
/// (study_cortex.h).
struct AlgonautsContents {
  AlgonautsStudy study;
};

/// The contents of a path; std::monostate: a file of an unknown format.
using Holding =
    std::variant<std::monostate, CortexContents, SurfaceContents, PatchContents, OverlayContents,
                 RegionsContents, CiftiContents, PictureContents, SubjectContents, FeaturesContents,
                 ImagesContents, FitContents, CheckpointContents, OtherHdf5Contents,
                 WeightsContents, ScriptContents, StudyFolderContents, AlgonautsContents>;

/// The result of read_any().
struct Contents {
  std::filesystem::path path;
  FileFormat format = FileFormat::kUnknown;  ///< of a file; kUnknown for folders
  Holding holding;
  /// Of files of one hemisphere, if the file or its name says it (hemisphere_of_file.h).
  std::optional<Hemisphere> hemisphere;
  Warnings warnings;
  Dropped dropped;  ///< data in the file that its reader cannot store
};

/// The requested part, or nullptr.
template <class Part>
const Part* find(const Contents& contents) {
  return std::get_if<Part>(&contents.holding);
}

/// The surface of a file of one surface.
/// @pre find<SurfaceContents>(contents)
/// @throws Error  as read_gifti_surface
Surface surface_in(const Contents& contents, Dropped* dropped = nullptr);

/// What to do about GIFTI values of listed vertices where no surface beside the file says how many
/// vertices the mesh has.
enum class WithoutMesh {
  kRefuse,
  kPartial  ///< up to the highest vertex listed
};

/// The maps of an overlay, (K, V); of GIFTI labels their keys.
/// @pre find<OverlayContents>(contents), or GIFTI in find<RegionsContents>(contents)
/// @throws Error  as read_gifti_maps
Array<float> maps_in(const Contents& contents, Dropped* dropped = nullptr,
                     WithoutMesh otherwise = WithoutMesh::kRefuse);

/// The parcels of an annotation or of GIFTI labels.
/// @param which  of several GIFTI label maps, from 0
/// @pre find<RegionsContents>(contents), and no LabelFile in it
/// @throws Error  as read_gifti_labels
Annotation parcels_in(const Contents& contents, Dropped* dropped = nullptr, std::size_t which = 0,
                      WithoutMesh otherwise = WithoutMesh::kRefuse);

/// Whether values are those of listed vertices, so that the mesh may have more than there are
/// values.
/// @pre as of maps_in
bool is_partial(const Contents& contents);

/// The parsed GIFTI file; nullptr for other formats.
GiftiHandle gifti_in(const Contents& contents);

/// Reports that something else was expected, such as "a surface".
/// @throws Error  kBadFormat, always
[[noreturn]] void refuse(const Contents& contents, const std::string& expected);

/// The kind of contents, as `info` prints it: "cortex folder", "FreeSurfer surface", "cortiscope
/// fit", ...
std::string kind_of(const Contents& contents);

}  // namespace cortiscope
