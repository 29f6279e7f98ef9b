// Lookup tables beside the pixels: colours of a palette (PS3.3 C.7.6.3.1.5, segmented: C.7.9.2), modality and VOI tables
// (C.11.1, C.11.2). The inventory says where they lie; here their bytes become values.

import type { Palette } from './colour';
import type { FrameSource, Instance, Span } from './study';

/** Values by pixel value; `first` is the pixel value of entry 0, values outside take the nearest entry. */
export interface LookupTable {
  first: number;
  /** Bits of an entry. */
  bits: number;
  values: Uint16Array;
}

/** The tables of an image, as far as it has any. */
export interface Tables {
  palette?: Palette | undefined;
  modality?: LookupTable | undefined;
  voi?: LookupTable | undefined;
}

/** Where a lookup table lies. */
export interface TablePlace {
  /** Number of entries. */
  entries: number;
  /** Pixel value of the first entry. */
  first: number;
  /** Bits of an entry. */
  bits: number;
  data: Span;
}

/** Where the three tables of a palette lie. */
export interface PalettePlace {
  entries: number;
  first: number;
  bits: number;
  /** Written as segments. */
  segmented?: boolean;
  red: Span;
  green: Span;
  blue: Span;
}

const bigEndian = '1.2.840.10008.1.2.2';

type TableSource = Pick<FrameSource, 'table'>;

const held = new WeakMap<TableSource, Map<number, Promise<Tables>>>();

/** The tables of an image, fetched once. */
export function tablesFor(instance: Instance, source: TableSource): Promise<Tables> {
  if (!instance.palette && !instance.modality_table && !instance.voi_tables?.length) return Promise.resolve({});
  const ofSource = held.get(source) ?? new Map<number, Promise<Tables>>();
  held.set(source, ofSource);
  const known = ofSource.get(instance.file);
  if (known) return known;
  const tables = tablesOf(instance, source);
  ofSource.set(instance.file, tables);
  // What could not be fetched is tried again with the next image.
  void tables.catch(() => ofSource.delete(instance.file));
  return tables;
}

/** Fetches the tables of an image; one that is absent or damaged stays out, and decoding then says what is missing. */
export async function tablesOf(instance: Instance, source: TableSource): Promise<Tables> {
  const big = instance.transfer_syntax === bigEndian;
  const bytes = async (span: Span) => new DataView(await source.table(instance.file, span));
  const table = async (place: TablePlace | null | undefined) => (place ? read(await bytes(place.data), place, big) : undefined);
  const { palette, modality_table, voi_tables } = instance;
  return {
    palette: palette ? colours(await bytes(palette.red), await bytes(palette.green), await bytes(palette.blue), palette, big) : undefined,
    modality: await table(modality_table),
    voi: await table(voi_tables?.[0]),
  };
}

function read(bytes: DataView, { entries, first, bits }: { entries: number; first: number; bits: number }, big: boolean): LookupTable | undefined {
  const values = words(bytes, entries, bits, big);
  return values && { first, bits, values };
}

/** Entries of 8 bits may lie one in a byte or one in a word. */
function words(bytes: DataView, entries: number, bits: number, big: boolean): Uint16Array | undefined {
  if (bytes.byteLength >= entries * 2) return Uint16Array.from({ length: entries }, (_, i) => bytes.getUint16(2 * i, !big));
  if (bits > 8 || bytes.byteLength < entries) return undefined;
  // Written as words: in big endian the bytes of a word change places.
  const swapped = big && bytes.byteLength % 2 === 0 ? 1 : 0;
  return Uint16Array.from({ length: entries }, (_, i) => bytes.getUint8(i ^ swapped));
}

function colours(red: DataView, green: DataView, blue: DataView, place: PalettePlace, big: boolean): Palette | undefined {
  const channels = [red, green, blue].map((bytes) => (place.segmented ? segments(bytes, place.entries, place.bits, big) : words(bytes, place.entries, place.bits, big)));
  if (channels.some((values) => !values || values.length === 0)) return undefined;
  const [r, g, b] = channels as [Uint16Array, Uint16Array, Uint16Array];
  // Some writers declare 16 bits and write 8: every colour would be black.
  const shift = place.bits > 8 && channels.some((values) => values?.some((value) => value > 255)) ? 8 : 0;
  const byte = (values: Uint16Array) => Uint8Array.from(values, (value) => value >> shift);
  return { first: place.first, red: byte(r), green: byte(g), blue: byte(b) };
}

/** Discrete, linear and indirect segments (PS3.3 C.7.9.2); undefined where they do not make exactly the entries. */
function segments(bytes: DataView, entries: number, bits: number, big: boolean): Uint16Array | undefined {
  const wide = bits > 8;
  const input = Array.from({ length: wide ? bytes.byteLength >> 1 : bytes.byteLength }, (_, i) => (wide ? bytes.getUint16(2 * i, !big) : bytes.getUint8(i)));
  const out: number[] = [];
  const expand = (at: number, end: number, most: number, inner: boolean): boolean => {
    for (let done = 0; at < end && done < most && out.length < entries; done++) {
      const [opcode, length] = [input[at], input[at + 1]];
      if (length === undefined) return false;
      if (opcode === 0) {
        if (at + 2 + length > end) return false;
        out.push(...input.slice(at + 2, at + 2 + length));
        at += 2 + length;
      } else if (opcode === 1) {
        const [from, to] = [out.at(-1), input[at + 2]];
        if (from === undefined || to === undefined) return false;
        for (let i = 1; i <= length; i++) out.push(Math.round(from + ((to - from) * i) / length));
        at += 3;
      } else if (opcode === 2 && !inner) {
        // The place is counted in bytes, in two words, or in four bytes.
        const parts = input.slice(at + 2, at + (wide ? 4 : 6));
        const place = parts.reduceRight((sum, part) => sum * (wide ? 65_536 : 256) + part, 0);
        if (!expand(wide ? place >> 1 : place, input.length, length, true)) return false;
        at += wide ? 4 : 6;
      } else {
        // An odd byte at the end only fills up.
        return opcode === 0 && out.length === entries;
      }
    }
    return true;
  };
  return expand(0, input.length, Infinity, false) && out.length === entries ? Uint16Array.from(out) : undefined;
}
