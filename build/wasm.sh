#!/usr/bin/env bash
# Builds the browser's modules into web/lib/core/pkg. Uses Rust's own WebAssembly target where it is or can be installed, else
# Debian's packages; WASM_TOOLCHAIN=debian asks for those.
set -euo pipefail
cd "$(dirname "$0")/.."
pkg=web/lib/core/pkg

has_target() { [ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib" ]; }

add_target() {
  command -v rustup >/dev/null || return 1
  timeout 120 rustup --quiet target add wasm32-unknown-unknown >/dev/null 2>&1 && has_target
}

debian_packages() {
  local packages=(rustc-web cargo-web rust-web-src rust-web-llvm lld-22)
  dpkg -s "${packages[@]}" >/dev/null 2>&1 && return
  echo "Installing from Debian: ${packages[*]}"
  local sudo=""
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
}

# A folder of its own, so that these flags do not undo the other builds.
folder=target/wasm
cargo=(cargo)
extra=()
toolchain=(env)
if [ "${WASM_TOOLCHAIN:-}" = debian ] || ! { has_target || add_target; }; then
  debian_packages
  folder=target/wasm-debian
  cargo=(/usr/bin/cargo)
  extra=(-Zbuild-std=std,panic_abort)
  toolchain=(env RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1)
fi

# module NAME MAX_MEMORY: a page that reads too much ends in an error instead of filling the device's memory.
module() {
  RUSTFLAGS='--cfg getrandom_backend="wasm_js"' "${toolchain[@]}" "${cargo[@]}" rustc --locked --quiet --target-dir "$folder" \
    --target wasm32-unknown-unknown --profile wasm "${extra[@]}" -p "overread-wasm-$1" --crate-type cdylib -- \
    -C "link-arg=--max-memory=$2"
  local built="$folder/wasm32-unknown-unknown/wasm/overread_wasm_$1.wasm" out="$pkg/$1"
  if [ -e "$out/$1_bg.wasm" ] && [ "$out/.built-from" -nt "$built" ]; then return; fi
  # No wasm-opt: the one that Debian carries puts the table of references wrong, and it saves only 4 %.
  cargo run --locked --quiet -p overread-wasm-bindgen -- "$built" "$1" "$out"
  touch "$out/.built-from"
}

module core 2147483648
module intake 1073741824
