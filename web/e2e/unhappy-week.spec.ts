// The week in which nothing goes as planned; each mishap is a story of its own.

import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Browser } from '@playwright/test';
import { assign, giveBack, openCase } from './story/coordinator';
import { largestSeries } from './story/discFiles';
import { House } from './story/house';
import * as patient from './story/patient';
import { anna, inDays } from './story/patient';
import { Person } from './story/person';
import { accepted, codeOf, comeBackAsCoordinator, comeBackAsPatient, comeBackAsRadiologist, committed, sent, signed } from './story/prepared';
import { enter, finding, joinAsRadiologist } from './story/radiologist';
import { openLink } from './story/surgeon';

let house: House;
let people: Person[];

test.beforeEach(async () => {
  test.setTimeout(180_000);
  house = await House.open();
  people = [];
});

test.afterEach(async () => {
  for (const person of people) await person.leave();
  await house.close();
});

async function arrive(browser: Browser, story: string, name: string, width?: 390): Promise<[Person, (step: string) => Promise<void>]> {
  const person = await Person.arrive(browser, story, name, width);
  people.push(person);
  return [person, (step) => person.see(step)];
}

/** Nobody's browser refused or complained about anything, save what the story itself brought about. */
function nobodyComplains(allowed?: RegExp): void {
  for (const person of people) person.expectNoComplaint(house.url, allowed);
}

test('the radiologist falls ill, and whoever reads next is not led by the old first read', async ({ browser }) => {
  await committed(house);
  const [desk, lookDesk] = await arrive(browser, 'reassigned', 'coordinator');
  await comeBackAsCoordinator(desk, house, lookDesk);
  await desk.press('People and invitations');
  await desk.page.getByRole('radio', { name: /^radiologist/ }).check();
  await desk.page.getByLabel('Name', { exact: true }).fill('Dr. Vreni Nachfolger');
  await desk.page.getByLabel(/^Licence number/).fill('CH-4711');
  await lookDesk('invite');
  await desk.press('Make the invitation');
  const link = await desk.page.getByLabel('Link', { exact: true }).inputValue();
  await lookDesk('invited');
  const [next, lookNext] = await arrive(browser, 'reassigned', 'next-radiologist');
  await joinAsRadiologist(next, link);
  await expect(next.page.getByText('No cases for you yet')).toBeVisible();
  await lookNext('empty-worklist');

  await desk.press('Cases');
  await openCase(desk, anna.name);
  await assign(desk, /Nachfolger/, lookDesk);

  await next.press('Refresh');
  await next.page.locator('button[data-case]', { hasText: 'asks you' }).click();
  for (const box of await next.page.getByRole('checkbox', { name: /^I am independent of/ }).all()) await box.check();
  await next.press('Accept the case');
  await enter(next, lookNext);
  // The editor is empty, and the first report is as closed as it was to the first radiologist.
  await expect(next.page.getByRole('heading', { name: 'First read' })).toBeVisible();
  if ((await finding(next, 1).count()) > 0) await expect(finding(next, 1).getByLabel('What is seen')).toHaveValue('');
  await expect(next.page.getByText('Left paracentral disc extrusion')).toHaveCount(0);
  await expect(next.page.getByText('Quittengelb')).toHaveCount(0);
  await expect(next.page.getByRole('button', { name: 'Open the original report' })).toHaveCount(0);

  const [ill, lookIll] = await arrive(browser, 'reassigned', 'first-radiologist');
  await comeBackAsRadiologist(ill, house);
  await expect(ill.page.locator('button[data-case]', { hasText: 'asks you' })).toHaveCount(0);
  await lookIll('no-longer-theirs');

  // The new one steps back too; the desk sees it and may ask again.
  await next.press('Worklist');
  await next.page.locator('button[data-case]').first().click();
  await next.page.getByText('Step back from this case').click();
  await next.page.getByLabel(/^Reason, for the coordinator/).last().fill('My own family is treated there.');
  await lookNext('step-back');
  await next.press('Step back');
  await expect(next.page.getByRole('button', { name: 'Open the reading room' })).toHaveCount(0);
  await lookNext('stepped-back');
  await desk.page.reload();
  await openCase(desk, anna.name);
  await expect(desk.page.getByText('My own family is treated there.')).toBeVisible();
  await expect(desk.page.getByText('To assign again').first()).toBeVisible();
  await lookDesk('assign-again');
  nobodyComplains();
});

