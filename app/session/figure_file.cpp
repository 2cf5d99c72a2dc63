#include "app/session/figure_file.h"

#include <cassert>
#include <filesystem>

#include "app/session/figure_content.h"
#include "core/base/error.h"
#include "core/base/file_ending.h"
#include "core/io/atomic_file.h"
#include "core/io/output_place.h"
#include "render/page_files.h"

namespace cortiscope {

void write_figure(const FigureRequest& request, const std::string& file) {
  for (const std::string& input : request.inputs) {
    if (!std::filesystem::exists(input)) {
      throw Error(ErrorKind::kNotFound, input, "no such file or folder",
                  "is its name right, and the disk there?");
    }
  }
  require_output_file(file, {files_of(request), /*replaces=*/true});
  const Page page = lay_out(figure_of(request));
  const std::string recipe = recipe_of(request, file), extension = file_ending(file);
  assert(extension == ".png" || extension == ".svg" || extension == ".pdf");
  write_file(file, extension == ".png"   ? png_bytes(page, request.dpi, recipe)
                   : extension == ".svg" ? svg_bytes(page, recipe)
                                         : pdf_bytes(page, recipe));
}

std::vector<std::filesystem::path> files_of(const FigureRequest& request) {
  std::vector<std::filesystem::path> files;
  for (const auto* names : {&request.inputs, &request.regions, &request.maps}) {
    files.insert(files.end(), names->begin(), names->end());  // names of maps are no files
  }
  files.emplace_back(request.overlay);
  return files;
}

}  // namespace cortiscope
