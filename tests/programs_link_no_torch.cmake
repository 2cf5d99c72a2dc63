# Fails where a program is linked to LibTorch, directly or through a library: torch is a module that fits
# load (core/fit/torch_module.h). ctest runs it: cmake -DPROGRAMS=a;b -P <this>
foreach(program IN LISTS PROGRAMS)
  execute_process(COMMAND ldd ${program} OUTPUT_VARIABLE libraries COMMAND_ERROR_IS_FATAL ANY)
  if(libraries MATCHES "libtorch|libc10")
    message(SEND_ERROR "${program} is linked to LibTorch:\n${libraries}")
  endif()
endforeach()
