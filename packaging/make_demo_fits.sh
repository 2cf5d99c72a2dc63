#!/bin/sh
# Makes resources/demo again, the fits that the demonstration opens with, and the fits in
# resources/lessons. Run it, and commit its files, when the demonstration, its options or the
# method change. Takes a few minutes.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"
cmake --preset release
cmake --build --preset release --target builtin_cortex cortiscope-demo-fits
export OMP_WAIT_POLICY=passive
for which in demo lessons; do
  mkdir -p resources/$which
  build/release/bin/cortiscope-demo-fits $which resources/$which
done
# The build tree takes its copies when it is configured.
cmake --preset release
