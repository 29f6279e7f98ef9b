// Generated images through every codec: those that the WebAssembly packages can write themselves, and those of DCMTK,
// as whole files read the way intake reads them.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { takeModulesFrom } from './codecs';
import { decode, type FrameFormat } from './decode';
import { moduleOf } from './modules';
import type { Instance } from './study';

takeModulesFrom(moduleOf);

const rows = 37;
const columns = 53;
const grey: FrameFormat = {
  transfer_syntax: '',
  rows,
  columns,
  samples_per_pixel: 1,
  photometric: 'MONOCHROME2',
  bits_allocated: 16,
  bits_stored: 12,
  high_bit: 11,
  pixel_representation: 0,
};
const colour: FrameFormat = { ...grey, samples_per_pixel: 3, photometric: 'RGB', bits_allocated: 8, bits_stored: 8, high_bit: 7 };

/** A slope with an edge and some noise, always the same. */
function values(length: number, bits: number): number[] {
  let noise = 7;
  return Array.from({ length }, (_, i) => {
    noise = (noise * 48_271) % 2_147_483_647;
    const slope = ((i % columns) / columns) * 2 ** (bits - 1) + (Math.floor(i / columns) > rows / 2 ? 2 ** (bits - 2) : 0);
    return Math.floor(slope) + (noise % 16);
  });
}

const greys = values(rows * columns, 12);
const colours = values(rows * columns * 3, 8);

interface Encoder {
  getDecodedBuffer(info: object): Uint8Array;
  encode(): void;
  getEncodedBuffer(): Uint8Array;
  setNearLossless?(by: number): void;
  setQuality?(reversible: boolean, step: number): void;
  setLossless?(lossless: boolean): void;
}

/** A codestream of the encoder that comes with a decoder. */
async function encoded(file: string, name: string, { samples_per_pixel: componentCount, bits_stored: bitsPerSample }: FrameFormat, samples: number[], set: (encoder: Encoder) => void = () => {}): Promise<ArrayBuffer> {
  const path = createRequire(import.meta.url).resolve(`@cornerstonejs/${file}`);
  type Factory = (options: object) => Promise<{ [name: string]: new () => Encoder }>;
  const { default: factory } = (await import(path)) as { default: Factory };
  const module = await factory({ wasmBinary: readFileSync(path.replace(/js$/, 'wasm')), print: () => {}, printErr: () => {} });
  const Class = module[name];
  if (!Class) throw new Error(`There is no ${name}.`);
  const encoder = new Class();
  const bytes = bitsPerSample > 8 ? new Uint8Array(Uint16Array.from(samples).buffer) : Uint8Array.from(samples);
  encoder.getDecodedBuffer({ width: columns, height: rows, bitsPerSample, componentCount, isSigned: false, isUsingColorTransform: componentCount === 3 }).set(bytes);
  set(encoder);
  encoder.encode();
  return Uint8Array.from(encoder.getEncodedBuffer()).buffer;
}

describe('an image comes back as it went in', () => {
  const codecs: [string, string, string, string, (encoder: Encoder) => void][] = [
    ['JPEG-LS', '80', 'codec-charls/wasmjs', 'JpegLSEncoder', (encoder) => encoder.setNearLossless?.(0)],
    ['JPEG 2000', '90', 'codec-openjpeg/wasmjs', 'J2KEncoder', (encoder) => encoder.setQuality?.(true, 0)],
    ['HTJ2K', '201', 'codec-openjph/wasmjs', 'HTJ2KEncoder', (encoder) => encoder.setQuality?.(true, 0)],
    ['JPEG XL', '110', 'codec-libjxl/encodewasmjs', 'JpegXLEncoder', (encoder) => encoder.setLossless?.(true)],
  ];
  test.each(codecs)('through %s', async (_, number, file, name, set) => {
    const transfer_syntax = `1.2.840.10008.1.2.4.${number}`;
    const { data } = await decode({ ...grey, transfer_syntax }, await encoded(file, name, grey, greys, set));
    expect([...data]).toEqual(greys);
    // The encoder of JPEG-LS takes colours by plane.
    const given = number === '80' ? [0, 1, 2].flatMap((sample) => colours.filter((_, i) => i % 3 === sample)) : colours;
    const painted = await decode({ ...colour, transfer_syntax }, await encoded(file, name, colour, given, set));
    expect([...painted.data]).toEqual(colours);
  });

  test('and its codestream is believed, not what the file says of its codec', async () => {
    const codestream = await encoded('codec-charls/wasmjs', 'JpegLSEncoder', grey, greys);
    const { data } = await decode({ ...grey, transfer_syntax: '1.2.840.10008.1.2.4.90' }, codestream);
    expect([...data]).toEqual(greys);
  });

  test('and one of another size or cut short is refused, never shown in part', async () => {
    for (const [, number, file, name, set] of codecs) {
      const codestream = await encoded(file, name, grey, greys, set);
      const format = { ...grey, transfer_syntax: `1.2.840.10008.1.2.4.${number}` };
      await expect(decode({ ...format, rows: rows + 1 }, codestream), name).rejects.toMatchObject({ code: 'frame-mismatch' });
      for (const part of [0.2, 0.5, 0.9]) {
        const cut = codestream.slice(0, Math.floor(codestream.byteLength * part));
        await expect(decode(format, cut), `${name} at ${part}`).rejects.toMatchObject({ code: expect.stringMatching(/frame-(truncated|undecodable|mismatch)/) as string });
      }
    }
  });
});

