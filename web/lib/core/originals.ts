// Files for the person's own folder. The first 128 bytes of a DICOM file mean nothing in DICOM (PS3.10 section 7.1) but may be
// a program to a computer, so they are emptied in what people download; the page says so.

import { downloadZip } from 'client-zip';
import type { CoreActs, Hex } from './acts';
import type { Remote } from './rpc';

const preamble = 128;

/** Hands a file to the browser's own way of saving. */
export function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken the content by then; the address is only a handle.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Every file of the disc that this person can open, verified, under its name on the disc. Progress counts bytes. */
export async function originalsAsZip(core: Remote<CoreActs>, id: Hex, onProgress: (progress: { done: number; total: number }) => void, signal?: AbortSignal): Promise<Blob> {
  const files = await core.call('files', { case: id }, { signal });
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const taken = new Set<string>();
  let done = 0;
  async function* members() {
    for (const { compartment, set, file, path, size } of files) {
      const bytes = new Uint8Array(await core.call('file', { case: id, compartment, set, file }, { signal }));
      emptyPreamble(bytes);
      yield { name: unique(path, taken), input: bytes };
      done += size;
      onProgress({ done, total });
    }
  }
  onProgress({ done, total });
  return downloadZip(members()).blob();
}

function emptyPreamble(bytes: Uint8Array): void {
  const isDicom = bytes.length > preamble + 4 && [68, 73, 67, 77].every((letter, index) => bytes[preamble + index] === letter);
  if (isDicom) bytes.fill(0, 0, preamble);
}

/** Two discs may carry the same names: the second becomes `2/…`. */
function unique(path: string, taken: Set<string>): string {
  let name = path;
  for (let copy = 2; taken.has(name); copy += 1) name = `${copy}/${path}`;
  taken.add(name);
  return name;
}