test('the operation moves forward, and the report is due sooner', async ({ browser }) => {
  await sent(house);
  const [person, look] = await arrive(browser, 'moved', 'patient');
  await comeBackAsPatient(person, house, await codeOf(house, 'patient'));
  const before = await due(person);
  await person.press('The operation has moved');
  await person.page.getByLabel('New date of the operation').fill(inDays(5));
  await person.page.getByRole('radio', { name: /Priority/ }).check();
  await look('moved');
  await person.press('Save the new date');
  await expect(person.page.getByText('The operation moved', { exact: true })).toBeVisible();
  expect(await due(person)).not.toBe(before);
  await look('new-time');
  const [desk, lookDesk] = await arrive(browser, 'moved', 'coordinator');
  await comeBackAsCoordinator(desk, house);
  await openCase(desk, anna.name);
  await expect(desk.page.getByText('Operation moved')).toBeVisible();
  await expect(desk.page.getByRole('complementary').getByText('Priority')).toBeVisible();
  await lookDesk('moved');
  nobodyComplains();
});

test('a second disc arrives after the case was sent', async ({ browser }) => {
  await accepted(house);
  const second = await house.disc('SECOND', '--seed', '7');
  const [person, look] = await arrive(browser, 'second-disc', 'patient');
  await comeBackAsPatient(person, house, await codeOf(house, 'patient'));
  await person.press('Add a disc or files');
  await patient.chooseDisc(person, second);
  await look('add');
  await patient.next(person);
  await patient.checkDisc(person, look);
  await person.press('Seal and send');
  await person.reads('Your case');
  await expect(person.page.getByText('Images added', { exact: true })).toHaveCount(2);
  await look('added');
  const [reader, lookReader] = await arrive(browser, 'second-disc', 'radiologist');
  await comeBackAsRadiologist(reader, house);
  await reader.page.locator('button[data-case]').first().click();
  await enter(reader);
  await expect(reader.page.getByRole('navigation', { name: 'Series' }).getByRole('button')).toHaveCount(4);
  await lookReader('both-discs');
  nobodyComplains();
});

test('images that came while a case lay open are there when it is opened, and none is fetched before that is on record', async ({ browser }) => {
  const { id } = await accepted(house);
  const [reader] = await arrive(browser, 'meanwhile', 'radiologist');
  await comeBackAsRadiologist(reader, house);
  const before = house.passed.length;
  await reader.page.locator('button[data-case]').first().click();
  const fetched = () => house.passed.slice(before).filter(({ method, path }) => method === 'GET' && path.includes('/objects/'));
  const images = () => fetched().filter(({ headers }) => /range/i.test(headers));
  await expect.poll(() => fetched().length, { message: 'what the images are is asked ahead' }).toBeGreaterThan(0);
  await house.as('patient')('case', 'add', id, '--images', await house.disc('SECOND', '--seed', '9'));
  expect(images(), 'no image was fetched so far').toEqual([]);

  const clicked = house.passed.length;
  await enter(reader);
  await expect(reader.page.getByRole('navigation', { name: 'Series' }).getByRole('button')).toHaveCount(4);
  const recorded = house.passed.slice(clicked).find(({ method, path, status }) => method === 'POST' && path.endsWith('/entries') && status < 300);
  expect(recorded, 'the opening is on record').toBeDefined();
  expect(Math.min(...images().map(({ begun }) => begun)), 'no image was fetched before').toBeGreaterThan(recorded!.begun);
  nobodyComplains();
});

