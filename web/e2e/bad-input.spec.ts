// What people bring by mistake: each time a sentence says what to do, and nothing is lost.

import { mkdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Browser } from '@playwright/test';
import { imagesOf, rename } from './story/discFiles';
import { House } from './story/house';
import { lockedZip } from './story/lockedZip';
import * as patient from './story/patient';
import { anna, inDays } from './story/patient';
import { Person } from './story/person';
import { signed } from './story/prepared';
import { openLink } from './story/surgeon';

let house: House;
let person: Person;
let look: (step: string) => Promise<void>;

test.beforeAll(async () => void (house = await House.open()));
test.afterAll(() => house.close());

async function arrive(browser: Browser, story: string, width?: 390): Promise<void> {
  person = await Person.arrive(browser, story, 'person', width);
  look = (step) => person.see(step);
}

test.describe('at the page that asks for the disc', () => {
  test.beforeEach(async ({ browser }, { title }) => {
    test.setTimeout(120_000);
    await arrive(browser, `bad-input-${title.replaceAll(/\W+/g, '-').slice(0, 30)}`);
    await patient.comeIn(person, house.links.start);
    await patient.answerSigns(person);
    await patient.answerQuestions(person, anna, inDays(20));
    await person.reads('Your images');
  });
  test.afterEach(async () => {
    person.expectNoComplaint(house.url);
    await person.leave();
  });

  test('an empty folder', async () => {
    const folder = join(house.folder, 'EMPTY');
    mkdirSync(folder, { recursive: true });
    await dropFolder(folder);
    await expect(person.page.getByText('Nothing was chosen. If the folder was empty, choose the whole disc instead.')).toBeVisible();
    await look('empty');
    await cannotGoOn();
    await goesOnWithTheDisc();
  });

  test('holiday photos', async () => {
    const folder = join(house.folder, 'HOLIDAY');
    mkdirSync(folder, { recursive: true });
    for (const name of ['beach.jpg', 'sunset.jpg']) await person.page.screenshot({ path: join(folder, name), type: 'jpeg' });
    await choose(folder);
    await expect(person.page.getByText('These are photos, not scans')).toBeVisible();
    await expect(person.page.getByText(/Choose the disc, or the ZIP you got from the hospital/)).toBeVisible();
    await look('photos');
    await cannotGoOn();
    await goesOnWithTheDisc();
  });

  test('a file that breaks off', async () => {
    const disc = await house.disc('TRUNCATED');
    const [image] = imagesOf(disc);
    if (!image) throw new Error('There is no image on the disc.');
    truncateSync(image, Math.floor(statSync(image).size / 2));
    await patient.chooseDisc(person, disc);
    await expect(person.page.getByText('Some images are cut off')).toBeVisible();
    await expect(person.page.getByText(/You can go on; the radiologist is told/)).toBeVisible();
    await look('truncated');
  });

  test('a file that breaks off before its image begins', async () => {
    const disc = await house.disc('HEAD-ONLY');
    const [image] = imagesOf(disc);
    if (!image) throw new Error('There is no image on the disc.');
    truncateSync(image, 300);
    await patient.chooseDisc(person, disc);
    await expect(person.page.getByText('Some images are cut off')).toBeVisible();
    await expect(person.page.getByText(/Images that break off at the beginning/)).toHaveCount(0);
    await expect(person.page.getByText(/ask the hospital for a new disc/)).toBeVisible();
    await look('head-only');
  });

  test('files that only pretend to be images', async () => {
    const folder = join(house.folder, 'HOSTILE');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'IM1'), Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), Buffer.alloc(4096, 0xff)]));
    await choose(folder);
    await expect(person.page.getByText('This folder has no scans in it')).toBeVisible();
    await look('hostile');
    await cannotGoOn();
  });

  test('a ZIP that needs a password', async () => {
    const zip = join(house.folder, 'hospital.zip');
    lockedZip(await house.disc('LOCKED'), zip, 'Röntgen 12');
    await person.page.locator('input[data-picker=file]').first().setInputFiles(zip);
    await expect(person.page.getByText('“hospital.zip” is locked with a password')).toBeVisible({ timeout: 60_000 });
    await look('locked');
    await patient.next(person);
    await expect(person.page.getByRole('alert').getByText('Please type the password of “hospital.zip”, or go on without it')).toBeVisible();
    await person.press('Open with this password');
    await expect(person.page.getByText('Please type the password, or go on without this archive')).toBeVisible();

    await person.page.getByLabel('Password').fill('roentgen 12');
    await person.press('Open with this password');
    await expect(person.page.getByText(/This password does not open it/)).toBeVisible();
    await look('wrong-password');

    await person.press('Go on without it');
    await expect(person.page.getByText('“hospital.zip” stays closed')).toBeVisible();
    await look('left-closed');
    await cannotGoOn();

    await person.press('Type the password after all');
    await person.page.getByLabel('Password').fill('Röntgen 12');
    await person.page.getByLabel('Password').press('Enter');
    await expect(person.page.getByText(/“hospital.zip”: \d+ files found/)).toBeVisible({ timeout: 60_000 });
    await expect(person.page.getByText(/is locked with a password/)).toHaveCount(0);
    await look('opened');
    await patient.next(person);
    await expect(person.page.getByText('Do you have the first report?')).toBeVisible();
    const sent = Buffer.concat(house.passed.map(({ path, headers, body }) => Buffer.concat([Buffer.from(path + headers), body])));
    expect(sent.includes('Röntgen 12') || sent.includes('roentgen 12'), 'the password was sent').toBe(false);
  });

  test("another patient's disc", async () => {
    const disc = await house.disc('OTHER-PERSON');
    for (const file of imagesOf(disc)) rename(file, 'MUSTER^ANNA', 'BRECHT^KARL');
    await patient.bringImages(person, disc, anna);
    await person.press('Check and send');
    await person.reads('What is on your disc');
    await expect(person.page.getByText('Please look closely: is this the right person?')).toBeVisible();
    await expect(person.page.getByText(/On the disc: Karl Brecht/)).toBeVisible();
    await look('other-person');
    await patient.next(person);
    await expect(person.page.getByRole('alert').getByText('Please say whether these images belong to the patient')).toBeVisible();
    await person.page.getByRole('radio', { name: /No, leave them out/ }).check();
    await patient.next(person);
    await expect(person.page.getByRole('alert').getByText('Please leave at least one examination ticked')).toBeVisible();
    await look('left-out');
    expect(house.passed.filter(({ method, path }) => method === 'PUT' && path.includes('/objects/')), 'nothing was sent').toEqual([]);
  });

  test('file names as long as a disc may hold', async () => {
    const disc = await house.disc('LONG');
    const long = (end: string) => `${'Aufnahme'.repeat(31)}${end}`;
    for (const end of ['.txt', '.xy']) writeFileSync(join(disc, long(end)), 'No image.');
    writeFileSync(join(disc, long('.7z')), Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4, 0, 0]));
    await patient.chooseDisc(person, disc);
    await expect(person.page.getByText(/7z archives \(1\)$/)).toBeVisible();
    await expect(person.page.getByText(/^Please unpack them on your computer \(with 7-Zip/)).toBeVisible();
    await expect(person.page.getByText(/^(About the size of|\d)[^.]*\. You check/)).toBeVisible();
    await look('long-disc');
    await person.page.setViewportSize({ width: 390, height: 844 });
    expect(await person.page.locator('footer a').evaluate((telephone) => telephone.getClientRects().length), 'lines of the telephone number').toBe(1);
    await patient.next(person);
    await person.page.getByLabel(/Yes, as a file/).check();
    await person.page.locator('input[data-picker=file]').first().setInputFiles(join(disc, long('.txt')));
    await expect(person.page.getByRole('button', { name: /^Take out/ })).toBeVisible();
    await look('long-paper');
    await patient.next(person);
    await patient.next(person);
    await person.press('Check and send');
    await person.reads('What is on your disc');
    await person.page.getByText(/^What else is on the disc/).click();
    await expect(person.page.getByText(new RegExp(`^LONG/${long('.xy')}`))).toBeVisible();
    await look('long-inventory');
  });

  test('a second disc of the same name', async () => {
    const first = await house.disc('FIRST');
    const second = await house.disc('OTHER/FIRST', '--seed', '9');
    const sources = person.page.getByRole('list', { name: 'What you have chosen' });
    await patient.chooseDisc(person, first);
    await expect(sources.getByRole('listitem')).toHaveText([/^FIRST \d+ files, /]);
    const alone = imagesOf(first).length;
    await choose(second);
    await expect(sources.getByRole('listitem')).toHaveText([/^FIRST \d+ files, /, /^FIRST \(2\) \d+ files, /]);
    await expect(person.page.getByText(/“FIRST, FIRST \(2\)”: \d+ files found/)).toBeVisible({ timeout: 60_000 });
    await look('both');
    await person.press('Take out FIRST (2)');
    await expect(person.page.getByText(/“FIRST”: \d+ files found/)).toBeVisible({ timeout: 60_000 });
    await choose(first);
    await expect(sources.getByRole('listitem')).toHaveCount(1);
    await choose(second);
    await expect(person.page.getByText(/“FIRST, FIRST \(2\)”: \d+ files found/)).toBeVisible({ timeout: 60_000 });

    await patient.next(person);
    await person.page.getByLabel(/No, or it is on the disc/).check();
    await patient.next(person);
    await patient.next(person);
    await person.press('Check and send');
    await expect(person.page.getByRole('checkbox', { name: 'Send this examination' }).first()).toBeVisible({ timeout: 60_000 });
    for (const yes of await person.page.getByRole('radio', { name: /Yes, it is the same person/ }).all()) await yes.check();
    await look('both-inventory');
    await patient.next(person);
    await person.press('Seal and send');
    await patient.arrives(person);
    const again = house.as('patient-again');
    const code = await patient.keepRecoverySheet(person);
    await again('recover', '--server', house.url, '--code', code);
    const { cases } = (await again('case', 'list')) as { cases: { case: string }[] };
    const { files } = (await again('case', 'images', cases[0]!.case, '--out', join(house.folder, 'both'))) as { files: { path: string }[] };
    for (const folder of ['FIRST/', 'FIRST (2)/']) expect(files.filter(({ path }) => path.startsWith(folder) && /\/IM0/.test(path)).length, folder).toBeGreaterThanOrEqual(alone);
  });

  test('a disc that names two people', async () => {
    const disc = await house.disc('TWO-PEOPLE');
    await house.disc('TWO-PEOPLE/SECOND', '--seed', '9');
    for (const file of imagesOf(join(disc, 'SECOND'))) rename(file, 'MUSTER^ANNA', 'BRECHT^KARL');
    await patient.bringImages(person, disc, anna);
    await person.press('Check and send');
    await person.reads('What is on your disc');
    await expect(person.page.getByRole('group', { name: /Do these images belong to/ })).toHaveCount(2);
    await patient.next(person);
    const missing = person.page.getByRole('alert').getByRole('link', { name: /^Please say whether these images belong to the patient \(on the disc: / });
    await expect(missing).toHaveCount(2);
    await expect(missing.filter({ hasText: 'Anna Muster, born 4 May 1961' })).toHaveCount(1);
    await expect(missing.filter({ hasText: 'Karl Brecht' })).toHaveCount(1);
    await look('two-people');

    // A reload forgets the disc, and says so.
    await person.page.reload();
    await person.reads('What is on your disc');
    await expect(person.page.getByText('This page was loaded again')).toBeVisible();
    await expect(person.page.getByText('Nothing has been sent yet')).toHaveCount(0);
    await expect(person.page.getByRole('button', { name: 'Continue' })).toHaveCount(0);
    await look('reloaded');
    await person.press('Choose the disc or folder');
    await person.reads('Your images');
    await patient.chooseDisc(person, disc);
    await patient.next(person);
    await person.reads('Your second reading');
    await person.press('Check and send');
    await patient.next(person);

    const answer = async (name: string, value: string) => {
      const asked = await missing.filter({ hasText: name }).getAttribute('href');
      await person.page.locator(`input[name="${asked?.slice(1)}"][value="${value}"]`).check();
    };
    await answer('Karl Brecht', 'other');
    await answer('Anna Muster', 'same');
    // What lies beside his images stays here with them; what lies beside hers goes.
    await expect(person.page.getByRole('checkbox', { name: 'TWO-PEOPLE/SECOND/index.html' })).not.toBeChecked();
    await expect(person.page.getByRole('checkbox', { name: 'TWO-PEOPLE/index.html' })).toBeChecked();
    await patient.next(person);
    await person.reads(/Please check/);
    await expect(person.page.getByText(/Papers and pictures from it: /)).not.toContainText('SECOND');
  });
});

