// JPEG with samples of 12 bits (T.81, extended sequential and progressive DCT, Huffman coding). The decoders at hand keep 8 bits
// of them; a radiograph needs all 12. Arithmetic is in floating point, so that nothing is rounded but the samples.

import type { Decoded } from './codecs';

/** Where a coefficient of the zigzag order lies in its block (T.81 figure 5). */
const zigzag = Uint8Array.from([
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58,
  59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
]);

interface Component {
  id: number;
  /** Sampling factors. */
  h: number;
  v: number;
  quantization: number;
  /** Blocks in a row and in a column: those of the image, and those of whole MCUs. */
  across: number;
  down: number;
  stride: number;
  coefficients: Int32Array;
  dc?: Huffman | undefined;
  ac?: Huffman | undefined;
  prediction: number;
}

interface Frame {
  progressive: boolean;
  precision: number;
  width: number;
  height: number;
  components: Component[];
  /** MCUs in a row and in a column. */
  across: number;
  down: number;
}

interface Scan {
  components: Component[];
  from: number;
  to: number;
  high: number;
  low: number;
}

/** Decodes a whole image. Throws where the codestream is damaged. */
export function decodeJpeg12(bytes: Uint8Array): Decoded {
  const quantizations: Float64Array[] = [];
  const tables: { [place: number]: Huffman } = {};
  let frame: Frame | undefined;
  let interval = 0;
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = bytes[at + 1] as number;
    if (bytes[at] !== 0xff) throw new Error('There is no marker where one should be.');
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) break;
    const length = word(bytes, at + 2);
    const segment = bytes.subarray(at + 4, at + 2 + length);
    if (length < 2 || segment.length !== length - 2) throw new Error('A segment ends too early.');
    at += 2 + length;
    if (marker === 0xdb) readQuantizations(segment, quantizations);
    else if (marker === 0xc4) readHuffman(segment, tables);
    else if (marker === 0xdd) interval = word(segment, 0);
    else if (marker >= 0xc0 && marker <= 0xc2) frame = readFrame(segment, marker === 0xc2);
    else if (marker === 0xda) {
      if (!frame) throw new Error('A scan comes before its frame.');
      at += decodeScan(bytes.subarray(at), frame, readScan(segment, frame, tables), interval);
    }
  }
  if (!frame) throw new Error('There is no frame.');
  return samplesOf(frame, quantizations);
}

function readQuantizations(segment: Uint8Array, tables: Float64Array[]): void {
  for (let at = 0; at < segment.length; ) {
    const [wide, place] = [(segment[at] as number) >> 4, (segment[at] as number) & 15];
    at += 1;
    if (at + (wide ? 128 : 64) > segment.length) throw new Error('A quantization table ends too early.');
    const table = new Float64Array(64);
    for (let i = 0; i < 64; i++) table[zigzag[i] as number] = wide ? word(segment, at + 2 * i) : (segment[at + i] as number);
    tables[place] = table;
    at += wide ? 128 : 64;
  }
}

function readHuffman(segment: Uint8Array, tables: { [place: number]: Huffman }): void {
  for (let at = 0; at + 17 <= segment.length; ) {
    const counts = segment.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    tables[segment[at] as number] = new Huffman(counts, segment.subarray(at + 17, at + 17 + total));
    at += 17 + total;
  }
}

function readFrame(segment: Uint8Array, progressive: boolean): Frame {
  const [precision, height, width, count] = [segment[0] ?? 0, word(segment, 1), word(segment, 3), segment[5] ?? 0];
  const parts = Array.from({ length: count }, (_, i) => [...segment.subarray(6 + 3 * i, 9 + 3 * i)] as [number, number, number]);
  const [maxH, maxV] = [Math.max(...parts.map(([, factors]) => factors >> 4)), Math.max(...parts.map(([, factors]) => factors & 15))];
  if (!width || !height || count < 1 || count > 4 || parts.some(([, factors]) => !(factors >> 4) || !(factors & 15))) throw new Error('The frame is none.');
  const [across, down] = [Math.ceil(width / (8 * maxH)), Math.ceil(height / (8 * maxV))];
  const components = parts.map(([id, factors, quantization]) => {
    const [h, v] = [factors >> 4, factors & 15];
    const own = { across: Math.ceil((width * h) / (8 * maxH)), down: Math.ceil((height * v) / (8 * maxV)), stride: across * h };
    return { id, h, v, quantization, ...own, coefficients: new Int32Array(64 * across * h * down * v), prediction: 0 };
  });
  return { progressive, precision, width, height, components, across, down };
}

