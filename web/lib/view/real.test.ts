// Every image of the collected data, where `OVERREAD_DATA` names it, against other programs: lossless ones by the hashes in
// reference-pixels.json (made by build/reference-pixels.py), lossy ones against DCMTK, OpenJPEG and libjxl, here and now.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeModulesFrom } from './codecs';
import { decode, type Pixels } from './decode';
import { moduleOf } from './modules';
import reference from './reference-pixels.json';
import { asOf, type FrameSource, type Instance, type Span } from './study';
import { tablesOf } from './tables';

takeModulesFrom(moduleOf);

interface Record {
  path: string;
  image: Instance | null;
  frames: (number | null)[];
  tables: Span[];
}

/** What is refused, and why; everything else must be shown. */
const refused: { [path: string]: string } = {
  'malformed/fo/GH340.dcm': 'frame-form-unsupported',
  'malformed/fo/genFile.dcm': 'frame-undecodable',
  'malformed/generated/05_trunc_half_pixels.dcm': 'frame-truncated',
  'malformed/generated/06_trunc_last_byte.dcm': 'frame-truncated',
  'malformed/generated/18_rows_cols_65535.dcm': 'frame-too-large',
  'malformed/generated/22_bits_alloc_12.dcm': 'frame-form-unsupported',
  'malformed/generated/39_rle_offset_beyond.dcm': 'frame-undecodable',
  'malformed/generated/40_jls_65535.dcm': 'frame-mismatch',
  'malformed/generated/41_jpeg_soi_only.dcm': 'frame-undecodable',
  'malformed/generated/42_j2k_garbage.dcm': 'frame-mismatch',
  'malformed/generated/43_bot_beyond.dcm': 'frame-undecodable',
  'malformed/generated/44_encaps_no_delim.dcm': 'frame-undecodable',
  'malformed/generated/45_unknown_ts.dcm': 'frame-codec-unknown',
  'malformed/libdicom/generated_encapsulated_defined_bot_1_to_1.dcm': 'frame-undecodable',
  'malformed/libdicom/generated_encapsulated_defined_bot_2_to_1.dcm': 'frame-undecodable',
  'malformed/libdicom/generated_encapsulated_defined_bot_2_to_2.dcm': 'frame-undecodable',
  'malformed/libdicom/generated_encapsulated_empty_bot_1_to_1.dcm': 'frame-undecodable',
  'malformed/libdicom/generated_encapsulated_empty_bot_2_to_1.dcm': 'frame-undecodable',
  'malformed/pydicom/JPEG2000-embedded-sequence-delimiter.dcm': 'frame-mismatch',
  'malformed/pydicom/MR_truncated.dcm': 'frame-truncated',
  'malformed/pylibjpeg/966.dcm': 'frame-undecodable',
};

/** No other decoder reads these, but they hold the very image of another file. */
const twins: { [path: string]: string } = {
  'malformed/generated/10_vr_garbage.dcm': 'malformed/generated/99_control_good.dcm',
  'malformed/fo/GH177_D_CLUNIE_CT1_IVRLE_BigEndian_undefined_length.dcm': 'syntaxes/wg04/REF/CT1_UNC',
  'malformed/generated/13_sq_no_delim.dcm': 'malformed/generated/99_control_good.dcm',
  'malformed/generated/19_frames_999999999.dcm': 'malformed/generated/99_control_good.dcm',
  'malformed/generated/47_gzipped.dcm.gz/47_gzipped.dcm': 'malformed/generated/99_control_good.dcm',
  'malformed/pydicom/zipMR.gz/zipMR': 'malformed/pydicom/MR_small_padded.dcm',
};

/** Archives that other decoders do not open hold slices of a complete series. */
const inArchive = /^containers_generated\/(?:nested\.zip\/study\.zip|truncated\.zip\/DICOM\/PA0\/ST0\/SE0)\/(I\d{3})$/;
/** Its first byte is not DICOM's; pydicom, given the rest, finds these pixels. */
const withoutFirstByte: { [path: string]: string } = { 'malformed/pydicom/no_meta.dcm': 'df61a60dfc368c1d' };
const twinOf = (path: string) => twins[path] ?? path.replace(inArchive, 'series_level_generated/01_complete_24/$1');

/** Called RGB, but a JFIF picture: it has luminance and chrominance all the same. */
const calledRgb = 'malformed/fo/GH195.dcm';

const syntax = (...numbers: number[]) => numbers.map((number) => `1.2.840.10008.1.2.4.${number}`);
const jpeg = syntax(50, 51, 53, 55);
const jpeg2000 = syntax(91, 203);
const jpegXl = syntax(111, 112);

