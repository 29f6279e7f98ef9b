// Files as the viewer gets them, and the grey values dcmtk draws from them: an independent reading of the same bytes.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Instance, Series, Window } from '../lib/view';
import type { Prepared } from './series';

/** One series of single-frame files, read with `dcmdump`. */
export function readSeries(files: string[]): Prepared {
  const read = files.map((file, index) => readFile(file, index));
  const series: Series[] = [{ uid: '1.2', modality: read[0]?.modality ?? 'OT', number: 1, description: basename(files[0] ?? ''), instances: read.map(({ instance }) => instance) }];
  return { series, frame: (file) => read[file]?.frame, preview: () => undefined };
}

/** The grey values of a file in a window, as dcmtk computes them; JPEG and JPEG-LS files need the tools of that name. */
export function drawn(file: string, window: Window, tool: 'dcm2pnm' | 'dcmj2pnm' | 'dcml2pnm' = 'dcm2pnm'): Uint8Array {
  return inFolder((folder) => {
    const out = join(folder, 'out.pgm');
    execFileSync(tool, ['+op', '-O', '+Ww', String(window.center), String(window.width), file, out]);
    const bytes = readFileSync(out);
    // P5, a comment line of dcmtk, width and height, 255, then the pixels
    const header = /^P5\s(?:#[^\n]*\n)*\s*(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 300).toString('latin1'));
    if (!header) throw new Error(`dcm2pnm wrote no grey image of ${file}.`);
    return new Uint8Array(bytes.subarray(header[0].length));
  });
}

function readFile(file: string, index: number): { instance: Instance; modality: string; frame: Uint8Array } {
  return inFolder((folder) => {
    const dump = execFileSync('dcmdump', ['-q', '-Un', '+W', folder, file], { encoding: 'latin1', maxBuffer: 1 << 26 });
    const text = (tag: string) => new RegExp(`^\\(${tag}\\) \\w\\w (?:\\[([^\\]]*)\\]|=?(\\S+))`, 'm').exec(dump)?.slice(1).find((part) => part !== undefined);
    const all = (tag: string) => (text(tag) ?? '').split('\\').filter((part) => part.trim() !== '').map(Number);
    const one = (tag: string) => all(tag)[0];
    const fragments = readdirSync(folder).sort((a, b) => number(a) - number(b)).map((name) => readFileSync(join(folder, name)));
    // The first item of encapsulated pixel data is the offset table.
    const frame = new Uint8Array(fragments.length === 1 ? (fragments[0] as Buffer) : Buffer.concat(fragments.slice(1)));
    const instance: Instance = {
      file: index,
      sop_class: text('0008,0016') ?? '',
      uid: text('0008,0018') ?? String(index),
      // dcmdump writes uncompressed words in little endian whatever the file has.
      transfer_syntax: fragments.length === 1 ? '1.2.840.10008.1.2.1' : (text('0002,0010') ?? ''),
      rows: one('0028,0010') ?? 0,
      columns: one('0028,0011') ?? 0,
      samples_per_pixel: one('0028,0002') ?? 1,
      photometric: (text('0028,0004') ?? '').trim(),
      bits_allocated: one('0028,0100') ?? 16,
      bits_stored: one('0028,0101') ?? 16,
      high_bit: one('0028,0102') ?? 15,
      pixel_representation: one('0028,0103') ?? 0,
      number_of_frames: 1,
      rescale_slope: one('0028,1053') ?? null,
      rescale_intercept: one('0028,1052') ?? null,
      window_center: all('0028,1050'),
      window_width: all('0028,1051'),
      pixel_spacing: pair(all('0028,0030')),
      image_position: triple(all('0020,0032')),
      image_orientation: six(all('0020,0037')),
      frames: [],
      truncated: false,
    };
    return { instance, modality: (text('0008,0060') ?? 'OT').trim(), frame };
  });
}

function inFolder<T>(act: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'overread-e2e-'));
  try {
    return act(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const number = (name: string) => Number(/\.(\d+)\.raw$/.exec(name)?.[1]);
const pair = (values: number[]) => (values.length === 2 ? (values as [number, number]) : null);
const triple = (values: number[]) => (values.length === 3 ? (values as [number, number, number]) : null);
const six = (values: number[]) => (values.length === 6 ? (values as [number, number, number, number, number, number]) : null);
