#!/usr/bin/env python3
"""Writes down, as hashes, what independent decoders make of the lossless images of a data folder.

    python3 -m venv VENV && VENV/bin/pip install pydicom numpy pylibjpeg pylibjpeg-libjpeg pylibjpeg-openjpeg \
        pylibjpeg-rle python-gdcm imagecodecs pillow
    OVERREAD_DATA=... VENV/bin/python build/reference-pixels.py > web/lib/view/reference-pixels.json

Every frame is decoded by two programs other than Overread: pydicom for native, deflated and RLE pixels, libjpeg (pylibjpeg),
OpenJPEG, CharLS, OpenJPH and libjxl (imagecodecs) for the others, and GDCM or DCMTK beside each. JPEG-LS, JPEG 2000, HTJ2K and
JPEG XL have the same libraries underneath here and in the browser, in other versions and builds; what proves those codecs is
that the WG04 images have one hash in every lossless syntax, the uncompressed one included. A file
stands in the table where two of them agree on every frame, or where only one of them can read it at all; what they disagree
on and what none can read is named on the standard error. Members of archives stand under the archive's path and theirs.

Hashed are, frame after frame: of grey images the stored values (bits above Bits Stored cut off, sign applied, before any
rescale) as 32-bit little-endian integers; of colour images and images with a colour table red, green and blue, 8 bits each,
YBR_FULL turned into RGB by PS3.3 C.7.6.3.1.2; of floating-point images the numbers as 32-bit floats. The table holds the
first 16 hex digits of SHA-256.
"""

import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import warnings
import zipfile
from pathlib import Path

import gdcm
import imagecodecs
import numpy as np
import pydicom
from pydicom.encaps import generate_frames
from pydicom.pixels import get_decoder
from pydicom.uid import UID

warnings.filterwarnings("ignore")
FOLDERS = "malformed dicomdir charsets syntaxes modality objects series series_level_generated".split()
LOSSY = {f"1.2.840.10008.1.2.4.{n}" for n in (50, 51, 53, 55, 91, 112, 111, 203)}
JPEG = {f"1.2.840.10008.1.2.4.{n}" for n in (50, 51, 53, 55, 57, 70)}
JPEG_LS = {f"1.2.840.10008.1.2.4.{n}" for n in (80, 81)}
J2K = {f"1.2.840.10008.1.2.4.{n}" for n in (90, 91)}
HTJ2K = {f"1.2.840.10008.1.2.4.{n}" for n in (201, 202, 203)}
JXL = {f"1.2.840.10008.1.2.4.{n}" for n in (110, 111, 112)}
RLE = "1.2.840.10008.1.2.5"
PIXELS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")


def frames_of(ds):
    return max(1, int(ds.get("NumberOfFrames", 1) or 1))


def shaped(ds, samples):
    """Rows × columns × samples, by pixel, of a flat array in either order."""
    return np.asarray(samples).reshape(ds.Rows, ds.Columns, -1)


def canonical(ds, frame):
    """The bytes that are hashed, of one frame as rows × columns × samples."""
    if frame.dtype.kind == "f":
        return frame.astype("<f4").tobytes()
    stored, high = int(ds.BitsStored), int(ds.get("HighBit", ds.BitsStored - 1))
    bits = np.asarray(frame).astype(np.int64)
    if ds.get("SamplesPerPixel", 1) == 1:
        value = (bits >> max(0, high + 1 - stored)) & ((1 << stored) - 1)
        if ds.get("PixelRepresentation", 0) == 1:
            value = np.where(value >> (stored - 1), value - (1 << stored), value)
        if ds.PhotometricInterpretation == "PALETTE COLOR":
            return coloured(ds, value)
        return value.astype("<i4").tobytes()
    rgb = bits.astype(np.float64)
    if ds.PhotometricInterpretation.startswith("YBR_FULL") and not getattr(ds, "already_rgb", False):
        y, cb, cr = rgb[..., 0], rgb[..., 1] - 128, rgb[..., 2] - 128
        rgb = np.stack([y + 1.402 * cr, y - 0.344136 * cb - 0.714136 * cr, y + 1.772 * cb], -1)
    if stored > 8:
        rgb = np.floor(rgb / (1 << (stored - 8)))
    return np.clip(np.rint(rgb), 0, 255).astype(np.uint8).tobytes()


