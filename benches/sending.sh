#!/usr/bin/env bash
# Sending and reading in Chromium over lines of set speeds, beside Orthanc. OVERREAD_MBITS=20,40 OVERREAD_SLICES=1000 are the
# defaults; OVERREAD_PEERS=none leaves Orthanc out. Needs Debian's orthanc and dcmtk for the peers.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ "${OVERREAD_PEERS:-}" != none ] && ! command -v Orthanc storescu >/dev/null; then
  echo "Install the peers first: apt-get install orthanc dcmtk" >&2
  exit 1
fi
cargo build --release --locked --quiet -p overread-server -p overread
cd web
OVERREAD_BIN=$PWD/../target/release npx playwright test --config e2e/measure/playwright.config.ts "$@"
