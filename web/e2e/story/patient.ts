// What a patient does: from the warning signs to the sent case, and later with the report and its links.

import { expect } from '@playwright/test';
import type { Person } from './person';

/** What the patient types; each story brings words of its own, so that they can be searched for afterwards. */
export interface Words {
  name: string;
  born: string;
  surgeon: string;
  hospital: string;
  firstRadiologist: string;
  question: string;
  telephone: string;
  original: string;
  history: string;
}

export const anna: Words = {
  name: 'Anna Muster',
  born: '1961-05-04',
  surgeon: 'Dr. Skalpellowski',
  hospital: 'Spital Birkenquell',
  firstRadiologist: 'Dr. Quendelbach',
  question: 'Is the Zwiebelturm at L4/5 really pressing on the nerve?',
  telephone: '+41 79 555 01 99',
  original: 'MRI of the lumbar spine. Quittengelb disc extrusion at L4/5 on the left. No fracture.',
  history: 'Schneckenklee pain in the left leg since March.',
};

export type Look = (step: string) => Promise<void>;
const nowhere: Look = async () => {};

/** Through the door: by an invitation, or by the public page. */
export async function comeIn(person: Person, link: string, look: Look = nowhere): Promise<void> {
  const { page } = person;
  await page.goto(link);
  if (link.includes('#join')) {
    await person.reads('You are invited');
    await expect(page.getByRole('button', { name: 'Begin', exact: true })).toBeVisible();
    await look('invited');
  } else {
    await person.reads('A second reading of your images, before the operation');
    await expect(page.getByRole('button', { name: 'Begin', exact: true })).toBeVisible();
    await look('start');
  }
  // The secret is taken out of the address at once.
  expect(new URL(page.url()).hash).toBe('');
  await person.press('Begin');
}

/** The list of signs that cannot wait: one yes stops, all no goes on. */
export async function answerSigns(person: Person, look: Look = nowhere): Promise<void> {
  const { page } = person;
  await person.reads('First: is there a sign that cannot wait?');
  await look('signs');
  if (look !== nowhere) {
    await page.getByLabel('Yes', { exact: true }).first().click();
    await person.reads('Do not wait. Call now.');
    await look('stop');
    await person.press('I chose yes by mistake');
    await next(person);
    await expect(page.getByRole('alert').first()).toBeFocused();
    await look('signs-missing');
  }
  for (const no of await page.getByLabel('No', { exact: true }).all()) await no.check();
  await next(person);
  await person.reads('Your second reading');
}

/** All questions from “for whom” to the consent. */
export async function answerQuestions(person: Person, words: Words, surgery: string, look: Look = nowhere): Promise<void> {
  const { page } = person;
  await look('tasks');
  await person.press('Begin');
  await person.reads('For whom do you ask?');
  await page.getByLabel('For myself').check();
  await look('whom');
  await next(person);
  await person.reads('Who are you?');
  await page.getByLabel('First and last name').fill(words.name);
  await page.getByLabel('Date of birth').fill(words.born);
  await look('name');
  await next(person);
  await page.getByLabel('Search').fill('slipped');
  await page.getByLabel(/Removing a slipped disc/).check();
  await look('procedure');
  await next(person);
  await page.getByLabel('Left', { exact: true }).check();
  await look('side');
  await next(person);
  await page.getByLabel('L4/5').check();
  await look('levels');
  await next(person);
  await page.getByLabel(/When is the operation/).fill(surgery);
  await look('date');
  await next(person);
  await page.getByLabel(/^Surgeon/).fill(words.surgeon);
  await page.getByLabel(/^Hospital/).fill(words.hospital);
  await page.getByLabel(/^First radiologist/).fill(words.firstRadiologist);
  await look('people');
  await next(person);
  await page.getByLabel(/What worries you/).fill(words.question);
  await look('worry');
  await next(person);
  await page.getByLabel('Telephone number').fill(words.telephone);
  await page.getByLabel(/together with a doctor/).check();
  await look('telephone');
  await next(person);
  await person.reads('How soon do you need the report?');
  // The concrete local time stands beside each service.
  await expect(page.getByText(/Report by \w+day/)).toHaveCount(3);
  await page.getByRole('radio', { name: /Standard/ }).check();
  await look('service');
  await next(person);
  await person.reads('Your consent');
  await page.getByLabel(/I have read this/).check();
  await look('consent');
  await next(person);
}

