#!/bin/sh
# Sets up, builds with warnings as errors, and runs every test.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
"$here/packaging/setup.sh"
cd "$here"
cmake --preset dev
cmake --build --preset dev
ctest --preset dev --parallel 2