test('an operation that is not on the list, and that is too close', async ({ browser }) => {
  await arrive(browser, 'bad-input-operation');
  await patient.comeIn(person, house.links.start);
  await patient.answerSigns(person);
  const { page } = person;
  await person.press('Begin');
  await page.getByLabel('For myself').check();
  await patient.next(person);
  await page.getByLabel('First and last name').fill(anna.name);
  await page.getByLabel('Date of birth').fill(anna.born);
  await patient.next(person);
  await page.getByLabel('Search').fill('TKR');
  await expect(page.getByLabel(/Artificial knee joint/)).toBeVisible();
  await page.getByLabel('Search').fill('heart transplant');
  await expect(page.getByText('Nothing on our list fits. You can say it in your own words.')).toBeVisible();
  await look('not-on-the-list');
  await person.press('Say it in my own words');
  await expect(page.getByLabel('In your own words')).toHaveValue('heart transplant');
  await patient.next(person);
  await page.getByLabel('Neither, or I do not know').check();
  await patient.next(person);
  await page.getByLabel(/When is the operation/).fill(inDays(1));
  await expect(page.getByText('The operation is too close for a second reading')).toBeVisible();
  await look('too-close');
  await page.getByLabel(/When is the operation/).fill(inDays(20));
  await expect(page.getByText('The operation is too close for a second reading')).toHaveCount(0);
  person.expectNoComplaint(house.url);
  await person.leave();
});

