# The target cortiscope_cuda_libtorch: a LibTorch with CUDA, from the wheel `torch` of PyPI in the folder
# that packaging/setup.sh --cuda makes. Its own TorchConfig.cmake wants the CUDA toolkit with nvcc, which
# those who have only a driver lack and which nothing here needs: headers and libraries are found in the
# wheel.
set(CORTISCOPE_CUDA_TORCH "" CACHE STRING
    "Folder that packaging/setup.sh --cuda made; build/cuda-torch, if it is there; OFF: no module for GPUs")

function(add_cuda_libtorch folder)
  file(GLOB wheel ${folder}/lib/python3*/site-packages/torch)
  if(NOT EXISTS "${wheel}/lib/libtorch_cuda.so")
    message(FATAL_ERROR "${folder}: expected a LibTorch with CUDA in lib/python3.*/site-packages/torch, "
                        "found none. Run packaging/setup.sh --cuda ${folder}, or configure with "
                        "-DCORTISCOPE_CUDA_TORCH=OFF.")
  endif()
  message(STATUS "LibTorch with CUDA: ${wheel}")
  add_library(cortiscope_cuda_libtorch INTERFACE)
  target_include_directories(cortiscope_cuda_libtorch SYSTEM INTERFACE
                             ${wheel}/include ${wheel}/include/torch/csrc/api/include)
  target_compile_features(cortiscope_cuda_libtorch INTERFACE cxx_std_20)  # its headers need it
  # All libraries, though we call nothing of torch_cuda: it registers itself when it is loaded. What they
  # need in turn is found by their own run paths when they are loaded.
  target_link_options(cortiscope_cuda_libtorch INTERFACE
                      LINKER:--no-as-needed,--allow-shlib-undefined)
  foreach(library torch torch_cpu torch_cuda c10 c10_cuda)
    target_link_libraries(cortiscope_cuda_libtorch INTERFACE ${wheel}/lib/lib${library}.so)
  endforeach()
endfunction()

if(CORTISCOPE_CUDA_TORCH)
  get_filename_component(folder ${CORTISCOPE_CUDA_TORCH} ABSOLUTE BASE_DIR ${PROJECT_SOURCE_DIR})
  add_cuda_libtorch(${folder})
elseif(CORTISCOPE_CUDA_TORCH STREQUAL "" AND IS_DIRECTORY ${PROJECT_SOURCE_DIR}/build/cuda-torch)
  add_cuda_libtorch(${PROJECT_SOURCE_DIR}/build/cuda-torch)
endif()
