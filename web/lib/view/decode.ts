// From the bytes of a frame to the values that are displayed: decompress, keep only the stored bits, apply the modality
// rescale (PS3.3 C.11.1), turn colour into RGB. Nothing is scaled, smoothed or guessed: what cannot be decoded says so.

import { ActError } from '../core/rpc';
import type { Instance } from './study';

/** What decoding needs to know of an instance. */
export type FrameFormat = Pick<
  Instance,
  'transfer_syntax' | 'rows' | 'columns' | 'samples_per_pixel' | 'photometric' | 'bits_allocated' | 'bits_stored' | 'high_bit' | 'pixel_representation' | 'planar_configuration' | 'rescale_slope' | 'rescale_intercept'
>;

/** Displayable values: one per pixel in modality units, or three (RGB) per pixel. */
export interface Pixels {
  data: Uint8Array | Int16Array | Uint16Array | Float32Array;
  components: 1 | 3;
  min: number;
  max: number;
}

type Samples = ArrayLike<number>;

/** What the decoders of the image loader read and give back. */
interface CodecFrame {
  rows: number;
  columns: number;
  samplesPerPixel: number;
  bitsAllocated: number;
  bitsStored: number;
  pixelRepresentation: number;
  planarConfiguration: number;
  signed: boolean;
  bytesPerPixel: number;
  pixelData?: Samples;
}

/** Decodes one frame. Throws an `ActError` with `frame-unsupported` or `frame-undecodable`. */
export async function decode(format: FrameFormat, bytes: ArrayBuffer): Promise<Pixels> {
  const pixels = format.rows * format.columns;
  if (format.photometric === 'PALETTE COLOR' || ![8, 16, 32].includes(format.bits_allocated)) throw unsupported();
  let samples: Samples | undefined;
  try {
    samples = await decompress(format, bytes);
  } catch (cause) {
    throw cause instanceof ActError ? cause : new ActError('frame-undecodable', `This image cannot be decoded: ${String(cause)}`);
  }
  if (format.samples_per_pixel === 3) return colour(format, samples, pixels);
  if (!samples || samples.length < pixels) throw undecodable();
  return grey(format, samples, pixels);
}

/** The array that holds every value the format can have, the same for each image of a series. */
export function valueArray(format: FrameFormat, length: number): Int16Array | Uint16Array | Float32Array {
  const { slope, intercept } = rescale(format);
  const signed = format.pixel_representation === 1;
  const lowest = (signed ? -(2 ** (format.bits_stored - 1)) : 0) * slope + intercept;
  const highest = (signed ? 2 ** (format.bits_stored - 1) - 1 : 2 ** format.bits_stored - 1) * slope + intercept;
  const [low, high] = lowest < highest ? [lowest, highest] : [highest, lowest];
  if (!Number.isInteger(slope) || !Number.isInteger(intercept)) return new Float32Array(length);
  if (low >= -32768 && high <= 32767) return new Int16Array(length);
  if (low >= 0 && high <= 65535) return new Uint16Array(length);
  return new Float32Array(length);
}

function rescale(format: FrameFormat): { slope: number; intercept: number } {
  // A slope of zero would make every image black; such files exist and mean "none".
  return { slope: format.rescale_slope || 1, intercept: format.rescale_intercept ?? 0 };
}

function grey(format: FrameFormat, samples: Samples, pixels: number): Pixels {
  const { slope, intercept } = rescale(format);
  const data = valueArray(format, pixels);
  const stored = storedBits(format);
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < pixels; i++) {
    const value = stored(samples[i] as number) * slope + intercept;
    data[i] = value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { data, components: 1, min, max };
}

/** Keeps the stored bits and their sign; what old devices keep in the other bits (overlays) is not image. */
function storedBits(format: FrameFormat): (sample: number) => number {
  const { bits_stored: bits, high_bit: high } = format;
  if (format.bits_allocated === 32 || bits < 1 || bits > 16) return (sample) => sample;
  const below = Math.max(0, high + 1 - bits);
  const above = 32 - bits;
  if (format.pixel_representation === 1) return (sample) => ((sample >> below) << above) >> above;
  return (sample) => (((sample >>> below) << above) >>> above);
}

function colour(format: FrameFormat, samples: Samples | undefined, pixels: number): Pixels {
  if (!samples || format.bits_allocated !== 8) throw samples ? unsupported() : undecodable();
  const data = new Uint8ClampedArray(pixels * 3);
  // The JPEG family gives colour back as RGB; other encodings give what the photometric interpretation says.
  const ybr = format.photometric.startsWith('YBR_FULL') && !jpegFamily.has(format.transfer_syntax);
  const subsampled = ybr && format.photometric === 'YBR_FULL_422' && samples.length < pixels * 3;
  if (samples.length < (subsampled ? pixels * 2 : pixels * 3)) throw undecodable();
  const planar = format.planar_configuration === 1 && !jpegFamily.has(format.transfer_syntax) && !jpegLs.has(format.transfer_syntax);
  for (let i = 0; i < pixels; i++) {
    const [a, b, c] = subsampled ? pair(samples, i) : planar ? [samples[i], samples[i + pixels], samples[i + 2 * pixels]] : [samples[3 * i], samples[3 * i + 1], samples[3 * i + 2]];
    put(data, i, a as number, b as number, c as number, ybr);
  }
  return { data: new Uint8Array(data.buffer), components: 3, min: 0, max: 255 };
}

