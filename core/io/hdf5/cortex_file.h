#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/data/cortex.h"
#include "core/io/hdf5/h5_file.h"

namespace cortiscope {

/// Returns the cortex that files refer to by a name such as "builtin-3"; nothing if the name is
/// unknown. Empty if no template is known.
using CortexTemplates = std::function<std::optional<Cortex>(const std::string& name)>;

/// Reads a cortex alone ("cortiscope cortex"); core/io/FORMAT.md lists the datasets.
/// `sources` names the dataset of each part.
///
/// @throws Error  kNotFound, kBadFormat, kBadShape, kBadValue: naming file and dataset
Cortex read_cortex_file(const std::filesystem::path& file);
Cortex read_cortex_file(const H5Reader& file);

/// Writes one, whole or not at all. `sources` is not kept.
void write_cortex_file(const std::filesystem::path& file, const Cortex& cortex);

/// The group /cortex, as stored in subject, fit and cortex files.
///
/// @param name  the cortex's, if the group has none
/// @param templates  where the group refers to a template instead of holding surfaces
/// @throws Error  kNotFound: it refers to a template that `templates` does not know; kBadValue: to
///                one of another mesh
Cortex read_cortex(const H5Reader& file, const std::string& name,
                   const CortexTemplates& templates = {});
void write_cortex(H5Writer& file, const Cortex& cortex);

/// The group /cortex as a reference: the template's name, the hash of its mesh, and the regions of
/// `cortex`.
///
/// @param template_name  the name by which `templates` returns this cortex on reading
void write_cortex_reference(H5Writer& file, const Cortex& cortex, const std::string& template_name);

/// The template that the group /cortex refers to; absent where it holds the cortex itself.
std::optional<std::string> referred_template(const H5Reader& file);

/// What vertex indices refer to: a hash of both hemispheres' numbers of vertices and triangles, not
/// of coordinates, which differ if another kind of machine computes the cortex. Templates with the
/// same mesh differ by name.
std::string hash_of_mesh(const Cortex& cortex);

/// Throws if vertex indices are not ascending or not all in 0..vertex_count-1.
///
/// @param subject  the dataset they are from, as messages call it
/// @throws Error  kBadValue
void require_vertices(const std::vector<std::int32_t>& indices, int vertex_count,
                      const std::string& subject);

}  // namespace cortiscope
