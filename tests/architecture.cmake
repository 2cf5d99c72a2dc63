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

# app -> render -> core
forbid(core        "*.*" "Q[A-Z]|vtk|render/|app/|tests/")
forbid(render      "*.*" "Q[A-Z]|torch/|hdf5|app/|tests/|core/(io|open|fit|torch|analysis|simulate)/")
forbid(render      "*.h" "vtk|cairo|pango|EGL")        # views forward-declare what they borrow
forbid(app/session "*.*" "Q[A-Z]|vtk|torch/|core/torch/|hdf5|app/(cli|gui)/|tests/")
forbid(app/cli     "*.*" "Q[A-Z]|vtk|torch/|core/torch/|hdf5|app/gui/|tests/")
forbid(app/gui     "*.*" "torch/|core/torch/|hdf5|app/cli/|tests/")

# Headers of other libraries stay in .cpp files; h5_handle.h is shared by some of those and nothing else.
# core/torch alone knows torch.
forbid(core "*.h" "hdf5|H5" EXCEPT core/io/hdf5/h5_handle.h)
set(rooms base data color metrics io study fit backbone torch open analysis simulate)
foreach(room IN LISTS rooms)
  if(NOT room STREQUAL "torch")
    forbid(core/${room} "*.*" "torch/|ATen/|c10/")
  endif()
endforeach()

# The floors inside core: a room includes only rooms before it. color and metrics share a floor.
set(above ${rooms})
foreach(room IN LISTS rooms)
  list(REMOVE_ITEM above ${room})
  set(forbidden ${above})
  if(room STREQUAL "metrics")
    list(APPEND forbidden color)
  endif()
  list(JOIN forbidden "|" pattern)
  if(pattern)
    forbid(core/${room} "*.*" "core/(${pattern})/")
  endif()
endforeach()
# The torch module is loaded, never linked: its headers are its own.
foreach(room open analysis simulate)
  forbid(core/${room} "*.*" "core/torch/")
endforeach()
