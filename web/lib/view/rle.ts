// RLE Lossless (PS3.5 annex G): each byte of each sample is a segment of its own, the highest byte first.

/**
 * Decodes a frame into what a native little-endian frame by plane would hold: for each sample all its pixels, `width` bytes
 * each. Null where the segments are not those of such a frame or end too early.
 */
export function decodeRle(frame: Uint8Array, pixels: number, samples: number, width: number): Uint8Array | null {
  if (frame.length < 64) return null;
  const header = new DataView(frame.buffer, frame.byteOffset, 64);
  const count = header.getUint32(0, true);
  // Two bytes make 128 at most, so that an honest frame is not larger than 64 times its codestream.
  if (count !== samples * width || count > 15 || pixels * count > frame.length * 64) return null;
  const out = new Uint8Array(pixels * count);
  for (let segment = 0; segment < count; segment++) {
    const from = header.getUint32(4 * (segment + 1), true);
    const to = segment + 1 < count ? header.getUint32(4 * (segment + 2), true) : frame.length;
    if (from < 64 || to < from || to > frame.length) return null;
    const first = Math.floor(segment / width) * pixels * width + (width - 1 - (segment % width));
    if (!unpack(frame.subarray(from, to), out, first, width, pixels)) return null;
  }
  return out;
}

/** PackBits into every `step`th byte; false where there is too little of it. */
function unpack(packed: Uint8Array, out: Uint8Array, at: number, step: number, left: number): boolean {
  for (let from = 0; left > 0 && from < packed.length; ) {
    const control = packed[from++] as number;
    if (control === 128) continue;
    const repeated = control > 128;
    const run = Math.min(left, repeated ? 257 - control : control + 1);
    if (from + (repeated ? 1 : run) > packed.length) return false;
    for (let i = 0; i < run; i++, at += step) out[at] = packed[repeated ? from : from + i] as number;
    from += repeated ? 1 : control + 1;
    left -= run;
  }
  return left === 0;
}