def coloured(ds, value):
    rgb = pydicom.pixels.apply_color_lut(value[..., 0].astype(np.uint16), ds)
    if rgb.dtype == np.uint16:
        rgb = rgb >> 8
    return rgb.astype(np.uint8).tobytes()


def by_pydicom(ds, syntax, plugin=""):
    decoder = get_decoder(UID(syntax))
    options = {"raw": True, "decoding_plugin": plugin, "pixel_keyword": next(k for k in PIXELS if k in ds)}
    return [shaped(ds, decoder.as_array(ds, index=index, **options)[0]) for index in range(frames_of(ds))]


def by_imagecodecs(ds, syntax):
    decode = (
        imagecodecs.jpegls_decode if syntax in JPEG_LS
        else imagecodecs.jpeg2k_decode if syntax in J2K
        else imagecodecs.htj2k_decode if syntax in HTJ2K
        else imagecodecs.jpegxl_decode if syntax in JXL
        else imagecodecs.ljpeg_decode
    )
    encoded = generate_frames(ds.PixelData, number_of_frames=frames_of(ds))
    return [shaped(ds, decode(frame)) for frame in encoded]


def by_gdcm(path, ds):
    reader = gdcm.ImageReader()
    reader.SetFileName(str(path))
    if not reader.Read():
        raise ValueError("GDCM does not read it")
    image = reader.GetImage()
    kinds = {gdcm.PixelFormat.UINT8: "u1", gdcm.PixelFormat.INT8: "i1", gdcm.PixelFormat.UINT16: "<u2", gdcm.PixelFormat.INT16: "<i2",
             gdcm.PixelFormat.UINT32: "<u4", gdcm.PixelFormat.INT32: "<i4", gdcm.PixelFormat.FLOAT32: "<f4", gdcm.PixelFormat.FLOAT64: "<f8",
             gdcm.PixelFormat.UINT12: "<u2", gdcm.PixelFormat.INT12: "<i2"}
    kind = kinds[image.GetPixelFormat().GetScalarType()]
    flat = np.frombuffer(image.GetBuffer().encode("utf-8", errors="surrogateescape"), kind)
    samples = image.GetPixelFormat().GetSamplesPerPixel()
    frames = flat.reshape(frames_of(ds), -1)
    if image.GetPlanarConfiguration() == 1 and samples == 3:
        return [np.moveaxis(frame.reshape(3, ds.Rows, ds.Columns), 0, -1) for frame in frames]
    return [shaped(ds, frame) for frame in frames]


def by_dcmtk(path, ds, syntax):
    tool = {**dict.fromkeys(JPEG, ["dcmdjpeg", "+cn", "+px"]), **dict.fromkeys(JPEG_LS, ["dcmdjpls", "+px"]), RLE: ["dcmdrle", "+px"]}.get(syntax, ["dcmconv"])
    tool = [part for part in tool if part != "+px"]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "native.dcm"
        subprocess.run([*tool, "+te", str(path), str(out)] if tool[0] == "dcmconv" else [*tool, str(path), str(out)], check=True, capture_output=True)
        native = pydicom.dcmread(out)
        return by_pydicom(native, native.file_meta.TransferSyntaxUID)


def digests(ds, frames):
    whole = hashlib.sha256()
    for frame in frames:
        whole.update(canonical(ds, frame))
    return whole.hexdigest()[:16]


