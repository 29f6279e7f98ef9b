// What a radiologist does: joins, declares independence, reads, commits, compares, signs.

import { expect, type Locator } from '@playwright/test';
import type { Look } from './patient';
import type { Person } from './person';

/** What the radiologist writes; searched for afterwards like the patient's words. */
export const read = {
  finding: 'Left paracentral Fingerhut extrusion at L4/5 that displaces the left L5 nerve root.',
  other: 'Bulge of the Holunder disc at L5/S1 without contact to a nerve root.',
  firstImpression: 'The Fingerhut extrusion explains the complaints on the left.',
  caption: 'The Fingerhut extrusion',
  impression: 'Fingerhut extrusion at L4/5 on the left with displacement of the left L5 nerve root.',
  numbering: 'Five lumbar vertebrae, counted upwards from the sacrum.',
  display: 'Diagnostic display Mondkalb, 6 megapixels, calibrated',
  lookedAt: 'The pictures of your lower back that you sent.',
  seen: 'A piece of the Fingerhut disc has slipped out on the left. It touches the nerve to the left leg.',
  sure: 'This is clearly seen.',
  same: 'Both readings describe the same disc on the same side.',
  notSaid: 'Pictures cannot show how strong your pain is.',
  questions: 'Do my complaints fit the side that was seen?\nWhat happens if we wait?',
};

const nowhere: Look = async () => {};

export async function joinAsRadiologist(person: Person, link: string, look: Look = nowhere): Promise<void> {
  await person.page.goto(link);
  await person.reads(/invites you/);
  expect(new URL(person.page.url()).hash).toBe('');
  await look('invited');
  await person.press('Join the practice');
  await person.reads('Your recovery sheet');
  await look('recovery');
  await person.press('Later');
  await person.reads('Worklist');
}

/** Opens the newest case of the worklist that asks, and takes it on. */
export async function accept(person: Person, look: Look = nowhere): Promise<void> {
  const { page } = person;
  await person.press('Refresh');
  await page.locator('button[data-case]', { hasText: 'asks you' }).first().click();
  await expect(page.getByRole('heading', { name: 'Are you independent?' })).toBeVisible();
  await look('asked');
  // Accepting asks for each declaration.
  await person.press('Accept the case');
  await expect(page.getByText('Tick this if it is true.', { exact: false }).first()).toBeVisible();
  for (const box of await page.getByRole('checkbox', { name: /^I am independent of/ }).all()) await box.check();
  await person.press('Accept the case');
  await expect(page.getByRole('button', { name: 'Open the reading room' })).toBeVisible();
  await look('accepted');
}

/** Enters the reading room and waits until an image, not its preview, is drawn. */
export async function enter(person: Person, look: Look = nowhere): Promise<void> {
  const { page } = person;
  await page.getByRole('button', { name: /Open the reading room|Open images and report/ }).click();
  await seesImage(person);
  await look('reading-room');
}

/** There is an image in the first pane, whole, and not one grey. */
export async function seesImage(person: Person): Promise<void> {
  const pane = person.page.locator('[role=application]').first();
  await expect(pane).toHaveAttribute('data-preview', 'false', { timeout: 60_000 });
  await expect.poll(() => greys(pane.locator('canvas').first()), { message: 'grey levels on the screen' }).toBeGreaterThan(20);
}

/** How many different grey levels a canvas shows. */
export function greys(canvas: Locator): Promise<number> {
  return canvas.evaluate((drawn: HTMLCanvasElement) => {
    const copy = document.createElement('canvas');
    copy.width = drawn.width;
    copy.height = drawn.height;
    const context = copy.getContext('2d');
    if (!context) return 0;
    context.drawImage(drawn, 0, 0);
    return new Set(context.getImageData(0, 0, copy.width, copy.height).data.filter((_, index) => index % 4 === 0)).size;
  });
}

/** Writes the first read, with a key image, and commits it. */
export async function commit(person: Person, look: Look = nowhere): Promise<void> {
  const { page } = person;
  await expect(page.getByRole('heading', { name: 'First read' })).toBeVisible();
  await page.getByLabel('adequate', { exact: true }).check();
  if ((await finding(person, 1).count()) === 0) await person.press('Add a finding');
  await describe(person, 1, { text: read.finding, side: 'left', level: 'L4/5', certainty: 'established' });
  await scrollAndMark(person);
  await page.getByLabel('Caption of key image 1').fill(read.caption);
  await person.press('Add a finding');
  await describe(person, 2, { text: read.other, side: 'no side', level: 'L5/S1', certainty: 'likely' });
  await page.getByLabel(/^First impression/).fill(read.firstImpression);
  await expect(page.getByText('Saved, sealed')).toBeVisible();
  await look('first-read');
  await person.press('Commit the first read');
  await confirmBanner(person, 'Commit the first read', 'Commit', look);
  await expect(page.getByRole('heading', { name: 'Report', exact: true })).toBeVisible();
}

