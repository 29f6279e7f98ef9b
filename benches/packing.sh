#!/usr/bin/env bash
# How fast and how small `overread pack` is on one core, beside zstd and CharLS on the same pixels: benches/packing.sh FOLDER...
# Needs `cargo build --release -p overread`, and Python with numpy, pydicom, zstandard and imagecodecs (PYTHON names it).
set -euo pipefail
bin="$(dirname "$0")/../target/release"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for folder in "$@"; do
  echo "$folder"
  for turn in 1 2 3; do
    taskset -c 0 "$bin/overread" pack "$folder" --out "$work/packed" --json 2>/dev/null >"$work/answer"
    taskset -c 0 "${PYTHON:-python3}" - "$folder" "$work/answer" <<'PYTHON'
import json, pathlib, sys, time
import imagecodecs, numpy, pydicom, zstandard

answer = json.load(open(sys.argv[2]))
print(f"  overread  {answer['pixel_ratio']:.3f}  {answer['raw_bytes'] / answer['seconds'] / 1e6:4.0f} MB/s, files read, headers packed, all verified")
frames = []
root = pathlib.Path(sys.argv[1])
for path in sorted([root] if root.is_file() else root.rglob('*')):
    try:
        pixels = pydicom.dcmread(path).pixel_array
    except Exception:
        continue
    grey = pixels.ndim == 2 or (pixels.ndim == 3 and pixels.shape[-1] != 3)
    for frame in pixels if pixels.ndim == (3 if grey else 4) else [pixels]:
        frames.append(numpy.ascontiguousarray(frame))
raw = sum(frame.nbytes for frame in frames)

def measure(name, encode, decode):
    start = time.perf_counter()
    coded = [encode(frame) for frame in frames]
    for frame, bytes_ in zip(frames, coded):
        assert decode(bytes_) == frame.tobytes()
    seconds = time.perf_counter() - start
    print(f"  {name:8}  {raw / sum(map(len, coded)):.3f}  {raw / seconds / 1e6:4.0f} MB/s, pixels only, encoded and decoded")

def unsigned(frame):
    return frame.view(numpy.uint16) if frame.dtype == numpy.int16 else frame

measure('zstd', lambda frame: zstandard.compress(frame.tobytes()), zstandard.decompress)
measure('CharLS', lambda frame: imagecodecs.jpegls_encode(unsigned(frame)), lambda bytes_: imagecodecs.jpegls_decode(bytes_).tobytes())
PYTHON
  done
done