/** Y1 Y2 Cb Cr for two pixels (PS3.3 C.7.6.3.1.2, YBR_FULL_422). */
function pair(samples: Samples, pixel: number): [number, number, number] {
  const start = (pixel >> 1) * 4;
  return [samples[start + (pixel & 1)] as number, samples[start + 2] as number, samples[start + 3] as number];
}

function put(data: Uint8ClampedArray, pixel: number, a: number, b: number, c: number, ybr: boolean): void {
  const at = pixel * 3;
  data[at] = ybr ? a + 1.402 * (c - 128) : a;
  data[at + 1] = ybr ? a - 0.344136 * (b - 128) - 0.714136 * (c - 128) : b;
  data[at + 2] = ybr ? a + 1.772 * (b - 128) : c;
}

const native = new Set(['1.2.840.10008.1.2', '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.1.99', '1.2.840.10008.1.2.1.98']);
const bigEndian = '1.2.840.10008.1.2.2';
const rle = '1.2.840.10008.1.2.5';
const jpegBaseline = '1.2.840.10008.1.2.4.50';
const jpegExtended = new Set(['1.2.840.10008.1.2.4.51', '1.2.840.10008.1.2.4.53', '1.2.840.10008.1.2.4.55']);
const jpegLossless = new Set(['1.2.840.10008.1.2.4.57', '1.2.840.10008.1.2.4.70']);
const jpegLs = new Set(['1.2.840.10008.1.2.4.80', '1.2.840.10008.1.2.4.81']);
const jpeg2000 = new Set(['1.2.840.10008.1.2.4.90', '1.2.840.10008.1.2.4.91']);
const htj2k = new Set(['1.2.840.10008.1.2.4.201', '1.2.840.10008.1.2.4.202', '1.2.840.10008.1.2.4.203']);
const jpegXl = new Set(['1.2.840.10008.1.2.4.110', '1.2.840.10008.1.2.4.111', '1.2.840.10008.1.2.4.112']);
const jpegFamily = new Set([jpegBaseline, ...jpegExtended, ...jpeg2000, ...htj2k, ...jpegXl]);

async function decompress(format: FrameFormat, bytes: ArrayBuffer): Promise<Samples | undefined> {
  const syntax = format.transfer_syntax;
  if (native.has(syntax)) return words(format, bytes, true);
  if (syntax === bigEndian) return words(format, bytes, false);
  const data = new Uint8Array(bytes);
  const frame = codecFrame(format);
  if (syntax === rle) return (await (await import('#decoders/decodeRLE.js')).default(frame as never, data)).pixelData;
  if (syntax === jpegBaseline || (jpegExtended.has(syntax) && format.bits_stored === 8)) return (await (await import('#decoders/decodeJPEGBaseline8Bit.js')).default(data, frame)).pixelData;
  if (jpegExtended.has(syntax)) return (await (await import('#decoders/decodeJPEGBaseline12Bit-js.js')).default(frame as never, data))?.pixelData;
  if (jpegLossless.has(syntax)) return (await (await import('#decoders/decodeJPEGLossless.js')).default(frame as never, data)).pixelData;
  if (jpegLs.has(syntax)) return (await (await import('#decoders/decodeJPEGLS.js')).default(data, frame)).pixelData;
  if (jpeg2000.has(syntax)) return (await (await import('#decoders/decodeJPEG2000.js')).default(data, frame)).pixelData;
  if (htj2k.has(syntax)) return (await (await import('#decoders/decodeHTJ2K.js')).default(data, frame)).pixelData;
  if (jpegXl.has(syntax)) return (await (await import('#decoders/decodeJPEGXL.js')).default(data, frame)).pixelData;
  throw unsupported();
}

/** Uncompressed samples; a frame inside a file may begin at any byte, so nothing is assumed about alignment. */
function words(format: FrameFormat, bytes: ArrayBuffer, little: boolean): Samples {
  const expected = format.rows * format.columns * format.samples_per_pixel;
  if (format.bits_allocated === 8) return new Uint8Array(bytes);
  const view = new DataView(bytes);
  const step = format.bits_allocated / 8;
  if (bytes.byteLength < expected * step) throw undecodable();
  const signed = format.pixel_representation === 1;
  const samples = step === 2 ? new (signed ? Int16Array : Uint16Array)(expected) : new (signed ? Int32Array : Uint32Array)(expected);
  for (let i = 0; i < expected; i++) {
    samples[i] = step === 2 ? (signed ? view.getInt16(i * 2, little) : view.getUint16(i * 2, little)) : signed ? view.getInt32(i * 4, little) : view.getUint32(i * 4, little);
  }
  return samples;
}

function codecFrame(format: FrameFormat): CodecFrame {
  return {
    rows: format.rows,
    columns: format.columns,
    samplesPerPixel: format.samples_per_pixel,
    bitsAllocated: format.bits_allocated,
    bitsStored: format.bits_stored,
    pixelRepresentation: format.pixel_representation,
    planarConfiguration: format.planar_configuration ?? 0,
    signed: format.pixel_representation === 1,
    bytesPerPixel: format.bits_allocated <= 8 ? 1 : 2,
  };
}

function undecodable(): ActError {
  return new ActError('frame-undecodable', 'This image is incomplete. Please use the button for the original files.');
}

function unsupported(): ActError {
  return new ActError('frame-unsupported', 'This kind of image cannot be shown in the browser yet. Please use the button for the original files.');
}