/** The disc and the papers. */
export async function bringImages(person: Person, disc: string, words: Words, look: Look = nowhere): Promise<void> {
  const { page } = person;
  await person.reads('Your images');
  await look('disc');
  await chooseDisc(person, disc);
  await look('disc-found');
  await next(person);
  await page.getByLabel(/Yes, I type/).check();
  await page.getByLabel('Text of the first report').fill(words.original);
  await look('original');
  await next(person);
  await page.getByLabel(/What happened before/).fill(words.history);
  await look('history');
  await next(person);
  await person.reads('Your second reading');
  await look('tasks-done');
}

export async function chooseDisc(person: Person, disc: string): Promise<void> {
  const picker = disc.endsWith('.zip') ? 'file' : 'folder';
  await person.page.locator(`input[data-picker=${picker}]`).first().setInputFiles(disc);
  await expect(person.page.getByText(/files? found/)).toBeVisible({ timeout: 300_000 });
}

/** What is on the disc, all answers once more, then off it goes; `same` when the disc has another name. */
export async function checkAndSend(person: Person, look: Look = nowhere, { same = false } = {}): Promise<void> {
  await person.press('Check and send');
  await checkDisc(person, look, { same });
  await next(person);
  await person.reads('Please check your answers');
  await look('summary');
  await person.press('Seal and send');
}

export async function checkDisc(person: Person, look: Look = nowhere, { same = false } = {}): Promise<void> {
  const { page } = person;
  await person.reads('What is on your disc');
  await expect(page.getByRole('checkbox', { name: 'Send this examination' }).first()).toBeVisible({ timeout: 300_000 });
  if (same) await page.getByLabel(/Yes, it is the same person/).first().check();
  await look('inventory');
}

export async function arrives(person: Person, look: Look = nowhere): Promise<void> {
  await expect(person.page.getByRole('heading', { level: 1, name: 'Everything has arrived' })).toBeVisible({ timeout: 0 });
  await expect(person.page.getByText(/You will have your report by \w+day/)).toBeVisible();
  await look('sent');
}

/** The recovery sheet, put away; gives the code on it. */
export async function keepRecoverySheet(person: Person, look: Look = nowhere): Promise<string> {
  const { page } = person;
  await person.press('Show the recovery sheet');
  await expect(page.getByLabel('The recovery code as a QR code')).toBeVisible();
  const code = (await page.getByText(/^([0-9A-Z]{5}-){7}[0-9A-Z]{5}$/).innerText()).trim();
  await look('recovery-sheet');
  await page.getByLabel(/put the sheet away/).check();
  await next(person);
  await person.reads('Your case');
  await expect(page.getByText('Sent to the practice')).toBeVisible();
  await look('case');
  return code;
}

/** Everything at once, for stories that begin after it. */
export async function sendCase(person: Person, link: string, disc: string, words: Words = anna, surgery = inDays(20)): Promise<void> {
  await comeIn(person, link);
  await answerSigns(person);
  await answerQuestions(person, words, surgery);
  await bringImages(person, disc, words);
  await checkAndSend(person);
  await arrives(person);
}

/** Makes a link for report and images and gives it. */
export async function share(person: Person, look: Look = nowhere): Promise<string> {
  const { page } = person;
  await person.press('Share with my surgeon');
  await expect(page.getByText('No links yet')).toBeVisible();
  await look('shares-none');
  await person.press('Make a link');
  await look('share-form');
  await person.press('Make the link');
  await expect(page.getByText('Your link is ready')).toBeVisible();
  const link = await page.getByLabel('Link', { exact: true }).inputValue();
  await look('share-made');
  await person.press('Done');
  return link;
}

/** What the timeline says happened, in its order. */
export async function happened(person: Person, label: string): Promise<string[]> {
  const list = person.page.getByRole('list', { name: label });
  return (await list.getByRole('listitem').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
}

export const next = (person: Person) => person.press('Continue');

/** The day in so many days, as a date field takes it. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
