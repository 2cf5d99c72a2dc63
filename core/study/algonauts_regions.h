#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/data/cortex.h"
#include "core/study/algonauts_files.h"

namespace cortiscope {

/// The mesh indices of the vertices with responses, ascending, from the mask of a hemisphere.
struct AlgonautsVertices {
  std::vector<int> vertices;
  int mesh_size = 0;  ///< vertices of the hemisphere's mesh: 163,842 of fsaverage
};

/// @param count  how many there should be: the columns of the hemisphere's responses
/// @throws Error  kNotFound: no such file; kBadValue: a value that is neither 0 nor 1; kBadShape: a
///                mask of another number of vertices; as NpyArray
AlgonautsVertices read_algonauts_vertices(const AlgonautsFiles& files, Hemisphere h,
                                          std::int64_t count);

/// The ROIs of an Algonauts folder, in the order of the challenge's sets and then of their numbers.
/// After the parts of an area (V1v and V1d, FFA-1 and FFA-2) follows the area as a whole (V1, FFA).
/// Those of the masks of fsaverage, which cover vertices without responses too; where there is
/// none, of the masks of the vertices with responses. Number 0 stands for the rest and is left out,
/// as are regions without vertices.
struct AlgonautsRegions {
  HemisphereRegions of;
  std::vector<std::string> concerns;  ///< what is missing and was left out, in sentences
};

/// @param vertices  of hemispheres with responses; others are empty, and have no regions
/// @throws Error  kBadShape: a mask of another number of vertices; kBadValue: of a number without a
///                name; as NpyArray and read_pickled_names
AlgonautsRegions read_algonauts_regions(const AlgonautsFiles& files,
                                        const std::array<AlgonautsVertices, 2>& vertices);

}  // namespace cortiscope
