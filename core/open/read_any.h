#pragma once

#include "core/io/hdf5/cortex_file.h"
#include "core/open/contents.h"

namespace cortiscope {

/// Reads any file or folder, once: the only function that decides what a path is. Responses,
/// tokens, stimuli and checkpoints stay in their files. Of a file of one hemisphere only this one
/// is read; surface_pair.h, overlay_pair.h and regions_pair.h add the other hemisphere's.
///
/// A subject's folder of Algonauts 2023 is recognised by its responses. Else a folder with a part
/// of a cortex is a cortex, whatever else is in it; one without, that holds Cortiscope files, is a
/// study folder; one with neither may hold features of another program (other_features.h).
///
/// @param templates  for fits whose cortex is a reference (cortex_file.h)
/// @return  what it is, and warnings; no part if its format is unknown
/// @throws Error  kNotFound: no such path, or a folder with no known file; kBadValue: a download of
///                NSD, of which a subject file is made first (nsd_study.h); also what the reader of
///                its format throws
Contents read_any(const std::filesystem::path& path, const CortexTemplates& templates = {});

}  // namespace cortiscope