/** Goes three images on and marks that one with the key K. */
export async function scrollAndMark(person: Person): Promise<void> {
  const { page } = person;
  await finding(person, 1).getByLabel('What is seen').focus();
  const pane = page.locator('[role=application]').first();
  const before = Number(await pane.getAttribute('data-index'));
  await pane.focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
  await expect(pane).not.toHaveAttribute('data-index', String(before));
  await seesImage(person);
  await page.keyboard.press('k');
  await expect(page.getByRole('list', { name: 'Key images of finding 1' }).getByRole('listitem')).toHaveCount(1);
}

/** Opens the original report and compares with it sentence by sentence. */
export async function compare(person: Person, original: string, look: Look = nowhere): Promise<void> {
  const { page } = person;
  await expect(page.getByText(original.slice(0, 24))).toHaveCount(0);
  await look('committed');
  await person.press('Open the original report');
  const sentence = original.split('. ')[1] ?? original;
  await expect(page.getByRole('button', { name: sentence })).toBeVisible();
  await finding(person, 1).getByLabel('What is seen').focus();
  await page.getByRole('button', { name: sentence }).click();
  await finding(person, 1).getByLabel('Compared with the original').selectOption({ label: 'agrees' });
  await finding(person, 1).getByLabel('Change of care').selectOption({ label: 'no change of care' });
  await finding(person, 2).getByLabel('Compared with the original').selectOption({ label: 'adds' });
  await finding(person, 2).getByLabel('Change of care').selectOption({ label: 'unlikely to change care' });
  await look('compared');
}

/** Writes what the report has beyond the first read. */
export async function writeReport(person: Person, { compared = true } = {}): Promise<void> {
  const { page } = person;
  await fillIfEmpty(person, 'Technique', 'MR and CT as supplied; all images were read.');
  await page.getByLabel('How the vertebrae were counted').fill(read.numbering);
  await page.getByLabel('Statement 1', { exact: true }).fill(read.impression);
  const statement = page.getByRole('region', { name: 'Impression' });
  await statement.getByLabel('How sure').first().selectOption({ label: await optionOf(statement.getByLabel('How sure').first(), /^established/) });
  await statement.getByRole('checkbox').first().check();
  await page.getByLabel('What was looked at').fill(read.lookedAt);
  await page.getByLabel('What was seen').fill(read.seen);
  const plain = page.getByRole('region', { name: 'In plain words, for the patient' });
  await plain.getByLabel('How sure').fill(read.sure);
  if (compared) await page.getByLabel(/^Same or different/).fill(read.same);
  await page.getByLabel('What the images do not say').fill(read.notSaid);
  await page.getByLabel(/^Questions for the surgeon/).fill(read.questions);
  await page.getByLabel(/^Display or workstation used/).fill(read.display);
  await expect(page.getByText('Saved, sealed')).toBeVisible();
}

export async function sign(person: Person, look: Look = nowhere): Promise<void> {
  const { page } = person;
  await look('report');
  await person.press(/^Check and sign/);
  await expect(page.getByText(/thing.* to look at again/)).toBeVisible();
  await confirmBanner(person, 'Sign the report', 'Sign', look);
  await expect(page.getByRole('heading', { name: /^Signed report, version/ })).toBeVisible();
  await look('signed');
}

/** Patient, examination and side are repeated; each is confirmed before the deliberate press. */
async function confirmBanner(person: Person, title: string, action: string, look: Look): Promise<void> {
  const dialog = person.page.getByRole('dialog', { name: title });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: action, exact: true }).click();
  await expect(dialog.getByText('Check this and tick it.').first()).toBeVisible();
  for (const box of await dialog.getByRole('checkbox').all()) await box.check();
  await look(action.toLowerCase());
  await dialog.getByRole('button', { name: action, exact: true }).click();
}

export function finding(person: Person, number: number): Locator {
  return person.page.getByRole('region', { name: `Finding ${number}`, exact: true });
}

async function describe(person: Person, number: number, { text, side, level, certainty }: { text: string; side: string; level: string; certainty: string }): Promise<void> {
  const card = finding(person, number);
  await card.getByLabel('What is seen').fill(text);
  await card.getByLabel('Region').fill('lumbar spine, disc');
  await card.getByLabel('Side').selectOption({ label: side });
  await card.getByLabel('Spine level').selectOption({ label: level });
  const sure = card.getByLabel('How sure');
  await sure.selectOption({ label: await optionOf(sure, new RegExp(`^${certainty}`)) });
}

/** An option's whole label from how it begins: bands carry their range. */
async function optionOf(select: Locator, begins: RegExp): Promise<string> {
  const labels = await select.getByRole('option').allTextContents();
  return labels.find((label) => begins.test(label.trim()))?.trim() ?? String(begins);
}

async function fillIfEmpty(person: Person, label: string, text: string): Promise<void> {
  const field = person.page.getByLabel(label, { exact: true });
  if ((await field.inputValue()) === '') await field.fill(text);
}
