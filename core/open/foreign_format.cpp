#include "core/open/foreign_format.h"

#include "core/base/error.h"
#include "core/base/text_ends.h"
#include "core/io/file_bytes.h"
#include "core/io/inflate.h"
#include "core/io/npy/npy_header.h"

namespace cortiscope {
namespace {

constexpr std::size_t kStart = 4096;  // bytes

constexpr const char* kFromNumbers =
    "write one number per vertex with Python: nibabel.freesurfer.write_morph_data(\"lh.name\", "
    "numbers)";
constexpr const char* kFromMatrix =
    "responses, images by vertices, become a subject with the command study; a whole subject's "
    "folder of Algonauts 2023 is read as it is; features.npy of thingsvision needs file_names.txt "
    "beside it";
constexpr const char* kFromMesh =
    "write the surface with Python: nibabel.freesurfer.write_geometry(\"lh.pial\", points, "
    "triangles)";
constexpr const char* kFromMatlab =
    "save its numbers from MATLAB or Octave with FreeSurfer's write_curv(\"lh.name\", numbers, "
    "triangle_count), or read it in Python with scipy.io.loadmat or h5py";
constexpr const char* kFromPickle =
    "a pickle is a program, not data, and is never loaded here; where you trust it, save its "
    "arrays "
    "with h5py (core/io/FORMAT.md) or as a FreeSurfer curv file";

/// A mark at the start of a file.
struct Mark {
  std::string_view bytes;
  const char* what;
  const char* way;
};

using namespace std::string_view_literals;
constexpr Mark kMarks[] = {
    {"\x93NUMPY"sv, "a NumPy array (.npy)", kFromNumbers},
    {"MATLAB 5.0"sv, "a MATLAB file (.mat)", kFromMatlab},
    {"MATLAB 7.3"sv, "a MATLAB file (.mat, version 7.3)", kFromMatlab},
    {"# vtk DataFile"sv, "a VTK file", kFromMesh},
    {"ply\n"sv, "a PLY mesh", kFromMesh},
    {"ply\r"sv, "a PLY mesh", kFromMesh},
    {"OFF\n"sv, "an OFF mesh", kFromMesh},
    {"solid "sv, "an STL mesh", kFromMesh},
    {"<AFNI_dataset"sv, "an AFNI dataset (.niml.dset)",
     "convert it with AFNI: ConvertDset -o_gii -input FILE -prefix lh.name"},
    {"PK\3\4"sv, "a ZIP archive, as NumPy (.npz) and PyTorch (.pt, .pth) write",
     "Net2Brain's files are read where they are together in a folder, which is what to name; "
     "networks "
     "are read for their features only, and arrays from files written with h5py "
     "(core/io/FORMAT.md)"},
    {"%PDF"sv, "a PDF document", "figures of ours can be opened again in the window"},
    {"<svg"sv, "an SVG drawing", "figures of ours can be opened again in the window"},
};

/// Protocols 2 to 5 have a mark; it is short, so that the end of the name must agree where it is
/// not followed by a frame.
bool is_pickle(std::string_view start, std::string_view name) {
  if (start.size() < 3 || start[0] != '\x80' || start[1] < 2 || start[1] > 5) return false;
  return start[2] == '\x95' || ends_with(name, ".pkl") || ends_with(name, ".pickle") ||
         ends_with(name, ".p");
}

}  // namespace

std::optional<ForeignFormat> foreign_format_of(std::string_view start, const std::string& name) {
  for (const Mark& mark : kMarks) {
    if (starts_with(start, mark.bytes)) return ForeignFormat{mark.what, mark.way};
  }
  if (is_pickle(start, name)) return ForeignFormat{"a Python pickle", kFromPickle};
  if (start.find("<VTKFile") != std::string_view::npos) {
    return ForeignFormat{"a VTK XML file", kFromMesh};
  }
  if (starts_with(start, "<?xml"sv) && start.find("<svg") != std::string_view::npos) {
    return ForeignFormat{"an SVG drawing", "figures of ours can be opened again in the window"};
  }
  return std::nullopt;
}

std::optional<ForeignFormat> foreign_format_of(const std::filesystem::path& file) {
  try {
    std::string start = read_file_start(file, kStart);
    if (is_gzip(start)) start = inflate_start(start, std::size_t(64), file_name(file));
    std::optional<ForeignFormat> found = foreign_format_of(start, file_name(file));
    if (found && starts_with(start, "\x93NUMPY"sv)) {
      const NpyHeader header = read_npy_header(file);
      const bool has_objects = header.type.find('O') != std::string::npos;
      found->what += has_objects
                         ? " of Python objects, which are pickled"
                         : " of type " + header.type + " and shape " + to_string(header.shape);
      if (header.shape.size() == 2) found->way = kFromMatrix;
      if (has_objects) found->way = kFromPickle;
    }
    return found;
  } catch (const Error&) {
    return std::nullopt;  // its reader, if any, reports the problem
  }
}

ForeignFormat unknown_format_of(const std::filesystem::path& file) {
  if (std::optional<ForeignFormat> found = foreign_format_of(file)) return *found;
  return {"a format that we do not know", "is this the right file?"};
}

}  // namespace cortiscope