test.describe('with a link', () => {
  test.afterEach(() => person.leave());

  for (const [room, role] of [
    ['patient', 'patient'],
    ['reading', 'radiologist'],
    ['board', 'coordinator'],
  ] as const) {
    test(`a wrong invitation into the ${room} room`, async ({ browser }) => {
      await arrive(browser, `bad-link-${room}`);
      await person.page.goto(altered(house.links[role]));
      await expect(person.page.getByText(/This invitation is not known here|This link is not whole/).first()).toBeVisible();
      await look('wrong');
      await person.page.goto('about:blank');
      await person.page.goto(house.links[role].slice(0, -50));
      await expect(person.page.getByText(/Copy it again|copy it once more/).first()).toBeVisible();
      await look('cut-off');
      // The browser writes down that the server did not know it.
      person.expectNoComplaint(house.url, /status of 4\d\d/);
    });
  }

  test('an invitation that was used already', async ({ browser }) => {
    const guest = house.as('somebody-else');
    const { link } = await house.as('founder')('invite', 'patient', '--name', 'Paula Beispiel', '--birth-date', '1980-02-03');
    await guest('join', link as string);
    await arrive(browser, 'bad-link-used');
    await person.page.goto(link as string);
    await expect(person.page.getByText('This invitation has been used already. If that was not you, please tell the practice.')).toBeVisible();
    await expect(person.page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
    await look('used');
    person.expectNoComplaint(house.url, /status of 4\d\d/);
  });

  test('an address that does not exist', async ({ browser }) => {
    await arrive(browser, 'bad-link-nothing');
    expect((await person.page.goto(`${house.url}/nothing`))?.status()).toBe(404);
    await person.reads('There is no page at this address');
    await look('nothing');
    await person.page.getByRole('link', { name: 'Go to the start page' }).click();
    await person.reads('A second reading of your images, before the operation');
    person.expectNoComplaint(house.url, /status of 404/);
  });

  test('a share link that is used up, altered, or meant for another page', async ({ browser }) => {
    test.setTimeout(120_000);
    const { id } = await signed(house);
    const { link } = (await house.as('patient')('share', 'create', id, '--opens', '1')) as { link: string };
    await arrive(browser, 'bad-link-share', 390);
    await openLink(person, link);
    await person.leave();

    await arrive(browser, 'bad-link-share', 390);
    await person.page.goto(link);
    await person.reads('This link has been used up');
    await expect(person.page.getByText(/tell your patient/)).toBeVisible();
    await look('used-up');
    for (const [name, wrong, sentence] of [
      ['altered', altered(link), /Open it from the original message/],
      ['cut-off', link.slice(0, -60), /Open it from the original message/],
      ['invitation', link.replace(/#.*/, house.links.patient.slice(house.links.patient.indexOf('#'))), /./],
      ['nothing', link.replace(/#.*/, ''), /Open the whole link from your message/],
    ] as const) {
      // A tab remembers its link over a reload, so each comes in a new one.
      await person.closeTab();
      await person.page.goto(wrong);
      await expect(person.page.getByRole('main').getByText(sentence).first()).toBeVisible();
      await look(name);
    }
    person.expectNoComplaint(house.url, /status of 4\d\d/);
  });
});

/** A folder dropped from the desktop. */
async function dropFolder(folder: string): Promise<void> {
  const area = person.page.getByRole('group', { name: 'Put in the disc, then choose it here' });
  await area.scrollIntoViewIfNeeded();
  const box = await area.boundingBox();
  if (!box) throw new Error('The drop area has no place.');
  const browser = await person.context.newCDPSession(person.page);
  const drop = { x: box.x + box.width / 2, y: box.y + 20, data: { items: [], files: [folder], dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await browser.send('Input.dispatchDragEvent', { type, ...drop });
}

const choose = (folder: string) => person.page.locator('input[data-picker=folder]').setInputFiles(folder);

async function cannotGoOn(): Promise<void> {
  await patient.next(person);
  await expect(person.page.getByRole('alert').getByText('Please choose a disc or folder with images')).toBeVisible();
}

/** After the mistake the right disc is taken. */
async function goesOnWithTheDisc(): Promise<void> {
  await patient.chooseDisc(person, await house.disc('RIGHT'));
  await patient.next(person);
  await expect(person.page.getByText('Do you have the first report?')).toBeVisible();
}

/** The link with one letter of its secret changed. */
function altered(link: string): string {
  return link.replace(/v1\.(.)/, (_, first: string) => `v1.${first === 'A' ? 'B' : 'A'}`);
}