test('slices that were missing come on a new copy of the disc, and stand in their places', async ({ browser }) => {
  const whole = await house.disc('WHOLE');
  const damaged = join(house.folder, 'DAMAGED');
  cpSync(whole, damaged, { recursive: true });
  const series = largestSeries(damaged);
  for (const file of series.slice(5, 8)) rmSync(file);
  const { id } = await accepted(house, damaged);
  const [reader, lookReader] = await arrive(browser, 'new-copy', 'radiologist');
  await comeBackAsRadiologist(reader, house);
  await reader.page.locator('button[data-case]').first().click();
  await enter(reader);
  const rail = reader.page.getByRole('navigation', { name: 'Series' });
  await expect(rail.getByText(`${series.length - 3} img`)).toBeVisible();
  const before = await rail.getByRole('button').count();

  await house.as('patient')('case', 'add', id, '--images', whole);
  await reader.page.reload();
  await expect(rail.getByText(`${series.length} img`)).toBeVisible();
  await expect(rail.getByRole('button')).toHaveCount(before);
  await expect(rail.getByText(/3 of the images came later/)).toHaveCount(2);
  await rail.getByRole('button').filter({ hasText: `${series.length} img` }).click();
  await expect(reader.page.getByRole('application', { name: new RegExp(`of ${series.length}$`) })).toBeVisible();
  await lookReader('joined');
  nobodyComplains();
});

test('an addendum after sharing: the link shows the newest, and who opened earlier is marked', async ({ browser }) => {
  const { id } = await signed(house);
  const { link } = await house.as('patient')('share', 'create', id);
  const [surgeon, lookSurgeon] = await arrive(browser, 'addendum', 'surgeon', 390);
  await openLink(surgeon, link as string);
  await expect(surgeon.page.getByRole('heading', { name: 'Second opinion, version 1' })).toBeVisible();

  const [reader, lookReader] = await arrive(browser, 'addendum', 'radiologist');
  await comeBackAsRadiologist(reader, house);
  await reader.page.locator('button[data-case]').first().click();
  await enter(reader);
  await reader.press('Write an addendum');
  await reader.page.getByLabel(/^Reason for the addendum/).fill('The level was counted once more with the second disc.');
  await reader.page.getByRole('textbox', { name: /^Recommendation/ }).fill('Compare with the earlier examination.');
  await lookReader('addendum');
  await reader.press('Check and sign the addendum');
  const dialog = reader.page.getByRole('dialog', { name: 'Sign the report' });
  for (const box of await dialog.getByRole('checkbox').all()) await box.check();
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(reader.page.getByRole('heading', { name: 'Signed report, version 2' })).toBeVisible();
  await lookReader('signed-again');

  await surgeon.page.reload();
  await expect(surgeon.page.getByRole('heading', { name: 'Second opinion, version 2' })).toBeVisible();
  await expect(surgeon.page.getByText('This is version 2. Version 1 was superseded.')).toBeVisible();
  await lookSurgeon('newest');

  const [person, look] = await arrive(browser, 'addendum', 'patient');
  await comeBackAsPatient(person, house, await codeOf(house, 'patient'));
  await person.press('Links I have shared');
  await expect(person.page.getByText('Opened before version 2 was there. Please tell your doctor.')).toBeVisible();
  await look('opened-before');
  nobodyComplains();
});

test('the patient withdraws, and nobody reads from then on', async ({ browser }) => {
  await accepted(house);
  const [person, look] = await arrive(browser, 'withdrawn', 'patient');
  await comeBackAsPatient(person, house, await codeOf(house, 'patient'));
  await person.press('Withdraw the case');
  await person.reads('Withdraw the case?');
  await person.page.getByLabel(/^Why\?/).fill('I have decided against the operation.');
  await look('withdraw');
  await person.press('Withdraw the case');
  await person.reads('Your case');
  await expect(person.page.getByText('Case withdrawn')).toBeVisible();
  await look('withdrawn');
  const [reader, lookReader] = await arrive(browser, 'withdrawn', 'radiologist');
  await comeBackAsRadiologist(reader, house);
  await reader.page.locator('button[data-case]').first().click();
  await expect(reader.page.getByText('withdrawn by the patient').first()).toBeVisible();
  await expect(reader.page.getByRole('button', { name: /Open the reading room/ })).toHaveCount(0);
  await lookReader('withdrawn');
  nobodyComplains();
});