describe('what DCMTK writes is read', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'overread-codecs-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const wide = makeFile('wide', grey, new Uint8Array(Uint16Array.from(greys).buffer));
  const signed = makeFile('signed', { ...grey, pixel_representation: 1, bits_stored: 16, high_bit: 15 }, new Uint8Array(Int16Array.from(greys, (value) => value - 2000).buffer));
  const painted = makeFile('painted', colour, Uint8Array.from(colours));

  test.each([
    ['JPEG lossless, first-order prediction', 'dcmcjpeg', '+e1'],
    ['JPEG lossless, process 14', 'dcmcjpeg', '+el'],
    ['JPEG-LS, colours by line', 'dcmcjpls', '+il'],
    ['JPEG-LS, colours by sample', 'dcmcjpls', '+is'],
    ['JPEG-LS, colours by plane', 'dcmcjpls', '+in'],
    ['RLE', 'dcmcrle', '+u'],
    ['big endian', 'dcmconv', '+te'],
    ['deflated', 'dcmconv', '+td'],
    ['implicit VR', 'dcmconv', '+ti'],
  ])('exactly: %s', async (_, tool, option) => {
    const by = (file: string) => shown(file, [tool, option === '+te' ? '+tb' : option]);
    expect(await by(wide)).toEqual(greys);
    expect(await by(signed)).toEqual(greys.map((value) => value - 2000));
    expect(await by(painted)).toEqual(colours);
  });

  test.each([
    ['baseline', '+eb', painted],
    ['extended, 12 bits', '+ee', wide],
    ['spectral selection, 12 bits', '+es', wide],
    ['progressive, 12 bits', '+ep', wide],
  ])('within two grey levels of what DCMTK reads: JPEG %s', async (_, option, file) => {
    const ours = await shown(file, ['dcmcjpeg', option]);
    const theirs = await shown(`${file}.coded`, ['dcmdjpeg', '+cp']);
    expect(ours.length).toBe(theirs.length);
    expect(Math.max(...ours.map((value, i) => Math.abs(value - (theirs[i] as number))))).toBeLessThanOrEqual(2);
  });

  /** A DICOM file of these pixels. */
  function makeFile(name: string, format: FrameFormat, pixels: Uint8Array): string {
    const file = join(folder, `${name}.dcm`);
    writeFileSync(`${file}.raw`, pixels.length % 2 ? Uint8Array.from([...pixels, 0]) : pixels);
    const number = (tag: string, value: number) => `(0028,${tag}) US ${value}`;
    const lines = [
      '(0008,0016) UI =MRImageStorage',
      '(0008,0018) UI [1.2.3.4]',
      '(0008,0060) CS [MR]',
      '(0020,000d) UI [1.2.3]',
      '(0020,000e) UI [1.2.3.1]',
      number('0002', format.samples_per_pixel),
      `(0028,0004) CS [${format.photometric}]`,
      ...(format.samples_per_pixel === 3 ? [number('0006', 0)] : []),
      number('0010', rows),
      number('0011', columns),
      number('0100', format.bits_allocated),
      number('0101', format.bits_stored),
      number('0102', format.high_bit),
      number('0103', format.pixel_representation),
      `(7fe0,0010) ${format.bits_allocated === 8 ? 'OB' : 'OW'} =${file}.raw`,
    ];
    writeFileSync(`${file}.txt`, `${lines.join('\n')}\n`);
    execFileSync('dump2dcm', ['-q', '+te', `${file}.txt`, file], { stdio: ['ignore', 'ignore', 'inherit'] });
    return file;
  }

  /** The values that are shown of a file after a tool of DCMTK went over it. */
  async function shown(file: string, [tool = '', ...options]: string[]): Promise<number[]> {
    const out = mkdtempSync(join(folder, 'read-'));
    execFileSync(tool, ['-q', ...options, file, `${file}.coded`], { stdio: ['ignore', 'ignore', 'inherit'] });
    execFileSync('cargo', ['run', '--locked', '--quiet', '-p', 'overread-dicom', '--example', 'frames', '--', folder, out, `${file}.coded`.slice(folder.length + 1)], {
      cwd: resolve(import.meta.dirname, '../../..'),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [record] = JSON.parse(readFileSync(join(out, 'index.json'), 'utf8')) as { image: Instance }[];
    if (!record) throw new Error('The file was not read.');
    return [...(await decode(record.image, Uint8Array.from(readFileSync(join(out, '0.bin'))).buffer)).data];
  }
});