const data = process.env.OVERREAD_DATA;
const repository = resolve(import.meta.dirname, '../../..');

describe.skipIf(!data)('the images of the collected data', { timeout: 600_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'overread-frames-'));
  const root = join(data ?? '', 'dicom');
  let records: Record[] = [];

  beforeAll(() => {
    records = read(root, join(folder, 'all'));
  }, 600_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  test('each lossless one has the pixels that another decoder finds, and each refused one its reason', async () => {
    const wrong: string[] = [];
    const seen = new Set<string>();
    for (const [number, record] of records.entries()) {
      if (!record.image || [...jpeg, ...jpeg2000, ...jpegXl].includes(record.image.transfer_syntax)) continue;
      const outcome = await digest(number, record);
      const expected = refused[record.path] ?? withoutFirstByte[record.path] ?? hashOf(twinOf(record.path));
      if (outcome !== expected) wrong.push(`${record.path}: ${outcome}, expected ${expected ?? 'nothing, for no other decoder reads it'}`);
      seen.add(record.path);
    }
    expect(wrong).toEqual([]);
    expect(Object.keys(reference).filter((path) => !seen.has(path) && !notShown.test(path))).toEqual([]);
  });

  test('each lossy one lies within two grey levels of another decoder', async () => {
    const wrong: string[] = [];
    let compared = 0;
    for (const [number, record] of records.entries()) {
      if (!record.image) continue;
      const { transfer_syntax: found } = record.image;
      const other = jpeg.includes(found) ? byDcmtk : jpeg2000.includes(found) ? byOpenJpeg : jpegXl.includes(found) ? byLibjxl : null;
      if (!other) continue;
      const ours = await outcomes(number, record);
      if (ours.some((frame) => typeof frame === 'string')) {
        if (ours[0] !== refused[record.path]) wrong.push(`${record.path}: ${String(ours[0])}`);
        continue;
      }
      const theirs = await other(record, bytesOf(number, record));
      const differences = (ours as Pixels[]).map(({ data }, frame) => difference(data, theirs[frame] ?? []));
      if (theirs.length !== ours.length || differences.some((most) => !(most <= 2))) wrong.push(`${record.path}: ${differences.join(' ')}`);
      compared += ours.length;
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(100);
  });

  /** Reads a folder, or files of it, as intake does. */
  function read(from: string, out: string): Record[] {
    execFileSync('cargo', ['run', '--locked', '--quiet', '-p', 'overread-dicom', '--example', 'frames', '--', from, out], { cwd: repository, stdio: ['ignore', 'ignore', 'inherit'] });
    return JSON.parse(readFileSync(join(out, 'index.json'), 'utf8')) as Record[];
  }

  function bytesOf(number: number, { frames }: Record, from = join(folder, 'all')): ArrayBuffer[] {
    const all = readFileSync(join(from, `${number}.bin`));
    let at = 0;
    return frames.map((length) => Uint8Array.from(all.subarray(at, (at += length ?? 0))).buffer);
  }

  /** Stored values or colours of each frame, or the code of its refusal. */
  async function outcomes(number: number, record: Record, from = join(folder, 'all')): Promise<(Pixels | string)[]> {
    const image = record.image as Instance;
    const all = readFileSync(join(from, `${number}.bin`));
    let at = record.frames.reduce((sum: number, length) => sum + (length ?? 0), 0);
    const places = new Map<number, ArrayBuffer>();
    for (const { offset, length } of record.tables) places.set(offset, Uint8Array.from(all.subarray(at, (at += length))).buffer);
    const source = { table: (_, { offset }) => Promise.resolve(places.get(offset) as ArrayBuffer) } as Pick<FrameSource, 'table'>;
    const { palette } = await tablesOf(image, source);
    const decoded = bytesOf(number, record, from).map((bytes, frame) =>
      decode({ ...asOf(image, frame), rescale_slope: 1, rescale_intercept: 0, modality_lut: false }, bytes, { palette }).catch((cause: { code: string }) => cause.code),
    );
    return Promise.all(decoded);
  }

  async function digest(number: number, record: Record): Promise<string> {
    const hash = createHash('sha256');
    for (const frame of await outcomes(number, record)) {
      if (typeof frame === 'string') return frame;
      if (frame.components === 3) hash.update(frame.data);
      else if (record.image?.floating) hash.update(new Uint8Array(Float32Array.from(frame.data).buffer));
      else hash.update(new Uint8Array(Int32Array.from(frame.data).buffer));
    }
    return hash.digest('hex').slice(0, 16);
  }

  /** The file as DCMTK decompresses it; a file whose structure it refuses, frame by frame. */
  async function byDcmtk({ path }: Record, frames: ArrayBuffer[]): Promise<ArrayLike<number>[]> {
    const here = mkdtempSync(join(folder, 'dcmtk-'));
    const native = join(here, 'files');
    mkdirSync(native);
    const tool = (name: string, ...rest: string[]) => execFileSync(name, rest, { stdio: 'ignore' });
    try {
      tool('dcmdjpeg', path === calledRgb ? '+ca' : '+cp', join(root, path), join(native, '0.dcm'));
    } catch {
      for (const [frame, bytes] of frames.entries()) {
        const picture = join(here, `${frame}.jpg`);
        writeFileSync(picture, new Uint8Array(bytes));
        tool('img2dcm', '-q', picture, `${picture}.dcm`);
        tool('dcmdjpeg', `${picture}.dcm`, join(native, `${String(frame).padStart(5, '0')}.dcm`));
      }
    }
    const out = join(here, 'read');
    const theirs = await Promise.all(read(native, out).map((record, number) => outcomes(number, record, out)));
    return theirs.flat().map((frame) => (typeof frame === 'string' ? [] : frame.data));
  }

  function byOpenJpeg({ image }: Record, frames: ArrayBuffer[]): Promise<ArrayLike<number>[]> {
    const { rows, columns, samples_per_pixel: samples, bits_stored: bits, pixel_representation: signed } = image as Instance;
    const file = join(folder, 'frame');
    const decoded = frames.map((bytes) => {
      const kind = new Uint8Array(bytes)[0] === 0xff ? 'j2k' : 'jp2';
      writeFileSync(`${file}.${kind}`, new Uint8Array(bytes));
      execFileSync('opj_decompress', ['-i', `${file}.${kind}`, '-o', `${file}.rawl`], { stdio: 'ignore' });
      const raw = Uint8Array.from(readFileSync(`${file}.rawl`)).buffer;
      const wide = raw.byteLength >= rows * columns * samples * 2;
      const planes = wide ? new Uint16Array(raw) : new Uint8Array(raw);
      if (samples === 1) return Float64Array.from(planes, (value) => (signed ? (value << (32 - bits)) >> (32 - bits) : value));
      return Float64Array.from({ length: planes.length }, (_, i) => planes[(i % 3) * rows * columns + Math.floor(i / 3)] as number);
    });
    return Promise.resolve(decoded);
  }

  function byLibjxl(_: Record, frames: ArrayBuffer[]): Promise<ArrayLike<number>[]> {
    const file = join(folder, 'frame');
    const decoded = frames.map((bytes) => {
      writeFileSync(`${file}.jxl`, new Uint8Array(bytes));
      execFileSync('djxl', [`${file}.jxl`, `${file}.ppm`], { stdio: 'ignore' });
      const picture = readFileSync(`${file}.ppm`);
      // P6, width, height, 255, each behind one white space.
      const header = /^P6\s+\d+\s+\d+\s+255\s/.exec(picture.subarray(0, 64).toString('latin1'))?.[0] ?? '';
      return picture.subarray(header.length);
    });
    return Promise.resolve(decoded);
  }
});

