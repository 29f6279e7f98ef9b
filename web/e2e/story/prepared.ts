// Cases that have come so far already, made from the command line so that a story can begin where it is interesting. The
// people of such a case come into their browsers with their recovery codes, as they would on another computer.

import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import type { House } from './house';
import { anna, inDays, type Look } from './patient';
import type { Person } from './person';

const examples = join(import.meta.dirname, '../../../examples');
const nowhere: Look = async () => {};

export interface Prepared {
  id: string;
  disc: string;
  /** Who reads, by their name in the practice. */
  radiologist: string;
}

/** A case of Anna Muster that was sent, with a first report. */
export async function sent(house: House, disc?: string, original = written(house)): Promise<Prepared> {
  disc ??= await house.disc();
  const patient = house.as('patient');
  await patient('join', house.links.patient);
  const { case: id } = await patient(
    'case', 'open', '--images', disc, '--question', anna.question, '--original-report', original, '--procedure', 'lumbar-decompression', '--side', 'left', '--level', 'L4/5',
    '--surgery-date', inDays(20), '--surgeon', anna.surgeon, '--hospital', anna.hospital, '--first-radiologist', anna.firstRadiologist, '--telephone', anna.telephone, '--consent',
  );
  const { person } = await house.as('radiologist')('join', house.links.radiologist);
  return { id: id as string, disc, radiologist: person as string };
}

/** Her first report as a text. */
function written(house: House): string {
  const original = join(house.folder, 'original.txt');
  writeFileSync(original, anna.original);
  return original;
}

/** The same, taken on by the radiologist. */
export async function accepted(house: House, disc?: string, original?: string): Promise<Prepared> {
  const prepared = await sent(house, disc, original);
  await house.as('founder')('case', 'assign', prepared.id, '--to', prepared.radiologist);
  await house.as('radiologist')('case', 'accept', prepared.id);
  return prepared;
}

/** The same, with the first read committed. */
export async function committed(house: House, original?: string): Promise<Prepared> {
  const prepared = await accepted(house, undefined, original);
  await house.as('radiologist')('read', 'commit', prepared.id, '--findings', join(examples, 'findings.json'));
  return prepared;
}

/** The same, compared and signed. */
export async function signed(house: House): Promise<Prepared> {
  const prepared = await committed(house);
  await house.as('radiologist')('read', 'reveal', prepared.id);
  await house.as('radiologist')('report', 'sign', prepared.id, '--report', join(examples, 'report.json'));
  return prepared;
}

/** The person's recovery code. */
export async function codeOf(house: House, person: string): Promise<string> {
  return (await house.as(person)('recovery', 'show'))['code'] as string;
}

/** The patient in a browser that does not know them yet, with the code. */
export async function comeBackAsPatient(person: Person, house: House, code: string, look: Look = nowhere): Promise<void> {
  const { page } = person;
  await page.goto(`${house.url}/`);
  await person.press('I have a recovery code');
  await page.getByLabel(/^Type your recovery code/).fill(code);
  await look('recover');
  await person.press('Restore');
  await person.reads('Your case');
  await expect(page.getByText('Sent to the practice')).toBeVisible();
}

export async function comeBackAsRadiologist(person: Person, house: House, look: Look = nowhere): Promise<void> {
  const { page } = person;
  await page.goto(`${house.url}/reading/`);
  await person.reads('The reading room');
  await look('door');
  await person.press('Use a recovery code');
  await page.getByLabel(/^Recovery code/).fill(await codeOf(house, 'radiologist'));
  await person.press('Restore');
  await person.reads('Worklist');
}

/** The founder is a coordinator too. */
export async function comeBackAsCoordinator(person: Person, house: House, look: Look = nowhere): Promise<void> {
  const { page } = person;
  await page.goto(`${house.url}/board/`);
  await person.reads('Coordination');
  await look('door');
  await page.getByLabel(/^Recovery code/).fill(await codeOf(house, 'founder'));
  await person.press('Restore');
  await person.reads('Cases');
}
