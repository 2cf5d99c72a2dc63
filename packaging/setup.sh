#!/bin/sh
# Installs what Cortiscope needs to build, run and be tested on Debian 12, Debian 13 or a recent Ubuntu, as
# root or with sudo. What is installed already is skipped.
#   --command-line  only what the command line needs: neither Qt nor VTK, no tests
#   --fuzz          also the compiler of the preset `fuzz`
#   --cuda [DIR]    also, for NVIDIA GPUs, LibTorch with CUDA: PyPI's `torch` in a folder of its own, DIR or
#                   build/cuda-torch, of 5 GB. Needs no CUDA toolkit; the driver is yours to install.
#                   With --command-line as well: --cuda comes last.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)

core="build-essential cmake ninja-build ccache pkg-config ca-certificates
  libeigen3-dev libboost-dev libhdf5-dev libtorch-dev libopenblas0-pthread libxxhash-dev
  libcli11-dev nlohmann-json3-dev libpugixml-dev zlib1g-dev libpng-dev libjpeg-dev"
window="qt6-base-dev libqt6opengl6-dev libvtk9-dev libcairo2-dev libpango1.0-dev libegl-dev libgl-dev
  libegl-mesa0 libgl1-mesa-dri fonts-dejavu-core"
tests="libgtest-dev xvfb xauth"

packages="$core $window $tests"
case "${1:-}" in
  --command-line) packages="$core"; shift ;;
  --fuzz) packages="$packages clang libclang-rt-dev"; shift ;;
esac
cuda=""
if [ "${1:-}" = --cuda ]; then
  cuda=${2:-$here/build/cuda-torch}
  packages="$packages python3-venv"
  shift; [ $# -eq 0 ] || shift
fi
[ $# -eq 0 ] || { echo "setup.sh: unknown: $*; see the top of $0" >&2; exit 2; }

missing=""
for package in $packages; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
if [ -n "$missing" ]; then
  root=""
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "setup.sh: run as root, or install sudo; missing:$missing" >&2; exit 1; }
    root="sudo"
  fi
  echo "Installing:$missing" >&2
  $root apt-get update -q
  # shellcheck disable=SC2086  # a list of packages
  $root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
fi

if [ -n "$cuda" ]; then
  echo "Installing LibTorch with CUDA in $cuda" >&2
  # The release that our sources are written for. What is installed already is kept.
  python3 -m venv "$cuda"
  "$cuda/bin/python" -m pip install --quiet 'torch==2.15.*'
fi
