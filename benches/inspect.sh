#!/bin/sh
# How fast `overread inspect` reads headers, beside dcmtk's dcmdump and pydicom, in turns within one run on one core.
# Usage: benches/inspect.sh [FOLDER...]   Needs dcmtk, and a python3 with pydicom ($PYTHON).
# Without a FOLDER 5,000 generated files of 64 x 64 are read.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
overread=${OVERREAD:-target/release/overread}
for program in "$overread" dcmdump "$python"; do
  command -v "$program" > /dev/null || { echo "$program is not there." >&2; exit 1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ $# -eq 0 ]; then
  "$python" - "$work/files" <<'PY'
import os, sys
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian
out = sys.argv[1]
for n in range(5000):
    series, number = divmod(n, 250)
    d = Dataset()
    d.SOPClassUID = "1.2.840.10008.5.1.4.1.1.4"
    d.SOPInstanceUID = f"1.2.826.0.1.3680043.10.1713.{series + 1}.{number + 1}"
    d.StudyInstanceUID = "1.2.826.0.1.3680043.10.1713.1000"
    d.SeriesInstanceUID = f"1.2.826.0.1.3680043.10.1713.{series + 1}"
    d.PatientName, d.PatientID, d.PatientBirthDate, d.PatientSex = "Nobody^Nora", "N1", "19700101", "F"
    d.StudyDate, d.StudyTime, d.Modality, d.Manufacturer = "20260101", "120000", "MR", "Nobody"
    d.ImageType, d.StudyDescription, d.SeriesDescription = ["ORIGINAL", "PRIMARY", "M"], "MR", f"Series {series}"
    d.SeriesNumber, d.InstanceNumber = series + 1, number + 1
    d.RepetitionTime, d.EchoTime, d.SliceThickness, d.SpacingBetweenSlices = 2000, 30, 2, 2
    d.ImagePositionPatient, d.ImageOrientationPatient = [0, 0, 2 * number], [1, 0, 0, 0, 1, 0]
    d.Rows = d.Columns = 64
    d.PixelSpacing, d.SamplesPerPixel, d.PhotometricInterpretation = [1, 1], 1, "MONOCHROME2"
    d.BitsAllocated, d.BitsStored, d.HighBit, d.PixelRepresentation = 16, 12, 11, 0
    d.PixelData = bytes(64 * 64 * 2)
    d.file_meta = FileMetaDataset()
    d.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    folder = f"{out}/S{series:03}"
    os.makedirs(folder, exist_ok=True)
    d.save_as(f"{folder}/I{number:04}", enforce_file_format=True)
PY
  set -- "$work/files"
fi

cat > "$work/read.py" <<'PY'
import os, sys
from pydicom import dcmread
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        dcmread(os.path.join(folder, name), stop_before_pixels=True, force=True).get("SOPInstanceUID")
PY

# dcmdump answers 1 where one file of many is not DICOM; any other failure ends the run.
seconds() {
  start=$(date +%s.%N)
  code=0
  taskset -c 0 "$@" > "$work/out" 2> "$work/err" || code=$?
  end=$(date +%s.%N)
  if [ "$code" -gt 1 ] || { [ "$code" -eq 1 ] && [ "$1" != dcmdump ]; }; then
    echo "$1 failed ($code)." >&2
    cat "$work/err" >&2
    exit 1
  fi
  echo "$end $start" | awk '{ print $1 - $2 }'
}

for folder in "$@"; do
  count=$(find "$folder" -type f | wc -l)
  for turn in 1 2 3; do
    ours=$(seconds "$overread" inspect "$folder" --json)
    listed=$("$python" -c 'import json, sys; print(len(json.load(open(sys.argv[1]))["files"]))' "$work/out")
    [ "$listed" -eq "$count" ] || { echo "$listed of $count files were listed." >&2; exit 1; }
    dcmtk=$(seconds dcmdump --scan-directories --recurse -M "$folder")
    pydicom=$(seconds "$python" "$work/read.py" "$folder")
    echo "$count $ours $dcmtk $pydicom" | awk -v name="$(basename "$folder")" -v turn="$turn" \
      '{ printf "%s, %d files, turn %d: overread %.0f, dcmdump %.0f, pydicom %.0f files/s\n", name, $1, turn, $1/$2, $1/$3, $1/$4 }'
  done
done
