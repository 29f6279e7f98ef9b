// A second reader of packed discs, written from docs/spec/packing.md: with CharLS and Node's own Brotli. What it gives back
// must be what was packed, so no mistake of ours can hide in both writing and reading.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import charls from '@cornerstonejs/codec-charls/decode';
import { afterAll, beforeAll, expect, test } from 'vitest';

interface Block {
  at: number;
  packed: number;
  length: number;
}

interface Part {
  stored?: { at: number; length: number };
  frame?: Block & { back?: number };
  cut?: { block: number; from: number; length: number };
}

interface Archive {
  stream: number;
  blocks: Block[];
  files: { path: string; size: number; sha256: string; parts: Part[] }[];
}

/** CharLS as the package has it, which brings no types. */
interface CharLs {
  JpegLSDecoder: new () => {
    getEncodedBuffer(length: number): Uint8Array;
    decode(): void;
    getDecodedBuffer(): Uint8Array;
    delete(): void;
  };
}

const folder = mkdtempSync(join(tmpdir(), 'overread-packing-'));
let codec: CharLs;
let planes = 0;

beforeAll(async () => {
  const root = resolve(import.meta.dirname, '../../..');
  const command = ['run', '--quiet', '--locked', '-p', 'overread-dicom', '--example', 'archive', '--', folder];
  execFileSync('cargo', command, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  codec = await (charls as unknown as () => Promise<CharLs>)();
}, 1_200_000);

afterAll(() => rmSync(folder, { recursive: true }));

test('another reader with CharLS gives back every file of an archive', { timeout: 600_000 }, () => {
  const stream = readFileSync(join(folder, 'stream'));
  const archive = index(readFileSync(join(folder, 'index')));
  expect(stream.length).toBe(archive.stream);
  expect(archive.files.length).toBeGreaterThan(80);
  const blocks = archive.blocks.map((block) => decode(coded(stream, block), block.length));
  for (const file of archive.files) {
    const rebuilt = Buffer.concat(parts(file.parts, stream, blocks));
    const sha256 = createHash('sha256').update(rebuilt).digest('hex');
    expect({ path: file.path, size: rebuilt.length, sha256 }).toEqual({ path: file.path, size: file.size, sha256: file.sha256 });
  }
  expect(planes).toBeGreaterThan(100);
});

function index(bytes: Buffer): Archive {
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('ovrdpk1\n');
  const json = brotliDecompressSync(bytes.subarray(48));
  expect(BigInt(json.length)).toBe(bytes.readBigUInt64LE(8));
  expect(createHash('sha256').update(json).digest()).toEqual(bytes.subarray(16, 48));
  return JSON.parse(json.toString()) as Archive;
}

function parts(parts: Part[], stream: Buffer, blocks: Buffer[]): Buffer[] {
  const rebuilt: Buffer[] = [];
  for (const { stored, frame, cut } of parts) {
    if (stored) rebuilt.push(stream.subarray(stored.at, stored.at + stored.length));
    if (cut) rebuilt.push(blocks[cut.block]!.subarray(cut.from, cut.from + cut.length));
    if (frame) rebuilt.push(decode(coded(stream, frame), frame.length, rebuilt[rebuilt.length - (frame.back ?? 0)]));
  }
  return rebuilt;
}

function coded(stream: Buffer, { at, packed }: Block): Buffer {
  return stream.subarray(at, at + packed);
}

function decode(coded: Buffer, length: number, before?: Buffer): Buffer {
  const rest = coded.subarray(1);
  const decoded = [() => rest, () => jpegLs(rest), () => brotliDecompressSync(rest), () => copies(rest, before!)][coded[0]!]!();
  expect(decoded.length).toBe(length);
  return decoded;
}

/** Copies from another frame, and the bytes between them. */
function copies(rest: Buffer, before: Buffer): Buffer {
  const packed = rest.readUInt32LE(4);
  const steps = brotliDecompressSync(rest.subarray(12, 12 + packed));
  const own = brotliDecompressSync(rest.subarray(12 + packed));
  expect([steps.length, own.length]).toEqual([rest.readUInt32LE(0), rest.readUInt32LE(8)]);
  let [at, taken, source] = [0, 0, 0];
  const number = (): number => {
    for (let value = 0, scale = 1; ; scale *= 128) {
      const byte = steps[at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  const frame: Buffer[] = [];
  while (at < steps.length) {
    const [kept, copied, moved] = [number(), number(), number()];
    frame.push(own.subarray(taken, taken + kept));
    taken += kept;
    source += kept + (moved % 2 === 0 ? moved / 2 : -(moved - 1) / 2);
    frame.push(before.subarray(source, source + copied));
    source += copied;
  }
  return Buffer.concat([...frame, own.subarray(taken)]);
}

/** Planes of JPEG-LS. */
function jpegLs(rest: Buffer): Buffer {
  const [flags, count] = [rest[0]!, rest[1]!];
  const words = rest.readUInt16LE(2) * rest.readUInt16LE(4);
  const width = flags & 1 ? 2 : 1;
  const mask = flags & 1 ? 0xffff : 0xff;
  let at = 6;
  const next = (): Buffer => {
    const length = rest.readUInt32LE(at);
    at += 4 + length;
    return rest.subarray(at - length, at);
  };
  const plane = (): number[] => {
    const [origin, numbers] = [rest.readUInt16LE(at), rest.readUInt16LE(at + 2) + 1];
    at += 4;
    const packed = next();
    const numbered: number[] = [];
    if (packed.length > 0) {
      const steps = brotliDecompressSync(packed);
      for (let i = 0; i < numbers; i++) numbered.push((numbered.at(-1) ?? 0) + steps.readUInt16LE(i * 2));
    }
    const samples = codestream(next(), words);
    return samples.map((sample) => ((packed.length > 0 ? numbered[sample]! : sample) + origin) & mask);
  };
  const all = Array.from({ length: count }, plane);
  expect(at).toBe(rest.length);
  if (flags & 8) for (const other of [all[0]!, all[2]!]) other.forEach((value, i) => (other[i] = (value + all[1]![i]!) & mask));
  const frame = Buffer.alloc(words * count * width);
  for (const [number, plane] of all.entries()) {
    for (const [i, value] of plane.entries()) {
      const place = flags & 4 ? number * words + i : i * count + number;
      if (width === 1) frame[place] = value;
      else if (flags & 2) frame.writeUInt16BE(value, place * 2);
      else frame.writeUInt16LE(value, place * 2);
    }
  }
  return frame;
}

function codestream(bytes: Buffer, words: number): number[] {
  planes++;
  const decoder = new codec.JpegLSDecoder();
  decoder.getEncodedBuffer(bytes.length).set(bytes);
  decoder.decode();
  const decoded = Buffer.from(decoder.getDecodedBuffer());
  decoder.delete();
  // The sixth byte is the depth; up to eight bits are one byte.
  if (bytes[6]! <= 8) return [...decoded.subarray(0, words)];
  return Array.from({ length: words }, (_, i) => decoded.readUInt16LE(i * 2));
}
