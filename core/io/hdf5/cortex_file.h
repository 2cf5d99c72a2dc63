#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/data/cortex.h"
#include "core/io/hdf5/h5_file.h"

namespace cortiscope {

/// Gives the cortex that files refer to by a name such as "builtin-3"; nothing where it knows none
/// of that name. Empty where no template is known.
using CortexTemplates = std::function<std::optional<Cortex>(const std::string& name)>;

/// Reads a cortex alone ("cortiscope cortex"); core/io/FORMAT.md lists the datasets.
/// `sources` names the dataset of each part.
///
/// @throws Error  kNotFound, kBadFormat, kBadShape, kBadValue: naming file and dataset
Cortex read_cortex_file(const std::filesystem::path& file);
Cortex read_cortex_file(const H5Reader& file);

/// Writes one, whole or not at all. `sources` is not kept.
void write_cortex_file(const std::filesystem::path& file, const Cortex& cortex);

/// The group /cortex, as it stands inside subject, fit and cortex files alike.
///
/// @param name  the cortex's, where the group gives none
/// @param templates  where the group refers to a template instead of holding surfaces
/// @throws Error  kNotFound: it refers to a template that `templates` does not know; kBadValue: to
///                one of another mesh
Cortex read_cortex(const H5Reader& file, const std::string& name,
                   const CortexTemplates& templates = {});
void write_cortex(H5Writer& file, const Cortex& cortex);

/// The group /cortex as a reference: the template's name, the hash of its mesh, and the regions of
/// `cortex`.
///
/// @param template_name  the name under which `templates` will give this cortex when it is read
void write_cortex_reference(H5Writer& file, const Cortex& cortex, const std::string& template_name);

/// The template that the group /cortex refers to; absent where it holds the cortex itself.
std::optional<std::string> referred_template(const H5Reader& file);

/// What vertex indices refer to: a hash of both hemispheres' numbers of vertices and triangles, not
/// of coordinates, which come out otherwise where another kind of machine computes a cortex. Two
/// templates of one mesh are told apart by their names.
std::string hash_of_mesh(const Cortex& cortex);

/// Refuses vertex indices that are not ascending or not each in 0..vertex_count-1.
///
/// @param subject  the dataset they are from, as messages call it
/// @throws Error  kBadValue
void require_vertices(const std::vector<std::int32_t>& indices, int vertex_count,
                      const std::string& subject);

}  // namespace cortiscope
