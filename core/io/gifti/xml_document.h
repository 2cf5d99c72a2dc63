#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/io/annotation.h"

namespace pugi {
class xml_document;
class xml_node;
}  // namespace pugi

namespace cortiscope {

/// Parses XML into `document`, in place: it borrows `text`. Entities are not expanded, and a file
/// made of nothing but small elements is rejected before it fills the memory.
///
/// @param root     what the outermost element must be, which is also the name of the format in
///                 messages
/// @param subject  the name of the file in messages
/// @throws Error  kBadFormat: damaged, too many elements, or another root
pugi::xml_node parse_xml(std::string& text, const char* root, const std::string& subject,
                         pugi::xml_document& document);

/// The entries of a MetaData element below `parent`.
std::map<std::string, std::string> read_metadata(const pugi::xml_node& parent);

/// The LabelTable element of GIFTI and CIFTI, by key. One without text is named after its key,
/// "label 7"; "???" for 0 means none and is left out.
std::vector<NamedLabel> read_label_table(const pugi::xml_node& table, Dropped* dropped);

/// The region of a label that is not in the table: "label 7"; nothing for 0, which means none.
std::optional<Region> unnamed_label(std::int32_t key);

/// Writes such a table, with "???" for 0, which is no parcel, and the parcels from 1 on.
std::string label_table_text(const std::vector<Region>& parcels);

/// Text escaped for use between XML elements.
std::string escaped(const std::string& text);

}  // namespace cortiscope
