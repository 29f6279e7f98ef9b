// The disc to keep: what lies in the ZIPs that people download.

import { readFile } from 'node:fs/promises';
import { expect, type Download } from '@playwright/test';
import type { Person } from './person';

/** A copy that names nobody, chosen, prepared, looked at and saved. */
export async function copyWithoutNames(person: Person, name: string, looks: (step: string) => Promise<void>): Promise<void> {
  await person.page.getByText('Images without names', { exact: true }).click();
  await expect(person.page.getByText('Writing in the pictures stays')).toBeVisible();
  await looks('copy-choice');
  await person.press('Prepare the copy');
  await expect(person.page.getByText(/image files are ready$/)).toBeVisible({ timeout: 60_000 });
  await looks('copy-ready');
  const { names, bytes } = await opened(await person.download('Save the ZIP'));
  expect(names).toContain('DICOMDIR');
  expect(names).toContain('README.TXT');
  const others = names.filter((path) => !/^(DICOMDIR|README\.TXT|DICOM\/(PAT\d{5}\/STU\d{5}\/SER\d{5}|OTHER)\/IM\d{6})$/.test(path));
  expect(others).toEqual([]);
  // Nothing in it is packed, so a name would stand there as it is.
  for (const part of name.split(' ')) expect(bytes.toString('latin1').toLowerCase().includes(part.toLowerCase()), `“${part}” in the copy`).toBe(false);
}

/** The disc as it was: with a new table of contents and a text, and no program at the beginning of any image. */
export async function isWholeDisc(download: Download): Promise<void> {
  const { names, bytes } = await opened(download);
  expect(names.filter((path) => path === 'DICOMDIR')).toHaveLength(1);
  expect(names).toContain('README.TXT');
  expect(names.length).toBeGreaterThan(3);
  for (let at = bytes.indexOf('DICM'); at >= 0; at = bytes.indexOf('DICM', at + 4)) {
    const isMeta = bytes.subarray(at + 4, at + 8).equals(Buffer.from([2, 0, 0, 0]));
    if (isMeta) expect(bytes.subarray(at - 128, at).every((byte) => byte === 0)).toBe(true);
  }
}

/** Names in the ZIP's own directory (APPNOTE 4.3.12), and all of its bytes. */
async function opened(download: Download): Promise<{ names: string[]; bytes: Buffer }> {
  const bytes = await readFile(await download.path());
  const names: string[] = [];
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [number, number, number];
    names.push(bytes.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return { names, bytes };
}
