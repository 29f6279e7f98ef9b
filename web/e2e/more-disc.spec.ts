// A second disc for a case that was sent: what the practice has already is recognised, old images are pointed out, and the
// radiologist judges what the checks found; the patient reads both.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Browser } from '@playwright/test';
import { joinAsCoordinator, openCase } from './story/coordinator';
import type { Report } from '../lib/core/acts';
import { imagesOf, rename } from './story/discFiles';
import { House } from './story/house';
import * as patient from './story/patient';
import { Person } from './story/person';
import { accepted, codeOf, comeBackAsPatient, comeBackAsRadiologist, committed, sent } from './story/prepared';
import * as radiologist from './story/radiologist';

let house: House;
let people: Person[];

test.beforeEach(async () => {
  test.setTimeout(300_000);
  house = await House.open();
  people = [];
});

test.afterEach(async () => {
  for (const person of people) person.expectNoComplaint(house.url);
  for (const person of people) await person.leave();
  await house.close();
});

async function arrive(browser: Browser, name: string, width?: 390): Promise<[Person, (step: string) => Promise<void>]> {
  const person = await Person.arrive(browser, 'more-disc', name, width);
  people.push(person);
  return [person, (step) => person.see(step)];
}

test('the same disc once more is recognised, and only what is new is sent', async ({ browser }) => {
  const prepared = await sent(house);
  const [person, look] = await arrive(browser, 'patient', 390);
  await comeBackAsPatient(person, house, await codeOf(house, 'patient'));

  await person.press('Add a disc or files');
  await patient.chooseDisc(person, prepared.disc);
  await patient.next(person);
  await person.reads('What is on your disc');
  await expect(person.page.getByText('Everything on this disc is with the practice already').first()).toBeVisible({ timeout: 60_000 });
  await expect(person.page.getByText(/Already sent$/).first()).toBeVisible();
  for (const box of await person.page.getByRole('checkbox', { name: 'Send this examination' }).all()) await expect(box).not.toBeChecked();
  await look('same-disc');
  await person.press('Seal and send');
  await expect(person.page.getByRole('alert').getByText('Everything on this disc is with the practice already')).toBeVisible();
  expect(stored(), 'nothing was sent').toEqual([]);

  // Another disc of the same person is new.
  await person.page.goBack();
  await person.press('Take out DISC');
  await patient.chooseDisc(person, await house.disc('SECOND', '--seed', '9'));
  await patient.next(person);
  await expect(person.page.getByRole('checkbox', { name: 'Send this examination' }).first()).toBeChecked({ timeout: 60_000 });
  await expect(person.page.getByText(/Already sent$/)).toHaveCount(0);
  await look('second-disc');
  await person.press('Seal and send');
  await person.reads('Your case');
  expect(stored().length).toBeGreaterThan(0);
});

test('who reads confirms or overrules what the checks found, and cannot overrule without a reason', async ({ browser }) => {
  const disc = await house.disc('GAPS');
  for (const image of imagesOf(disc).slice(6, 8)) rmSync(image);
  const prepared = await accepted(house, disc);
  const [reader, look] = await arrive(browser, 'radiologist');
  await comeBackAsRadiologist(reader, house);
  await reader.page.locator(`button[data-case="${prepared.id}"]`).click();
  await radiologist.enter(reader);
  const checks = reader.page.locator('details', { hasText: 'Confirm what limits your reading' });
  await checks.locator('summary').click();
  await checks.getByRole('button', { name: /^Confirm: .*missing/ }).first().click();
  await expect(reader.page.getByLabel('What limits them')).toHaveValue(/missing/);
  const others = checks.getByRole('button', { name: /^Overrule: / });
  await others.last().click();
  await look('judging');
  await reader.press('Commit the first read');
  await expect(reader.page.getByRole('alert').getByText('Say why the check is overruled')).toBeVisible();

  // Two of them are asked about one by one, and a press finds the box in its closed part of the page.
  await others.first().click();
  await checks.locator('summary').click();
  await reader.press('Commit the first read');
  const missing = reader.page.getByRole('alert').getByRole('link', { name: /^Say why the check is overruled: “.+”/ });
  await expect(missing).toHaveCount(2);
  expect(new Set(await missing.allTextContents()).size).toBe(2);
  await missing.first().click();
  await expect(checks.getByLabel('Overruled because').first()).toBeVisible();
  await expect(checks.getByRole('textbox', { name: 'Overruled because' }).and(reader.page.locator(':focus'))).toHaveCount(1);
  await checks.getByLabel('Overruled because').last().fill('The scout is not needed for this question.');
  await look('judged');
});

