// A patient without a disc drive: the disc goes by post, the practice reads it in, and everyone sees that it did.

import { expect, test } from '@playwright/test';
import { assign, joinAsCoordinator, openCase } from './story/coordinator';
import { imagesOf, rename } from './story/discFiles';
import { House } from './story/house';
import * as patient from './story/patient';
import { anna, inDays } from './story/patient';
import { Person } from './story/person';
import { accept, enter, joinAsRadiologist } from './story/radiologist';

let house: House;
let people: Person[];

test.beforeEach(async () => {
  test.setTimeout(300_000);
  house = await House.open();
  people = [];
});

test.afterEach(async () => {
  for (const person of people) await person.leave();
  await house.close();
});

test('a disc goes by post, is read in by the practice and read like any other', async ({ browser }) => {
  const arrive = async (name: string, width?: 390): Promise<[Person, (step: string) => Promise<void>]> => {
    const person = await Person.arrive(browser, 'posted-disc', name, width);
    people.push(person);
    return [person, (step) => person.see(step)];
  };

  // On a phone there is no drive; everything but the disc is told and sent.
  const [person, look] = await arrive('patient', 390);
  await patient.comeIn(person, house.links.patient);
  await patient.answerSigns(person);
  await patient.answerQuestions(person, anna, inDays(20));
  await person.reads('Your images');
  await person.page.getByText('I cannot read the disc here').click();
  await expect(person.page.getByText('Musterstrasse 1')).toBeVisible();
  await expect(person.page.getByText(/counts from the day the disc was read in/)).toBeVisible();
  await look('by-post');
  await patient.next(person);
  await expect(person.page.getByRole('alert').getByText('Please choose a disc or folder with images')).toBeVisible();
  await person.page.getByLabel(/I post my disc and agree/).check();
  await patient.next(person);
  await person.page.getByLabel(/Yes, I type/).check();
  await person.page.getByLabel('Text of the first report').fill(anna.original);
  await patient.next(person);
  await patient.next(person);
  await person.reads('Your second reading');
  await person.press('Check and send');
  await person.reads('What you send now');
  await expect(person.page.getByText('original-report.txt')).toBeVisible();
  await look('papers');
  await patient.next(person);
  await person.reads('Please check your answers');
  await expect(person.page.getByText('By post; you agreed that the practice reads it in')).toBeVisible();
  await look('summary');
  await person.press('Seal and send');
  await person.reads('Your answers are with the practice');
  await expect(person.page.getByText('Now post your disc')).toBeVisible();
  const reference = await person.page.locator('strong.reference').innerText();
  expect(reference).toMatch(/^[0-9a-f]{6}$/);
  await look('post-it');
  await person.press('Follow your case');
  await expect(person.page.getByText('We wait for your disc').first()).toBeVisible();
  await expect(person.page.getByText(/You will have your report by/)).toHaveCount(0);
  await look('waiting');

  // The envelope arrives. Whoever opens it finds the case by what stands on it.
  const [desk, lookDesk] = await arrive('coordinator');
  const [reader] = await arrive('radiologist');
  await joinAsCoordinator(desk, house.links.coordinator);
  await joinAsRadiologist(reader, house.links.radiologist);
  await desk.page.getByRole('searchbox').fill(reference);
  await expect(desk.page.getByRole('row', { name: new RegExp(anna.name) }).getByText('Waits for the posted disc')).toBeVisible({ timeout: 30_000 });
  await openCase(desk, anna.name);
  await expect(desk.page.getByText(`On the envelope stands ${reference}.`, { exact: false })).toBeVisible();
  await expect(desk.page.getByText(/agreed on .* that the practice reads it in/)).toBeVisible();
  await expect(desk.page.getByRole('button', { name: 'Assign', exact: true })).toHaveCount(0);
  await lookDesk('waits');
  await desk.press('Read in a posted disc');
  await desk.press('Look at what is on it');
  await expect(desk.page.getByText('Please choose the disc, or a paper from the envelope.')).toBeVisible();
  await lookDesk('nothing-chosen');

  // A disc from the wrong envelope is asked about before anything leaves.
  const wrong = await house.disc('OTHER-PERSON');
  for (const file of imagesOf(wrong)) rename(file, 'MUSTER^ANNA', 'BRECHT^KARL');
  await patient.chooseDisc(desk, wrong);
  await desk.press('Look at what is on it');
  await expect(desk.page.getByText(/On the disc: Karl Brecht/)).toBeVisible({ timeout: 60_000 });
  const before = stored();
  await desk.press('Seal and send into the case');
  await expect(desk.page.getByRole('alert').getByText('Please say whether these images belong to the patient')).toBeVisible();
  await lookDesk('another-person');
  await desk.page.getByRole('radio', { name: /No, leave them out/ }).check();
  await desk.press('Seal and send into the case');
  await expect(desk.page.getByRole('alert').getByText('Please leave at least one examination ticked')).toBeVisible();
  expect(stored(), 'nothing of the wrong disc was sent').toEqual(before);
  await desk.press('Choose something else');

  const right = await house.disc();
  await patient.chooseDisc(desk, right);
  await lookDesk('chosen');
  await desk.press('Look at what is on it');
  await expect(desk.page.getByRole('checkbox', { name: 'Send this examination' }).first()).toBeVisible({ timeout: 60_000 });
  await lookDesk('inventory');
  const gate = house.hold('PUT', /\/objects\//);
  await desk.press('Seal and send into the case');
  await gate.reached;
  await lookDesk('sending');
  gate.letGo();
  await expect(desk.page.getByText('What came by post is in the case.')).toBeVisible({ timeout: 60_000 });
  await expect(desk.page.getByText(/images added from the posted disc/)).toBeVisible();
  await lookDesk('read-in');
  const sent = stored();
  expect(sent.length, 'nothing was sent twice').toBe(new Set(sent).size);

  // The patient sees who did it and what was on the disc, and from when the time counts.
  await person.page.reload();
  await person.reads('Your case');
  await expect(person.page.getByRole('heading', { name: /^Clara Beispiel of the practice read in your disc on/ })).toBeVisible({ timeout: 30_000 });
  await expect(person.page.getByText(/^Clara Beispiel of the practice added \d+ images from your posted disc$/)).toBeVisible();
  await expect(person.page.getByText(/^MRI.*images$/)).toBeVisible();
  await expect(person.page.getByText(/You will have your report by \w+day/)).toBeVisible();
  await look('read-in');

  await assign(desk);
  await accept(reader);
  await enter(reader);
  await expect(reader.page.getByRole('navigation', { name: 'Series' }).getByRole('button').first()).toBeVisible();
  for (const one of people) one.expectNoComplaint(house.url);
});

/** Every object that was brought to the server so far. */
function stored(): string[] {
  return house.passed.filter(({ method, path }) => method === 'PUT' && path.includes('/objects/')).map(({ path }) => path);
}