test('the tab closes in the middle of sending; the same folder goes on where it was', async ({ browser }) => {
  const disc = await house.disc();
  const [person, look] = await arrive(browser, 'closed-tab', 'patient');
  await patient.comeIn(person, house.links.patient);
  await patient.answerSigns(person);
  await patient.answerQuestions(person, anna, inDays(20));
  await patient.bringImages(person, disc, anna);
  const gate = house.hold('PUT', /\/objects\//);
  await patient.checkAndSend(person);
  await gate.reached;
  await look('sending');
  await person.closeTab();
  gate.letGo();

  await person.page.goto(`${house.url}/`);
  await person.reads('Your second reading');
  await expect(person.page.getByText('Please choose the same folder again')).toBeVisible();
  await look('choose-again');
  // Every answer is still there; only the folder is asked for.
  await person.press('Go on with the next step');
  await person.reads('Your images');
  await patient.chooseDisc(person, disc);
  await patient.next(person);
  await person.reads('Your second reading');
  await patient.checkAndSend(person);
  await patient.arrives(person, look);
  const sent = house.passed.filter(({ method, path }) => method === 'PUT' && path.includes('/objects/')).map(({ path }) => path);
  expect(sent.length, 'nothing was sent twice').toBe(new Set(sent).size);
  nobodyComplains();
});

test('the server goes away in the middle of sending and comes back', async ({ browser }) => {
  const disc = await house.disc();
  const [person, look] = await arrive(browser, 'server-gone', 'patient');
  await patient.comeIn(person, house.links.start);
  await patient.answerSigns(person);
  await patient.answerQuestions(person, anna, inDays(20));
  await patient.bringImages(person, disc, anna);
  const gate = house.hold('PUT', /\/objects\//);
  await patient.checkAndSend(person);
  await gate.reached;
  await house.stopServer();
  gate.letGo();
  await expect(person.page.getByText('The server cannot be reached just now')).toBeVisible();
  await expect(person.page.getByText(/^Waiting/)).toBeVisible();
  await expect(person.page.getByText(/\d+ minutes? left|less than a minute left/)).toHaveCount(0);
  await look('waiting');
  await house.startServer();
  await patient.arrives(person, look);
  nobodyComplains(/Failed to load resource/);
});

test('a second browser is restored from the recovery code', async ({ browser }) => {
  await signed(house);
  const code = await codeOf(house, 'patient');
  const [person, look] = await arrive(browser, 'recovered', 'patient', 390);
  await person.page.goto(`${house.url}/`);
  await person.press('I have a recovery code');
  await person.page.getByLabel(/^Type your recovery code/).fill(code.slice(0, -1) + (code.endsWith('A') ? 'B' : 'A'));
  await person.press('Restore');
  await expect(person.page.getByText(/mistyped/).first()).toBeVisible();
  await look('mistyped');
  // Small letters and spaces are as good.
  await person.page.getByLabel(/^Type your recovery code/).fill(` ${code.toLowerCase().replaceAll('-', ' ')} `);
  await person.press('Restore');
  await person.reads('Your case');
  await look('restored');
  await person.press('Read the report');
  await person.reads('Your report');
  await expect(person.page.getByText('What was seen')).toBeVisible();
  await look('report');
  nobodyComplains();
});

test('the practice sends the case back; the clock stops until the patient answers', async ({ browser }) => {
  await sent(house);
  const [desk, lookDesk] = await arrive(browser, 'returned', 'coordinator');
  await comeBackAsCoordinator(desk, house);
  await openCase(desk, anna.name);
  await giveBack(desk, 'Please tell us whether you had an operation before.', lookDesk);
  await lookDesk('returned');

  const [person, look] = await arrive(browser, 'returned', 'patient');
  await comeBackAsPatient(person, house, await codeOf(house, 'patient'));
  await expect(person.page.getByText('The practice needs something from you')).toBeVisible();
  await expect(person.page.getByText('Please tell us whether you had an operation before.').first()).toBeVisible();
  await expect(person.page.getByText('The clock stands still until you answer.')).toBeVisible();
  await look('returned');
  await person.press('Answer');
  await person.page.getByLabel(/^Your answer/).fill('No, never.');
  await look('answer');
  await person.press('Send the answer');
  await person.reads('Your case');
  await expect(person.page.getByText('Answered; the clock goes on')).toBeVisible();
  expect(await due(person)).toMatch(/day/);
  await look('answered');

  await desk.page.reload();
  await openCase(desk, anna.name);
  await expect(desk.page.getByText('No, never.')).toBeVisible();
  await lookDesk('answered');
  nobodyComplains();
});

/** By when the patient is told to have the report. */
async function due(person: Person): Promise<string> {
  return person.page.getByText(/You will have your report by/).innerText();
}
