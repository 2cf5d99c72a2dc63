#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "core/base/stop_token.h"
#include "core/data/subject.h"
#include "core/io/hdf5/cortex_file.h"
#include "core/io/hdf5/h5_file.h"

namespace cortiscope {

/// Reads a subject with its responses; core/io/FORMAT.md lists the datasets.
///
/// @throws Error  kNotFound, kBadFormat, kBadShape, kBadValue: naming file and dataset
Recording read_recording(const std::filesystem::path& file);

/// The same, but responses that take more than `cache_gb` GB stay in the file and are read on
/// demand, from any thread, one at a time.
RecordingSource open_recording(const std::filesystem::path& file, double cache_gb);
RecordingSource open_recording(std::shared_ptr<const H5Reader> file, double cache_gb);

/// Writes one. The same recording gives the same bytes.
void write_recording(const std::filesystem::path& file, const Recording& recording);

/// The same, reading and writing a portion of the responses at a time, so that they may be larger
/// than memory.
///
/// @param on_written  called after each portion with the number of images written; may be empty
/// @return  false where `stop` asked for it: then nothing is written
/// @throws Error  kBadValue: a response is not finite; as ResponseSet::read and H5Writer
bool write_recording(const std::filesystem::path& file, const RecordingSource& recording,
                     const StopToken& stop, const std::function<void(int)>& on_written = {});

/// The subject alone, as stored in both subject files and fit files.
/// @param templates  as read_cortex
Subject read_subject(const H5Reader& file, const CortexTemplates& templates = {});
/// @param template_name  empty: with its cortex; else with a reference to it, as
///                       write_cortex_reference
void write_subject(H5Writer& file, const Subject& subject, const std::string& template_name = "");

/// Selectors as a group of three datasets, e.g. "/truth" or "/selectors".
Selectors read_selectors(const H5Reader& file, const std::string& group, int vertex_count);
void write_selectors(H5Writer& file, const std::string& group, const Selectors& selectors);

/// A dataset of unique image names, one per row of what it belongs to.
std::vector<std::string> read_image_names(const H5Reader& file, const std::string& name);

}  // namespace cortiscope
