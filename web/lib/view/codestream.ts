// What a codestream says of itself: which codec wrote it and how large its image is. The file's header may say something else,
// and a decoder should not find that out by filling the device's memory.

/** Codecs that we have decoders for. */
export type Codec = 'jpeg-8' | 'jpeg-12' | 'jpeg-lossless' | 'jpeg-ls' | 'jpeg-2000' | 'htj2k' | 'jpeg-xl';

/** A codestream's own description. JPEG XL names only the codec: its header is bit-packed, and its decoder checks it. */
export interface Codestream {
  codec: Codec;
  /** Whether it ends as it should; some decoders fill up what is missing without a word. */
  complete: boolean;
  width?: number;
  height?: number;
  components?: number;
  /** Bits of a sample. */
  precision?: number;
  /** Of JPEG: an Adobe marker (APP14) or a JFIF marker (APP0) says how colours are coded; chroma may be subsampled. */
  adobe?: boolean;
  jfif?: boolean;
  subsampled?: boolean;
  /** Of JPEG 2000: whether the decoder turns a colour transform (RCT, ICT) back into RGB. */
  colourTransform?: boolean;
}

/** Reads the header of a codestream; null where it is none that we know. */
export function describe(bytes: Uint8Array): Codestream | null {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xd8) return jpeg(bytes);
  if (a === 0xff && b === 0x4f && c === 0xff && d === 0x51) return jpeg2000(bytes, 0);
  if (a === 0xff && b === 0x0a) return { codec: 'jpeg-xl', complete: true };
  if (a === 0 && b === 0 && c === 0 && d === 0x0c) {
    if (text(bytes, 4) === 'JXL ') return { codec: 'jpeg-xl', complete: true };
    return text(bytes, 4) === 'jP  ' ? jpeg2000(bytes, contiguous(bytes)) : null;
  }
  return null;
}

/** Start-of-frame markers of sequential, extended and progressive JPEG, lossless JPEG (T.81 table B.1) and JPEG-LS (T.87). */
const dct = new Set([0xc0, 0xc1, 0xc2]);
const lossless = 0xc3;
const losslessLs = 0xf7;

function jpeg(bytes: Uint8Array): Codestream | null {
  const marks = { adobe: false, jfif: false };
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = bytes[at + 1] as number;
    if (bytes[at] !== 0xff) return null;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = word(bytes, at + 2);
    if (marker === 0xee && text(bytes, at + 4) === 'Adob') marks.adobe = true;
    if (marker === 0xe0 && text(bytes, at + 4) === 'JFIF') marks.jfif = true;
    if (dct.has(marker) || marker === lossless || marker === losslessLs) return frame(bytes, at + 4, marker, marks);
    // Scans before any frame, other processes (hierarchical, arithmetic) and segments without length end it.
    if (marker === 0xda || marker === 0xd9 || (marker >= 0xc5 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc && marker !== 0xc4)) return null;
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
}

function frame(bytes: Uint8Array, at: number, marker: number, marks: { adobe: boolean; jfif: boolean }): Codestream | null {
  if (at + 6 > bytes.length) return null;
  const precision = bytes[at] as number;
  const components = bytes[at + 5] as number;
  const sampling = Array.from({ length: components }, (_, i) => bytes[at + 7 + 3 * i]);
  const codec: Codec = marker === lossless ? 'jpeg-lossless' : marker === losslessLs ? 'jpeg-ls' : precision === 8 ? 'jpeg-8' : 'jpeg-12';
  const subsampled = sampling.some((factors) => factors !== sampling[0]);
  // No byte pair of entropy-coded data looks like a marker (T.81 B.1.1.5), so that this one is the end of the image.
  const complete = indexOfPair(bytes, 0xff, 0xd9, at) >= 0;
  return { codec, complete, precision, height: word(bytes, at + 1), width: word(bytes, at + 3), components, subsampled, ...marks };
}

/** From SIZ, COD and CAP of the main header (T.800 annex A; T.814 for CAP). */
function jpeg2000(bytes: Uint8Array, start: number): Codestream | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (start < 0 || start + 42 > bytes.length || word(bytes, start) !== 0xff4f || word(bytes, start + 2) !== 0xff51) return null;
  const siz = start + 8;
  const found: Codestream = {
    codec: 'jpeg-2000',
    complete: false,
    width: view.getUint32(siz) - view.getUint32(siz + 8),
    height: view.getUint32(siz + 4) - view.getUint32(siz + 12),
    components: view.getUint16(siz + 32),
    precision: ((bytes[siz + 34] as number) & 0x7f) + 1,
    colourTransform: false,
  };
  for (let at = start + 2; at + 4 <= bytes.length; at += 2 + word(bytes, at + 2)) {
    const marker = word(bytes, at);
    if (marker === 0xff90) found.complete = tilePartsEnd(view, at);
    if (marker === 0xff90 || marker < 0xff00 || word(bytes, at + 2) < 2) break;
    if (marker === 0xff50 && at + 8 <= bytes.length && view.getUint32(at + 4) & 0x0002_0000) found.codec = 'htj2k';
    if (marker === 0xff52) found.colourTransform = bytes[at + 8] === 1;
  }
  return found;
}

/** Whether every tile-part is as long as it says (SOT, T.800 A.4.2); the last may leave its length to the end of the codestream. */
function tilePartsEnd(view: DataView, at: number): boolean {
  while (at + 12 <= view.byteLength && view.getUint16(at) === 0xff90) {
    const length = view.getUint32(at + 6);
    if (length === 0) return indexOfPair(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), 0xff, 0xd9, at) >= 0;
    if (length < 14) return false;
    at += length;
  }
  return at <= view.byteLength && !(at + 1 < view.byteLength && at + 12 > view.byteLength && view.getUint16(at) === 0xff90);
}

function indexOfPair(bytes: Uint8Array, first: number, second: number, from: number): number {
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) if (bytes[at + 1] === second) return at;
  return -1;
}

/** Where the codestream begins inside a JP2 file; -1 where it does not. */
function contiguous(bytes: Uint8Array): number {
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = word(bytes, at) * 65_536 + word(bytes, at + 2);
    if (text(bytes, at + 4) === 'jp2c') return at + (length === 1 ? 16 : 8);
    if (length < 8) return -1;
    at += length;
  }
  return -1;
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function text(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/**
 * A JPEG of three components that does not say how its colours are coded, with an Adobe marker that says it: as the
 * photometric interpretation does. Without one, decoders guess from the numbers of the components. Subsampled chroma and JFIF
 * are luminance and chrominance whatever the file says.
 */
export function withColour(bytes: Uint8Array, { adobe, jfif, subsampled }: Codestream, photometric: string): Uint8Array {
  if (adobe || jfif) return bytes;
  const transform = photometric === 'RGB' && !subsampled ? 0 : 1;
  const marker = [0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform];
  const marked = new Uint8Array(bytes.length + marker.length);
  marked.set(bytes.subarray(0, 2));
  marked.set(marker, 2);
  marked.set(bytes.subarray(2), 2 + marker.length);
  return marked;
}