def alone(act):
    """The result of an act in a process of its own: some decoders end the process on a hostile file."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writer, ("+" + act()).encode())
        except BaseException as cause:
            os.write(writer, f"-{cause!r:.120}".encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    if not answer.startswith("+"):
        raise ValueError(answer[1:] or "the decoder ended the process")
    return answer[1:]


def described(path):
    """The data set, with what is missing or unreadable of its description replaced by the usual."""
    ds = pydicom.dcmread(path, force=True)
    if not any(k in ds for k in PIXELS):
        # Encapsulated pixels without their delimiter at the end: pydicom drops everything.
        ds = pydicom.dcmread(io.BytesIO(Path(path).read_bytes() + b"\xfe\xff\xdd\xe0\0\0\0\0"), force=True)
    if not any(k in ds for k in PIXELS):
        return None, None
    if ds.get("BitsAllocated", 0) not in (1, 8, 16, 32, 64):
        return None, None
    if "PhotometricInterpretation" not in ds:
        ds.PhotometricInterpretation = "MONOCHROME2"
    if "SamplesPerPixel" not in ds:
        ds.SamplesPerPixel = 1
    if "PixelRepresentation" not in ds:
        ds.PixelRepresentation = 0
    try:
        int(ds.get("NumberOfFrames", 1) or 1)
    except ValueError:
        del ds["NumberOfFrames"]
    if ds.BitsStored > ds.BitsAllocated:
        ds.BitsStored, ds.HighBit = ds.BitsAllocated, ds.BitsAllocated - 1
    syntax = str(ds.file_meta.get("TransferSyntaxUID", "1.2.840.10008.1.2"))
    if syntax in JPEG and b"\xff\xc3" in ds.PixelData[:1000]:
        syntax = "1.2.840.10008.1.2.4.57"  # lossless, whatever the file says
    # What a private transfer syntax means, nobody can know.
    return (ds, syntax) if syntax.startswith("1.2.840.10008.") else (None, None)


def reference(name, path):
    """The digest of a file, or nothing."""
    try:
        ds, syntax = described(path)
    except BaseException as cause:
        print(f"{name}: not read: {cause!r:.100}", file=sys.stderr)
        return None
    if ds is None or syntax in LOSSY:
        return None
    ways = {"pydicom": lambda: by_pydicom(ds, syntax), "gdcm": lambda: by_gdcm(path, ds), "dcmtk": lambda: by_dcmtk(path, ds, syntax)}
    if syntax in JPEG_LS | J2K | HTJ2K | JXL:
        ways = {"imagecodecs": lambda: by_imagecodecs(ds, syntax), **ways}
    found, faults = {}, []
    for way, act in ways.items():
        if len(found) == 2 and len(set(found.values())) == 1:
            break
        try:
            found[way] = alone(lambda act=act: digests(ds, act()))
        except BaseException as cause:
            faults.append(f"{way}: {cause}")
    digest = max(found.values(), key=list(found.values()).count, default=None)
    if len(set(found.values())) > 1 and list(found.values()).count(digest) == 1:
        digest = None
    if len(found) < 2 or len(set(found.values())) > 1:
        print(f"{name}: {found} {faults}", file=sys.stderr)
    return digest


def members(path, folder):
    """What lies in an archive, as names and files."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for number, member in enumerate(archive.infolist()):
                if member.is_dir() or member.file_size > 1 << 24:
                    continue
                out = Path(folder) / str(number)
                try:
                    out.write_bytes(archive.read(member))
                except (zipfile.BadZipFile, NotImplementedError):
                    continue
                # Names that would leave the folder are kept inside it, as intake does.
                name = member.filename.replace("\\", "/").replace(":", "")
                yield "/".join(part for part in name.split("/") if part not in ("", ".", "..")), out
    elif tarfile.is_tarfile(path):
        with tarfile.open(path) as archive:
            for number, member in enumerate(archive):
                if member.isfile():
                    out = Path(folder) / str(number)
                    out.write_bytes(archive.extractfile(member).read())
                    yield member.name, out


def main():
    root = Path(os.environ["OVERREAD_DATA"]) / "dicom"
    table = {}
    for path in sorted(path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file()):
        name = path.relative_to(root).as_posix()
        table[name] = reference(name, path)
    for path in sorted((root / "containers_generated").iterdir()):
        with tempfile.TemporaryDirectory() as folder:
            for member, file in members(path, folder):
                name = f"{path.relative_to(root).as_posix()}/{member}"
                table[name] = reference(name, file)
    json.dump({name: digest for name, digest in table.items() if digest}, sys.stdout, indent=0, sort_keys=True, ensure_ascii=False)
    print()


main()
