#!/bin/sh
# Sets up, builds and shows the demonstration. While Cortiscope has no window: fits it and draws its
# figures into ./cortiscope-demo.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
out="$PWD/cortiscope-demo"
"$here/packaging/setup.sh"
cd "$here"
cmake --preset release -DCORTISCOPE_TESTS=OFF
cmake --build --preset release
build/release/bin/cortiscope demo --headless "$out"
