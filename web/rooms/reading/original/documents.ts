// The documents of the original-report compartment, and what a page can show of each.

import type { Hex, OriginalFile } from '../../../lib/core/acts';
import { core } from '../session.svelte';

export type Shown = { kind: 'text'; text: string } | { kind: 'pdf'; bytes: Uint8Array<ArrayBuffer> } | { kind: 'picture'; blob: Blob } | { kind: 'file' };

/** What was given as the original report comes first, then what lay on the disc. */
export async function documentsOf(id: Hex): Promise<OriginalFile[]> {
  const files = await core.call('files', { case: id });
  // A viewer's own pages and notes come last.
  const rank = (file: OriginalFile) => (isGiven(file) ? 0 : ['pdf', 'encapsulated', 'picture', 'structured_report'].includes(file.document ?? '') ? 1 : 2);
  return files.filter(({ compartment }) => compartment === 'original').sort((one, other) => rank(one) - rank(other) || one.path.localeCompare(other.path));
}

/** Whether it was given as the original report, beside the disc. */
export function isGiven({ path }: OriginalFile): boolean {
  return /^original(-report)?\//.test(path);
}

export function nameOf({ path }: OriginalFile): string {
  return path.split('/').at(-1) ?? path;
}

export async function bytesOf(id: Hex, { compartment, set, file }: OriginalFile): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await core.call('file', { case: id, compartment, set, file }));
}

/** How a document is shown, by what its bytes are; what they claim to be does not count. */
export function shownAs(document: OriginalFile, bytes: Uint8Array<ArrayBuffer>): Shown {
  const pdf = find(bytes, '%PDF-', document.document === 'encapsulated' ? bytes.length : 1024);
  if (pdf >= 0) return { kind: 'pdf', bytes: bytes.slice(pdf) };
  const type = pictureType(bytes);
  if (type) return { kind: 'picture', blob: new Blob([bytes], { type }) };
  const text = textOf(bytes);
  if (text === null) return { kind: 'file' };
  if (document.document === 'html') return { kind: 'text', text: withoutTags(text) };
  return document.document === 'rtf' ? { kind: 'text', text: withoutControls(text) } : { kind: 'text', text };
}

function find(bytes: Uint8Array, mark: string, within: number): number {
  const wanted = [...mark].map((letter) => letter.charCodeAt(0));
  const last = Math.min(bytes.length - wanted.length, within);
  for (let at = 0; at <= last; at++) if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  return -1;
}

/** Pictures that every browser draws. */
function pictureType(bytes: Uint8Array): string | null {
  const starts = (...begin: number[]) => begin.every((byte, index) => bytes[index] === byte);
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'image/png';
  if (starts(0x47, 0x49, 0x46, 0x38)) return 'image/gif';
  if (starts(0x42, 0x4d)) return 'image/bmp';
  return starts(0x52, 0x49, 0x46, 0x46) && find(bytes.subarray(8, 12), 'WEBP', 0) === 0 ? 'image/webp' : null;
}

/** UTF-8, or the writing of old Windows programs; null where it is no text. */
function textOf(bytes: Uint8Array): string | null {
  if (bytes.subarray(0, 4096).some((byte) => byte === 0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The words of a web page; nothing of it is ever interpreted. */
function withoutTags(html: string): string {
  return html
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<(br|p|div|li|tr|h\d)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

/** The words of a Rich Text file. */
function withoutControls(rtf: string): string {
  return rtf
    .replace(/\{\\\*[^{}]*\}|\{\\(fonttbl|colortbl|stylesheet|info)[\s\S]*?\}\}?/g, '')
    .replace(/\\par[d]?\b ?/g, '\n')
    .replace(/\\'([0-9a-f]{2})/gi, (_, code: string) => new TextDecoder('windows-1252').decode(Uint8Array.of(Number.parseInt(code, 16))))
    .replace(/\\[a-z]+-?\d* ?|[{}]/gi, '');
}
