# Fails when a layer includes what it may not know. ctest runs it: cmake -DROOT=... -P <this>
function(forbid layer files_like pattern)
  cmake_parse_arguments(arg "" "EXCEPT" "" ${ARGN})
  file(GLOB_RECURSE files "${ROOT}/${layer}/${files_like}")
  list(REMOVE_ITEM files "${ROOT}/${arg_EXCEPT}")
  foreach(file IN LISTS files)
    file(STRINGS "${file}" lines REGEX "^#include [<\"](${pattern})")
    foreach(line IN LISTS lines)
      file(RELATIVE_PATH name "${ROOT}" "${file}")
      message(SEND_ERROR "${name}: ${layer} may not have ${line}")
    endforeach()
  endforeach()
endfunction()

forbid(core    "*.*" "Q[A-Z]|vtk|render/|app/|tests/")
# They stay in .cpp files; h5_handle.h is shared by two of those and by nothing else.
forbid(core    "*.h" "torch/|ATen/|hdf5|H5" EXCEPT core/io/h5_handle.h)
forbid(render  "*.*" "Q[A-Z]|torch/|hdf5|app/|tests/|core/(fit|io|simulate)/")
forbid(render  "*.h" "vtk|cairo|pango|EGL")            # views forward-declare what they borrow
forbid(app/cli "*.*" "Q[A-Z]|vtk|torch/|hdf5|app/gui/|tests/")
forbid(app/gui "*.*" "torch/|hdf5|app/cli/|tests/")
