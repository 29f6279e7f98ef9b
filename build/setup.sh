#!/usr/bin/env bash
# Installs what is missing on Debian 12: setup.sh run | test. Says in a sentence what it cannot install.
set -euo pipefail

need() { # program, least version, found version, what to do
  if [ "$(printf '%s\n%s\n' "$2" "$3" | sort -V | head -n 1)" != "$2" ]; then
    echo "Overread needs $1 $2 or newer; this machine has ${3:-none}. $4" >&2
    exit 1
  fi
}

need "Rust" 1.94 "$(rustc --version 2>/dev/null | cut -d' ' -f2)" "Install it from rustup.rs and run make again."
need "Node.js" 20.19 "$(node --version 2>/dev/null | tr -d v)" "Install it from nodejs.org and run make again."

packages=()
command -v cc >/dev/null || packages+=(build-essential)
if [ "$1" = test ]; then
  command -v chromium >/dev/null || packages+=(chromium)
  command -v dcm2pnm >/dev/null || packages+=(dcmtk)
  # Other decoders, for the comparison with the collected data.
  if [ -n "${OVERREAD_DATA:-}" ]; then
    command -v opj_decompress >/dev/null || packages+=(libopenjp2-tools)
    command -v djxl >/dev/null || packages+=(libjxl-tools)
  fi
fi
if [ ${#packages[@]} -gt 0 ]; then
  echo "Installing from Debian: ${packages[*]}"
  sudo=""
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
fi
