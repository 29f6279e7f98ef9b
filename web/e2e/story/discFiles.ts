// The images of a disc, as files.

import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

export function imagesOf(disc: string): string[] {
  return readdirSync(disc, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.startsWith('IM0')).map((entry) => join(entry.parentPath, entry.name)).sort();
}

/** The images of the folder that holds most of them. */
export function largestSeries(disc: string): string[] {
  const all = imagesOf(disc);
  const folders = [...new Set(all.map(dirname))].map((folder) => all.filter((path) => dirname(path) === folder));
  return folders.sort((one, other) => other.length - one.length)[0] ?? [];
}

/** Writes another name of the same length where the name stands. */
export function rename(file: string, from: string, to: string): void {
  const at = readFileSync(file).indexOf(from);
  if (at < 0 || from.length !== to.length) throw new Error('The name is not there, or not as long.');
  const open = openSync(file, 'r+');
  writeSync(open, to, at);
  closeSync(open);
}
