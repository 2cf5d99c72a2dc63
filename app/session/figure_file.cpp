#include "app/session/figure_file.h"

#include <filesystem>

#include "app/session/figure_content.h"
#include "core/base/error.h"
#include "core/base/file_ending.h"
#include "core/io/atomic_file.h"
#include "core/io/output_place.h"
#include "render/page_files.h"

namespace cortiscope {

void write_figure(const FigureRequest& request, const std::string& file, Warnings* warnings) {
  for (const std::string& input : request.inputs) {
    std::error_code denied;  // which its reader reports
    if (!std::filesystem::exists(input, denied) && !denied) {
      throw Error(ErrorKind::kNotFound, input, "no such file or folder",
                  "is its name right, and the disk there?");
    }
  }
  require_output_file(file, {files_of(request), /*replaces=*/true});
  const Page page = lay_out(figure_of(request, warnings));
  write_file(file, page_bytes(page, file_ending(file), request.dpi, recipe_of(request, file)));
}

std::vector<std::filesystem::path> files_of(const FigureRequest& request) {
  std::vector<std::filesystem::path> files;
  files.insert(files.end(), request.inputs.begin(), request.inputs.end());
  if (!request.cortex.empty()) files.emplace_back(request.cortex);
  if (!request.onto.empty()) files.emplace_back(request.onto);
  for (const std::string& regions : request.regions) {
    files.push_back(split_map_choice(regions).file);
  }
  if (request.overlay) files.push_back(request.overlay->file);
  if (request.response) files.push_back(request.response->file);
  return files;
}

}  // namespace cortiscope
