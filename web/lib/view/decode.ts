// From the bytes of a frame to the values that are displayed: decompress, keep only the stored bits, apply the modality
// rescale or table (PS3.3 C.11.1), turn colour into RGB. Nothing is scaled, smoothed or guessed: what cannot be decoded says so.

import { ActError } from '../core/rpc';
import { run, type Decoded } from './codecs';
import { describe, withColour, type Codestream } from './codestream';
import { paint, toRgb, type Layout } from './colour';
import { decodeRle } from './rle';
import type { Instance } from './study';
import type { LookupTable, Tables } from './tables';
import type { Window } from './windows';

/** What decoding needs to know of an instance. */
export type FrameFormat = Pick<
  Instance,
  | 'transfer_syntax'
  | 'rows'
  | 'columns'
  | 'samples_per_pixel'
  | 'photometric'
  | 'bits_allocated'
  | 'bits_stored'
  | 'high_bit'
  | 'pixel_representation'
  | 'planar_configuration'
  | 'rescale_slope'
  | 'rescale_intercept'
  | 'floating'
  | 'modality_lut'
  | 'padding'
>;

/** Displayable values: one per pixel in modality units, or three (RGB) per pixel. */
export interface Pixels {
  data: Uint8Array | Int16Array | Uint16Array | Float32Array;
  components: 1 | 3;
  min: number;
  max: number;
  /** The value that fills what is no image, where the file names one. */
  padding?: number;
  /** The window of values that went through a VOI table: all of its output. */
  window?: Window;
}

/** Stored samples of a frame. */
interface Stored {
  samples: ArrayLike<number>;
  layout: Layout;
  /** Significant bits and how many lie below them; without bits the samples are what they are. */
  bits?: number;
  below?: number;
  /** Whether colours are luminance and chrominance. */
  ybr: boolean;
}

/** Larger images no examination has; 11,585 × 11,585. */
const maxPixels = 2 ** 27;

/**
 * Decodes one frame. `tables` are those of the image; a VOI table is applied where it is given. Throws an `ActError`:
 * `frame-codec-unknown`, `frame-form-unsupported`, `frame-palette-missing`, `frame-table-missing`, `frame-too-large`,
 * `frame-truncated`, `frame-mismatch` or `frame-undecodable`.
 */
export async function decode(format: FrameFormat, bytes: ArrayBuffer, tables: Tables = {}): Promise<Pixels> {
  const pixels = format.rows * format.columns;
  const coloured = format.photometric === 'PALETTE COLOR';
  if (pixels > maxPixels) throw refused('frame-too-large');
  if (![1, 3].includes(format.samples_per_pixel) || format.photometric.startsWith('YBR_PARTIAL')) throw refused('frame-form-unsupported');
  if (coloured && !tables.palette) throw refused('frame-palette-missing');
  if (format.modality_lut && !coloured && !tables.modality) throw refused('frame-table-missing');
  const stored = await samplesOf(format, new Uint8Array(bytes), pixels);
  if (format.samples_per_pixel === 3) {
    const bits = stored.bits ?? format.bits_stored;
    return { data: toRgb(stored.samples, pixels, stored.layout, bits, stored.ybr), components: 3, min: 0, max: 255 };
  }
  const values = valuesOf(format, stored, pixels);
  if (tables.palette && coloured) return { data: paint(values, pixels, tables.palette), components: 3, min: 0, max: 255 };
  return grey(format, values, pixels, tables);
}

/** The array that holds every value the format can have, the same for each image of a series. */
export function valueArray(format: FrameFormat, length: number): Int16Array | Uint16Array | Float32Array {
  const { slope, intercept } = rescale(format);
  if (format.floating || !Number.isInteger(slope) || !Number.isInteger(intercept)) return new Float32Array(length);
  if (format.modality_lut) return new Uint16Array(length);
  const signed = format.pixel_representation === 1;
  const lowest = (signed ? -(2 ** (format.bits_stored - 1)) : 0) * slope + intercept;
  const highest = (signed ? 2 ** (format.bits_stored - 1) - 1 : 2 ** format.bits_stored - 1) * slope + intercept;
  const [low, high] = lowest < highest ? [lowest, highest] : [highest, lowest];
  if (low >= -32768 && high <= 32767) return new Int16Array(length);
  if (low >= 0 && high <= 65535) return new Uint16Array(length);
  return new Float32Array(length);
}

function rescale(format: FrameFormat): { slope: number; intercept: number } {
  // A table takes the place of slope and intercept. A slope of zero would make every image black; such files exist and mean
  // "none".
  if (format.modality_lut) return { slope: 1, intercept: 0 };
  return { slope: format.rescale_slope || 1, intercept: format.rescale_intercept ?? 0 };
}