test('the hashes of one image are the same in every lossless syntax as uncompressed', () => {
  const plain = (path: string) => hashOf(path.replace(/^.*\/(\w+)_.*$/, 'syntaxes/wg04/REF/$1_UNC'));
  const lossless = /^syntaxes\/(wg04\/(J2KR|JLSL|JPLL|RLE)|htj2k\/generated|jxl\/generated)\//;
  const coded = Object.keys(reference).filter((path) => lossless.test(path) && plain(path));
  const differing = coded.filter((path) => hashOf(path) !== plain(path));
  expect([coded.length, differing]).toEqual([33, []]);
});

/** Objects that are no images to be read: segmentations and doses. And a member that leads out of its archive, which intake refuses. */
const notShown = /MR_UnspecifiedLength|badVR|liver_1frame|rtdose_1frame|paramap|zip_slip\.zip\/evil/;

function hashOf(path: string): string | undefined {
  return (reference as { [path: string]: string })[path];
}

/** The largest difference; infinite where the sizes differ. */
function difference(ours: ArrayLike<number>, theirs: ArrayLike<number>): number {
  if (ours.length !== theirs.length) return Infinity;
  let most = 0;
  for (let i = 0; i < ours.length; i++) most = Math.max(most, Math.abs((ours[i] as number) - (theirs[i] as number)));
  return most;
}
