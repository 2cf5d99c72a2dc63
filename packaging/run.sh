#!/bin/sh
# Sets up, builds and shows the demonstration: in the window, or where there is no display as figures
# in ./cortiscope-demo.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
out="$PWD/cortiscope-demo"
"$here/packaging/setup.sh"
cd "$here"
cmake --preset release -DCORTISCOPE_TESTS=OFF
cmake --build --preset release
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec build/release/bin/cortiscope demo
fi
build/release/bin/cortiscope demo --headless "$out"
