# Fails when a text file holds the marks of an unresolved merge. ctest runs it:
# cmake -DROOT=... -P <this>
cmake_minimum_required(VERSION 3.22)
file(GLOB tops LIST_DIRECTORIES true RELATIVE "${ROOT}" "${ROOT}/*" "${ROOT}/.*")
list(REMOVE_ITEM tops .git build cortiscope-demo)  # what .gitignore names, and git's own
set(files)
foreach(top IN LISTS tops)
  if(IS_DIRECTORY "${ROOT}/${top}")
    file(GLOB_RECURSE inside RELATIVE "${ROOT}" "${ROOT}/${top}/*")
    list(APPEND files ${inside})
  else()
    list(APPEND files "${top}")
  endif()
endforeach()
list(REMOVE_DUPLICATES files)
list(FILTER files EXCLUDE REGEX "\\.(png|h5)$|^tests/fuzz/corpus/")  # not text
list(LENGTH files count)
if(count LESS 100)
  message(FATAL_ERROR "found ${count} files in ${ROOT}: not the source tree")
endif()

foreach(name IN LISTS files)
  file(READ "${ROOT}/${name}" text)
  string(REPLACE "\r\n" "\n" text "\n${text}\n")
  if(name MATCHES "\\.md$")  # where seven = may underline a heading of seven letters
    string(REGEX REPLACE "\n[^\n][^\n][^\n][^\n][^\n][^\n][^\n]\n=======\n" "\n\n" text "${text}")
  endif()
  if(text MATCHES "\n(<<<<<<< |>>>>>>> |=======\n)")
    string(STRIP "${CMAKE_MATCH_1}" mark)
    message(SEND_ERROR "${name}: a line begins with the merge mark ${mark} (mend the text)")
  endif()
endforeach()