function readScan(segment: Uint8Array, frame: Frame, tables: { [place: number]: Huffman }): Scan {
  const count = segment[0] ?? 0;
  const components = Array.from({ length: count }, (_, i) => {
    const component = frame.components.find(({ id }) => id === segment[1 + 2 * i]);
    if (!component) throw new Error('A scan names an unknown component.');
    const places = segment[2 + 2 * i] ?? 0;
    [component.dc, component.ac] = [tables[places >> 4], tables[16 + (places & 15)]];
    return component;
  });
  const [from, to, approximation] = segment.subarray(1 + 2 * count);
  // Sequential scans have all coefficients at once, whatever they say; some writers leave these fields empty.
  if (!frame.progressive) return { components, from: 0, to: 63, high: 0, low: 0 };
  if (from === undefined || to === undefined || approximation === undefined || from > to || to > 63) throw new Error('A scan is damaged.');
  return { components, from, to, high: approximation >> 4, low: approximation & 15 };
}

/** Decodes one scan; gives back the bytes it took. */
function decodeScan(bytes: Uint8Array, frame: Frame, scan: Scan, interval: number): number {
  const bits = new Bits(bytes);
  const decodeBlock = frame.progressive ? progressiveBlock(scan) : sequentialBlock;
  const [single] = scan.components;
  const alone = scan.components.length === 1 && single ? single : null;
  const units = alone ? alone.across * alone.down : frame.across * frame.down;
  for (let unit = 0; unit < units; unit++) {
    if (interval && unit > 0 && unit % interval === 0) bits.restart();
    if (unit === 0 || (interval && unit % interval === 0)) for (const component of scan.components) component.prediction = 0;
    if (unit === 0 || (interval && unit % interval === 0)) bits.endOfBand = 0;
    if (alone) {
      const block = Math.floor(unit / alone.across) * alone.stride + (unit % alone.across);
      decodeBlock(bits, alone, 64 * block);
      continue;
    }
    const [row, column] = [Math.floor(unit / frame.across), unit % frame.across];
    for (const component of scan.components)
      for (let y = 0; y < component.v; y++)
        for (let x = 0; x < component.h; x++) decodeBlock(bits, component, 64 * ((row * component.v + y) * component.stride + column * component.h + x));
  }
  return bits.end();
}

type Block = (bits: Bits, component: Component, at: number) => void;

const sequentialBlock: Block = (bits, component, at) => {
  const { coefficients } = component;
  coefficients[at] = component.prediction += bits.signed(bits.code(component.dc));
  for (let i = 1; i < 64; i++) {
    const symbol = bits.code(component.ac);
    const size = symbol & 15;
    if (size === 0 && symbol < 0xf0) return;
    i += symbol >> 4;
    if (size > 0) coefficients[at + (zigzag[i] ?? 63)] = bits.signed(size);
  }
};

function progressiveBlock({ from, to, high, low }: Scan): Block {
  if (from === 0) {
    if (high > 0) return (bits, { coefficients }, at) => void (bits.bit() && (coefficients[at] = (coefficients[at] as number) | (1 << low)));
    return (bits, component, at) => void (component.coefficients[at] = (component.prediction += bits.signed(bits.code(component.dc))) * 2 ** low);
  }
  return high > 0 ? refinement(from, to, low) : firstPass(from, to, low);
}

/** First scan of a band (T.81 G.1.2.2). */
function firstPass(from: number, to: number, low: number): Block {
  return (bits, { coefficients, ac }, at) => {
    if (bits.endOfBand > 0) {
      bits.endOfBand--;
      return;
    }
    for (let i = from; i <= to; i++) {
      const symbol = bits.code(ac);
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && run < 15) {
        bits.endOfBand = (1 << run) - 1 + bits.take(run);
        return;
      }
      i += run;
      if (size > 0) coefficients[at + (zigzag[i] ?? 63)] = bits.signed(size) * 2 ** low;
    }
  };
}

/** A later scan of a band, one more bit for each coefficient (T.81 G.1.2.3). */
function refinement(from: number, to: number, low: number): Block {
  const one = 1 << low;
  return (bits, { coefficients, ac }, at) => {
    const refine = (place: number) => {
      const value = coefficients[place] as number;
      if (bits.bit() && (Math.abs(value) & one) === 0) coefficients[place] = value + (value < 0 ? -one : one);
    };
    let i = from;
    if (bits.endOfBand === 0) {
      for (; i <= to; i++) {
        const symbol = bits.code(ac);
        let run = symbol >> 4;
        const size = symbol & 15;
        if (size === 0 && run < 15) {
          bits.endOfBand = (1 << run) + bits.take(run);
          break;
        }
        const fresh = size > 0 ? (bits.bit() ? one : -one) : 0;
        for (; i <= to; i++) {
          const place = at + (zigzag[i] as number);
          if (coefficients[place] !== 0) refine(place);
          else if (run-- === 0) {
            coefficients[place] = fresh;
            break;
          }
        }
      }
    }
    if (bits.endOfBand > 0) {
      for (; i <= to; i++) {
        const place = at + (zigzag[i] as number);
        if (coefficients[place] !== 0) refine(place);
      }
      bits.endOfBand--;
    }
  };
}

/** A Huffman table: for each length the first code, and the values in order (T.81 annex C). */
class Huffman {
  readonly first = new Int32Array(18);
  readonly last = new Int32Array(18).fill(-1);
  readonly start = new Int32Array(18);

