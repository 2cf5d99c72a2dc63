// cortiscope-fold FILE: folds the built-in cortex and writes it; the build installs the file.
#include <cstdio>
#include <exception>

#include "core/io/hdf5/cortex_file.h"
#include "core/simulate/cortex/builtin_cortex.h"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  try {
    cortiscope::write_cortex_file(argv[1], cortiscope::fold_builtin_cortex());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
