# Fails where packaging/setup.sh --cuda does not install PyPI's torch in a folder of its own, or installs
# anything else. Programs of these names take the place of the system's, and note what they are asked for.
# ctest runs it: cmake -DROOT=... -DWORK=<a folder of its own> -P <this>
set(programs ${WORK}/programs)
set(log ${WORK}/log)
file(REMOVE_RECURSE ${WORK})
function(write_program name text)
  file(WRITE ${programs}/${name} "#!/bin/sh\n${text}")
  file(CHMOD ${programs}/${name} PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
endfunction()
write_program(dpkg-query "echo install ok installed\n")
write_program(apt-get "echo apt-get \"$@\" >> ${log}\n")
# `python3 -m venv FOLDER` makes a Python that notes what is asked of it.
write_program(python3 "echo python3 \"$@\" >> ${log}
mkdir -p \"$3/bin\"
cp ${programs}/noted \"$3/bin/python\"\n")
write_program(noted "echo \"$0\" \"$@\" >> ${log}\n")

# expect_asked(OF <arguments of setup.sh> EXPECTED <what it asks of the programs, line by line>)
function(expect_asked)
  cmake_parse_arguments(arg "" "" "OF;EXPECTED" ${ARGN})
  file(WRITE ${log} "")
  execute_process(COMMAND ${CMAKE_COMMAND} -E env PATH=${programs}:$ENV{PATH}
                          sh ${ROOT}/packaging/setup.sh ${arg_OF}
                  RESULT_VARIABLE code ERROR_VARIABLE errors)
  file(STRINGS ${log} found)
  if(NOT code EQUAL 0 OR NOT found STREQUAL "${arg_EXPECTED}")
    message(SEND_ERROR "setup.sh ${arg_OF}: exit code ${code}, ${errors}\n"
                       "expected ${arg_EXPECTED}\nfound    ${found}")
  endif()
endfunction()

set(here ${WORK}/here)
set(asked "python3 -m venv ${here}" "${here}/bin/python -m pip install --quiet torch==2.15.*")
expect_asked(OF --cuda ${here} EXPECTED ${asked})
expect_asked(OF --command-line --cuda ${here} EXPECTED ${asked})
expect_asked(OF --command-line EXPECTED "")
expect_asked(EXPECTED "")

execute_process(COMMAND ${CMAKE_COMMAND} -E env PATH=${programs}:$ENV{PATH}
                        sh ${ROOT}/packaging/setup.sh --gpu
                RESULT_VARIABLE code ERROR_VARIABLE errors)
if(NOT code EQUAL 2 OR NOT errors MATCHES "setup.sh: unknown: --gpu")
  message(SEND_ERROR "setup.sh --gpu: exit code ${code}, ${errors}")
endif()
