# Fails when a layer includes what it may not know. ctest runs it: cmake -DROOT=... -P <this>
function(forbid layer files_like pattern)
  file(GLOB_RECURSE files "${ROOT}/${layer}/${files_like}")
  foreach(file IN LISTS files)
    file(STRINGS "${file}" lines REGEX "^#include [<\"](${pattern})")
    foreach(line IN LISTS lines)
      file(RELATIVE_PATH name "${ROOT}" "${file}")
      message(SEND_ERROR "${name}: ${layer} may not have ${line}")
    endforeach()
  endforeach()
endfunction()

forbid(core    "*.*" "Q[A-Z]|vtk|render/|app/|tests/")
forbid(core    "*.h" "torch/|ATen/|hdf5|H5")           # they stay in .cpp files
forbid(render  "*.*" "Q[A-Z]|torch/|hdf5|app/|tests/|core/(fit|io|simulate)/")
forbid(render  "*.h" "vtk|cairo|pango|EGL")            # views forward-declare what they borrow
forbid(app/cli "*.*" "Q[A-Z]|vtk|torch/|hdf5|app/gui/|tests/")
forbid(app/gui "*.*" "torch/|hdf5|app/cli/|tests/")
