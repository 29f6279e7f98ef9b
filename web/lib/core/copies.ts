// A disc for the person's own folder: made in the worker that has neither keys nor network, file by file, so that neither the
// disc nor the ZIP is ever wholly in this page's memory.

import { downloadZip } from 'client-zip';
import type { CoreActs, CopyChoice, CopySummary, Hex, IntakeActs } from './acts';
import type { Remote } from './rpc';

/** Bytes that cross from the worker at once. */
const piece = 4 << 20;
/** Bytes of the ZIP that are handed to the browser at once. */
const part = 8 << 20;

export interface Progress {
  done: number;
  total: number;
}

/** Name and text of the file that explains the copy, once it is known what is in it. */
export interface Readme {
  name: string;
  text: (summary: CopySummary) => string;
}

/** Every file that this person can open, verified and copied as chosen, with a table of contents and a text. */
export async function copyAsZip(
  [core, intake]: [Remote<CoreActs>, Remote<IntakeActs>],
  id: Hex,
  choice: CopyChoice,
  readme: Readme,
  onProgress: (progress: Progress) => void,
  signal?: AbortSignal,
): Promise<{ zip: Blob; summary: CopySummary }> {
  const files = await core.call('files', { case: id }, { signal });
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  onProgress({ done, total });
  await intake.call('begin_copy', choice, { signal });
  let summary: CopySummary | null = null;
  async function* members() {
    for (const { compartment, set, file, path, size } of files) {
      const bytes = await core.call('file', { case: id, compartment, set, file }, { signal });
      const copied = await intake.call('copy_file', { path, bytes }, { signal, transfer: [bytes] });
      if (copied) yield { name: copied.path, size: copied.size, input: pieces(intake, copied.size, signal) };
      done += size;
      onProgress({ done, total });
    }
    const { dicomdir, readme: name, ...rest } = await intake.call('finish_copy', { readme: readme.name }, { signal });
    summary = rest;
    yield { name: 'DICOMDIR', input: new Uint8Array(dicomdir) };
    yield { name, input: readme.text(rest) };
  }
  const zip = await collect(downloadZip(members()).body);
  if (!summary) throw new Error('The copy ended too early.');
  return { zip, summary };
}

async function* pieces(intake: Remote<IntakeActs>, size: number, signal?: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let offset = 0; offset < size; ) {
    const bytes = new Uint8Array(await intake.call('copy_piece', { offset, length: piece }, { signal }));
    if (bytes.length === 0) throw new Error('The copy ended too early.');
    yield bytes;
    offset += bytes.length;
  }
}

/** Hands a stream to the browser part by part: what is in a `Blob` is the browser's to keep, on its disk where it is large. */
export async function collect(stream: ReadableStream<Uint8Array<ArrayBuffer>> | null): Promise<Blob> {
  const kept: Blob[] = [];
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const keep = () => {
    kept.push(new Blob(waiting));
    waiting = [];
    length = 0;
  };
  const reader = stream?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    waiting.push(next.value);
    length += next.value.length;
    if (length >= part) keep();
  }
  keep();
  return new Blob(kept, { type: 'application/zip' });
}