function grey(format: FrameFormat, values: ArrayLike<number>, pixels: number, { modality, voi }: Tables): Pixels {
  const { slope, intercept } = rescale(format);
  const inUnits = (stored: number) => (format.modality_lut && modality ? looked(modality, stored) : stored * slope + intercept);
  const data = voi ? new Uint16Array(pixels) : valueArray(format, pixels);
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < pixels; i++) {
    const unit = inUnits(values[i] as number);
    const value = voi ? looked(voi, Math.round(unit)) : unit;
    data[i] = value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const window = voi && { center: 2 ** (voi.bits - 1), width: 2 ** voi.bits };
  const padding = typeof format.padding === 'number' && !voi ? inUnits(format.padding) : undefined;
  return { data, components: 1, min, max, ...(window && { window }), ...(padding !== undefined && { padding }) };
}

function looked({ first, values }: LookupTable, value: number): number {
  return values[Math.min(values.length - 1, Math.max(0, value - first))] as number;
}

/** Keeps the stored bits and their sign; what old devices keep in the other bits (overlays) is not image. */
function valuesOf(format: FrameFormat, { samples, bits, below = 0 }: Stored, pixels: number): ArrayLike<number> {
  if (bits === undefined || bits < 1 || bits > 31) return samples;
  const above = 32 - bits;
  const values = new Int32Array(pixels);
  if (format.pixel_representation === 1) for (let i = 0; i < pixels; i++) values[i] = (((samples[i] as number) >>> below) << above) >> above;
  else for (let i = 0; i < pixels; i++) values[i] = (((samples[i] as number) >>> below) << above) >>> above;
  return values;
}

const native = new Set(['1.2.840.10008.1.2', '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.1.99', '1.2.840.10008.1.2.1.98']);
const bigEndian = '1.2.840.10008.1.2.2';
const rle = '1.2.840.10008.1.2.5';
/** JPEG, JPEG-LS, JPEG 2000 (parts 1 and 2), JPEG XL, HTJ2K; the codestream itself says which. */
const codestreams = /^1\.2\.840\.10008\.1\.2\.4\.(5\d|6\d|70|8[01]|9[0-3]|11[0-2]|20[1-3])$/;
const jpegXlLossless = '1.2.840.10008.1.2.4.110';

async function samplesOf(format: FrameFormat, bytes: Uint8Array, pixels: number): Promise<Stored> {
  const syntax = format.transfer_syntax;
  if (native.has(syntax) || syntax === bigEndian) return uncompressed(format, bytes, pixels, syntax !== bigEndian);
  if (format.floating) throw refused('frame-form-unsupported');
  if (syntax === rle) return runs(format, bytes, pixels);
  if (!codestreams.test(syntax)) throw refused('frame-codec-unknown');
  return compressed(format, bytes, pixels);
}

/** Uncompressed samples; a frame inside a file may begin at any byte, so nothing is assumed about alignment. */
function uncompressed(format: FrameFormat, bytes: Uint8Array, pixels: number, little: boolean): Stored {
  const { bits_allocated: allocated, samples_per_pixel: count } = format;
  const subsampled = count === 3 && format.photometric.endsWith('_422');
  const expected = subsampled ? pixels * 2 : pixels * count;
  if (bytes.length * 8 < expected * allocated) {
    // Some writers name subsampling and do not do it, or the other way round; only what fits is believed.
    throw refused('frame-truncated');
  }
  const by = { ybr: format.photometric.startsWith('YBR_FULL'), layout: subsampled ? '422' : format.planar_configuration === 1 ? 'plane' : 'pixel' } as const;
  if (allocated === 1) return { ...by, samples: filled(new Uint8Array(expected), (i) => ((bytes[i >> 3] as number) >> (i & 7)) & 1) };
  const samples = numbers(format, bytes, expected, little);
  return format.floating || allocated === 32 ? { ...by, samples } : { ...by, samples, ...significant(format) };
}

function numbers(format: FrameFormat, bytes: Uint8Array, length: number, little: boolean): ArrayLike<number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signed = format.pixel_representation === 1;
  switch (format.bits_allocated) {
    case 8:
      return bytes;
    case 16:
      return filled(new Uint16Array(length), (i) => view.getUint16(i * 2, little));
    case 32:
      if (format.floating) return filled(new Float32Array(length), (i) => view.getFloat32(i * 4, little));
      return filled(new Float64Array(length), (i) => (signed ? view.getInt32(i * 4, little) : view.getUint32(i * 4, little)));
    case 64:
      if (format.floating) return filled(new Float64Array(length), (i) => view.getFloat64(i * 8, little));
  }
  throw refused('frame-form-unsupported');
}