  constructor(
    counts: Uint8Array,
    readonly values: Uint8Array,
  ) {
    let [code, start] = [0, 0];
    for (let length = 1; length <= 16; length++) {
      const count = counts[length - 1] ?? 0;
      this.first[length] = code;
      this.start[length] = start;
      if (count > 0) this.last[length] = code + count - 1;
      code = (code + count) << 1;
      start += count;
    }
  }
}

/** The bits of a scan, without the bytes stuffed behind 0xFF. */
class Bits {
  /** Blocks of the band that are still empty (EOBRUN). */
  endOfBand = 0;
  #at = 0;
  #byte = 0;
  #left = 0;

  constructor(readonly bytes: Uint8Array) {}

  bit(): number {
    if (this.#left === 0) {
      const byte = this.bytes[this.#at];
      if (byte === undefined || (byte === 0xff && this.bytes[this.#at + 1] !== 0)) throw new Error('The image ends too early.');
      this.#at += byte === 0xff ? 2 : 1;
      [this.#byte, this.#left] = [byte, 8];
    }
    return (this.#byte >> --this.#left) & 1;
  }

  take(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) value = (value << 1) | this.bit();
    return value;
  }

  code(table: Huffman | undefined): number {
    if (!table) throw new Error('A Huffman table is missing.');
    let code = 0;
    for (let length = 1; length <= 16; length++) {
      code = (code << 1) | this.bit();
      if (code <= (table.last[length] as number)) return table.values[(table.start[length] as number) + code - (table.first[length] as number)] ?? 0;
    }
    throw new Error('There is no such Huffman code.');
  }

  /** A number of so many bits with its sign (T.81 F.2.2.1, EXTEND). */
  signed(size: number): number {
    const value = this.take(size);
    return size > 0 && value < 2 ** (size - 1) ? value - 2 ** size + 1 : value;
  }

  restart(): void {
    this.#left = 0;
    while (this.bytes[this.#at] === 0xff && this.bytes[this.#at + 1] === 0xff) this.#at += 1;
    const marker = this.bytes[this.#at + 1] ?? 0;
    if (this.bytes[this.#at] !== 0xff || marker < 0xd0 || marker > 0xd7) throw new Error('A restart marker is missing.');
    this.#at += 2;
  }

  /** Where the next marker begins. */
  end(): number {
    while (this.#at < this.bytes.length && !(this.bytes[this.#at] === 0xff && (this.bytes[this.#at + 1] ?? 0) >= 0xc0)) this.#at += 1;
    return this.#at;
  }
}

function samplesOf({ precision, width, height, components }: Frame, quantizations: Float64Array[]): Decoded {
  const count = components.length;
  const samples = new Uint16Array(width * height * count);
  const [maxH, maxV] = [Math.max(...components.map(({ h }) => h)), Math.max(...components.map(({ v }) => v))];
  for (const [index, component] of components.entries()) {
    const quantization = quantizations[component.quantization];
    if (!quantization) throw new Error('A quantization table is missing.');
    const plane = planeOf(component, quantization, precision);
    const line = component.stride * 8;
    for (let y = 0; y < height; y++) {
      const row = Math.floor((y * component.v) / maxV) * line;
      for (let x = 0; x < width; x++) samples[(y * width + x) * count + index] = plane[row + Math.floor((x * component.h) / maxH)] as number;
    }
  }
  return { width, height, components: count, bits: precision, planar: false, samples };
}

/** cos((2x + 1)uπ / 16) · C(u) / 2 at 8u + x (T.81 A.3.3). */
const cosines = Float64Array.from({ length: 64 }, (_, i) => (Math.cos(((2 * (i & 7) + 1) * (i >> 3) * Math.PI) / 16) * (i < 8 ? Math.SQRT1_2 : 1)) / 2);

function planeOf({ coefficients, stride, down, across }: Component, quantization: Float64Array, precision: number): Uint16Array {
  const plane = new Uint16Array(coefficients.length);
  const [middle, most] = [2 ** (precision - 1), 2 ** precision - 1];
  const rows = new Float64Array(64);
  for (let block = 0; block < down * stride; block++) {
    const [row, column] = [Math.floor(block / stride), block % stride];
    if (column >= across) continue;
    for (let v = 0; v < 8; v++)
      for (let x = 0; x < 8; x++) {
        let sum = 0;
        for (let u = 0; u < 8; u++) sum += (coefficients[64 * block + 8 * v + u] as number) * (quantization[8 * v + u] as number) * (cosines[8 * u + x] as number);
        rows[8 * v + x] = sum;
      }
    for (let y = 0; y < 8; y++)
      for (let x = 0; x < 8; x++) {
        let sum = middle;
        for (let v = 0; v < 8; v++) sum += (rows[8 * v + x] as number) * (cosines[8 * v + y] as number);
        plane[(8 * row + y) * stride * 8 + 8 * column + x] = Math.min(most, Math.max(0, Math.round(sum)));
      }
  }
  return plane;
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