test('the patient reads in plain words what was said of the checks', async ({ browser }) => {
  const { id } = await committed(house);
  const report = JSON.parse(readFileSync(join(import.meta.dirname, '../../examples/report.json'), 'utf8')) as Report;
  const checks: Report['checks'] = [
    { code: 'missing_slices', of: 'CT 1 Chest', found: '2 missing, 10 there', judgement: 'confirmed' },
    { code: 'coarse_pixels', of: 'MR 1 T2', found: '5.1 mm² pixels, usual up to 1.2', judgement: 'overruled', because: 'The nerve is seen well enough.' },
  ];
  const file = join(house.folder, 'report.json');
  writeFileSync(file, JSON.stringify({ ...report, checks }));
  await house.as('radiologist')('read', 'reveal', id);
  await house.as('radiologist')('report', 'sign', id, '--report', file);

  const [person, look] = await arrive(browser, 'reader', 390);
  await person.page.goto(`${house.url}/`);
  await comeBackAsPatient(person, house, await codeOf(house, 'patient'));
  await person.press('Read the report');
  await expect(person.page.getByText('Some images seem to be missing. This limits what can be seen.')).toBeVisible();
  await expect(person.page.getByText(/The images are coarser than usual. The radiologist looked at it: it does not limit the reading./)).toBeVisible();
  await expect(person.page.getByText('The nerve is seen well enough.').first()).toBeVisible();
  await expect(person.page.getByRole('button', { name: 'Print the report, or save it as a PDF' })).toBeVisible();
  await look('report');
  await person.page.getByText('For your surgeon').click();
  await expect(person.page.getByText(/5.1 mm² pixels, usual up to 1.2 · overruled/)).toBeVisible();
  const download = await person.download('Signed original (for machines)');
  expect(download.suggestedFilename()).toBe('signed-original-version-1.json');
});

test('the practice sees that the disc names somebody else, and its reminder of the recovery sheet goes away', async ({ browser }) => {
  const disc = await house.disc('OTHER-NAME');
  for (const image of imagesOf(disc)) rename(image, 'MUSTER^ANNA', 'BRECHT^KARL');
  await sent(house, disc);
  const [desk, look] = await arrive(browser, 'coordinator');
  await joinAsCoordinator(desk, house.links.coordinator);
  await openCase(desk, patient.anna.name);
  await expect(desk.page.getByText(/The disc names somebody else: .*Brecht/i)).toBeVisible();
  await expect(desk.page.getByText(/The case is of Anna Muster, 4 May 1961/)).toBeVisible();
  await look('another-name');

  await expect(desk.page.getByText('You have no recovery sheet yet')).toBeVisible();
  await desk.press('Make the recovery sheet');
  await desk.page.getByRole('main').getByRole('button', { name: 'Make the recovery sheet' }).last().click();
  await desk.press('I have put the sheet away safely');
  await desk.reads('Cases');
  await expect(desk.page.getByText('You have no recovery sheet yet')).toHaveCount(0);
});

/** Every object that a browser brought to the server so far; the command line does not pass the front. */
function stored(): string[] {
  return house.passed.filter(({ method, path, headers }) => method === 'PUT' && path.includes('/objects/') && /mozilla/i.test(headers)).map(({ path }) => path);
}