/** Every value computed from its place; `from` of typed arrays does the same, twenty times slower. */
function filled<Values extends Uint8Array | Uint16Array | Float32Array | Float64Array>(values: Values, at: (i: number) => number): Values {
  for (let i = 0; i < values.length; i++) values[i] = at(i);
  return values;
}

function significant(format: FrameFormat): { bits: number; below: number } {
  return { bits: format.bits_stored, below: Math.max(0, format.high_bit + 1 - format.bits_stored) };
}

function runs(format: FrameFormat, bytes: Uint8Array, pixels: number): Stored {
  const width = format.bits_allocated / 8;
  if (![1, 2, 4].includes(width)) throw refused('frame-form-unsupported');
  const planes = decodeRle(bytes, pixels, format.samples_per_pixel, width);
  if (!planes) throw refused('frame-undecodable');
  // Chrominance of RLE is never subsampled, whatever the photometric interpretation says.
  const photometric = format.photometric.replace('_422', '');
  return uncompressed({ ...format, photometric, planar_configuration: 1 }, planes, pixels, true);
}

async function compressed(format: FrameFormat, bytes: Uint8Array, pixels: number): Promise<Stored> {
  const codestream = describe(bytes);
  if (!codestream) throw refused('frame-undecodable');
  if (!fits(format, codestream.width, codestream.height, codestream.components)) throw refused('frame-mismatch');
  const coded = codestream.codec === 'jpeg-8' && format.samples_per_pixel === 3 ? withColour(bytes, codestream, format.photometric) : bytes;
  let decoded;
  try {
    decoded = codestream.complete ? await run(codestream, coded) : await runToItsEnd(codestream, coded);
  } catch (cause) {
    if (cause instanceof ActError) throw cause;
    throw new ActError('frame-undecodable', `This image is damaged and cannot be decoded: ${String(cause)}`);
  }
  const { width, height, components, bits, samples } = decoded;
  if (!fits(format, width, height, components) || samples.length < pixels * components) throw refused('frame-mismatch');
  const layout = decoded.planar ? 'plane' : 'pixel';
  if (format.samples_per_pixel === 3) return { samples, layout, bits, ybr: isYbr(format, codestream) };
  return { samples, layout, ybr: false, ...(bits > format.bits_stored ? significant(format) : { bits: format.bits_stored }) };
}

/**
 * A codestream without an end may still be whole: then the image does not depend on what follows. JPEG 2000 says the lengths of
 * its parts, so that one is not.
 */
async function runToItsEnd(codestream: Codestream, bytes: Uint8Array): Promise<Decoded> {
  if (!['jpeg-8', 'jpeg-12', 'jpeg-lossless'].includes(codestream.codec)) throw refused('frame-truncated');
  const followed = (by: number) => run(codestream, Uint8Array.from([...bytes, ...Array<number>(64).fill(by), 0xff, 0xd9]));
  const [one, other] = [await followed(0x00), await followed(0x55)];
  if (one.samples.some((sample, i) => sample !== other.samples[i])) throw refused('frame-truncated');
  return one;
}

function fits(format: FrameFormat, width?: number, height?: number, components?: number): boolean {
  // A height of zero is told later in the codestream (T.81 B.2.5, DNL).
  return (width ?? format.columns) === format.columns && (height || format.rows) === format.rows && (components ?? format.samples_per_pixel) === format.samples_per_pixel;
}

/** Whether a decoder gives colours back as luminance and chrominance. */
function isYbr(format: FrameFormat, { codec, colourTransform }: Codestream): boolean {
  const ybr = format.photometric.startsWith('YBR_FULL');
  switch (codec) {
    case 'jpeg-8':
      return false;
    case 'jpeg-2000':
    case 'htj2k':
      return ybr && !colourTransform;
    case 'jpeg-xl':
      return format.photometric === 'YBR_FULL' && format.transfer_syntax === jpegXlLossless;
    default:
      return ybr;
  }
}

/** Sentences for logs and for callers without a catalogue; pages have their own by the code. */
const sentences = {
  'frame-codec-unknown': 'This image is packed in a way that Overread does not know.',
  'frame-form-unsupported': 'The pixels of this image have a form that the browser cannot show.',
  'frame-palette-missing': 'The colour table of this image is missing or damaged.',
  'frame-table-missing': 'The value table of this image is missing or damaged.',
  'frame-too-large': 'This image is too large for the browser.',
  'frame-truncated': 'This image is incomplete: its file ends too early.',
  'frame-mismatch': 'This image is not as large as its file says.',
  'frame-undecodable': 'This image is damaged and cannot be decoded.',
};

function refused(code: keyof typeof sentences): ActError {
  return new ActError(code, `${sentences[code]} Please use the button for the original files.`);
}
