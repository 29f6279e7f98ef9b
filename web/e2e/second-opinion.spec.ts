// One second opinion, end to end, as four people live it, each at a browser of their own: from the disc to the surgeon.
// Afterwards nothing of it may stand in any request, nor anywhere on the server.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Canaries } from './story/canaries';
import { copyWithoutNames, isWholeDisc } from './story/copies';
import { assign, joinAsCoordinator, openCase } from './story/coordinator';
import { House } from './story/house';
import * as patient from './story/patient';
import { anna, inDays, type Words } from './story/patient';
import { Person } from './story/person';
import * as radiologist from './story/radiologist';
import { read } from './story/radiologist';
import { confirmReading, lookAtImages, openLink } from './story/surgeon';

const data = process.env['OVERREAD_DATA'];

interface Disc {
  story: string;
  bring: (house: House) => Promise<string>;
  words: Words;
  /** The disc names the person otherwise, so the patient is asked. */
  same: boolean;
  /** The pages that look otherwise with this disc; without it, all of them. */
  only?: RegExp;
  door: 'start' | 'patient';
}

const chest = 'dicom/series/ct_chest_philips_lungdx_a0001_s2';
const discs: Disc[] = [
  { story: 'phantom', bring: (house) => house.disc(), words: anna, same: false, door: 'start' },
  {
    story: 'chest-ct',
    bring: async () => {
      const folder = join(data ?? '', chest);
      if (!existsSync(folder)) throw new Error(`${folder} is missing.`);
      return folder;
    },
    words: { ...anna, name: 'Lena Birkenhain', question: 'Is the Moosbeere in the right lung really growing?' },
    same: true,
    only: /^(invited|inventory|summary|reading-room|first-read|commit|signed|report|images)$/,
    door: 'patient',
  },
];

for (const { story, bring, words, same, only, door } of discs) {
  test(`a second opinion from disc to surgeon: ${story}`, async ({ browser }) => {
    test.skip(story === 'chest-ct' && !data, 'OVERREAD_DATA is not set');
    test.setTimeout(600_000);
    const house = await House.open();
    try {
      const disc = await bring(house);
      const arrive = (name: string, width?: 390) => Person.arrive(browser, story, name, width);
      const looks = (person: Person) => async (step: string) => {
        if (!only || only.test(step)) await person.see(step);
      };

      const anna = await arrive('patient');
      await patient.comeIn(anna, house.links[door], looks(anna));
      await patient.answerSigns(anna, looks(anna));
      await patient.answerQuestions(anna, words, inDays(20), looks(anna));
      await patient.bringImages(anna, disc, words, looks(anna));
      await patient.checkAndSend(anna, looks(anna), { same });
      await patient.arrives(anna, looks(anna));
      const code = await patient.keepRecoverySheet(anna, looks(anna));

      const desk = await arrive('coordinator');
      await joinAsCoordinator(desk, house.links.coordinator, looks(desk));
      const keller = await arrive('radiologist');
      await radiologist.joinAsRadiologist(keller, house.links.radiologist, looks(keller));
      await openCase(desk, words.name, looks(desk));
      await expect(desk.page.locator('canvas, img')).toHaveCount(0);
      await assign(desk, undefined, looks(desk));

      await radiologist.accept(keller, looks(keller));
      await radiologist.enter(keller, looks(keller));
      await radiologist.commit(keller, looks(keller));
      await radiologist.compare(keller, words.original, looks(keller));
      await radiologist.writeReport(keller);
      await radiologist.sign(keller, looks(keller));

      await anna.page.reload();
      await anna.press('Read the report');
      await anna.reads('Your report');
      await expect(anna.page.getByText(read.seen.slice(0, 20))).toBeVisible();
      await expect(anna.page.getByText('The images that matter')).toBeVisible();
      await looks(anna)('report');
      await anna.page.getByText('For your surgeon', { exact: true }).click();
      await expect(anna.page.getByText(read.impression).first()).toBeVisible();
      await looks(anna)('report-professional');
      const report = await anna.download('Signed original (for machines)');
      expect(report.suggestedFilename()).toMatch(/^signed-original-version-1/);
      const images = await anna.download('Download the original images');
      expect(images.suggestedFilename()).toBe('images.zip');
      await isWholeDisc(images);
      await copyWithoutNames(anna, words.name, looks(anna));
      const link = await patient.share(anna, looks(anna));

      // At the desk first, then on the phone, which is another browser and so another opening.
      const surgeon = await arrive('surgeon');
      const phone = await arrive('surgeon-on-a-phone', 390);
      for (const here of [surgeon, phone]) {
        await openLink(here, link, looks(here));
        await expect(here.page.getByText(read.impression).first()).toBeVisible();
        await looks(here)('report');
        await lookAtImages(here, looks(here));
        if (here === surgeon) await confirmReading(surgeon, 1, looks(surgeon));
        else await expect(phone.page.getByText('You have read version 1')).toBeVisible();
      }

      await anna.page.reload();
      await expect(anna.page.getByText(/^Opened \w+day/)).toHaveCount(2);
      await expect(anna.page.getByText('Has confirmed to have read version 1')).toBeVisible();
      await looks(anna)('shares-opened');
      await anna.press('Close this link');
      await expect(anna.page.getByText('You closed this link')).toBeVisible();
      await looks(anna)('share-closed');
      const late = await arrive('surgeon-too-late', 390);
      await late.page.goto(link);
      await late.reads('This link was withdrawn');
      await looks(late)('withdrawn');

      await anna.press(/Back to the case/);
      await expect(anna.page.getByText('Link closed')).toBeVisible();
      expect((await patient.happened(anna, 'What happened so far')).join('\n')).toMatch(inOrder('Case opened', 'Images added', 'Papers added', 'Consent given', 'Sent to the practice', 'Radiologist asked', 'Taken on', 'Opened the images', 'First read sealed', 'First report opened', 'Report signed', 'Link made', 'Link opened', 'Confirmed to have read', 'Link opened', 'Link closed'));
      await anna.press('Who has seen this');
      await anna.reads('Who has seen this');
      await looks(anna)('record');
      await keller.press('Worklist');
      await keller.page.getByText('What happened', { exact: true }).click();
      await expect.poll(async () => (await patient.happened(keller, 'What happened')).join('\n')).toMatch(inOrder('Case opened', 'Submitted', 'Radiologist asked', 'Accepted', 'First read committed', 'Original report opened', 'Report signed'));
      await looks(keller)('timeline');
      await desk.page.reload();
      await openCase(desk, words.name);
      expect((await patient.happened(desk, 'Verified history')).join('\n')).toMatch(inOrder('Case opened', 'Case sent', 'Radiologist asked', 'Accepted', 'First read committed', 'First report opened', 'Report signed', 'Share link made', 'Share link opened', 'Share link withdrawn'));
      await looks(desk)('history');

      const everybody = [anna, desk, keller, surgeon, phone, late];
      // What a withdrawn link asks for is refused by the server; the browser writes that down.
      for (const person of everybody) person.expectNoComplaint(house.url, person === late ? /status of 410/ : undefined);
      await nothingIsOnTheServer(house, disc, words, code, link);
    } finally {
      await house.close();
    }
  });
}

/** Searches every request and everything on the server for what only the people of the case may know. */
async function nothingIsOnTheServer(house: House, disc: string, words: Words, code: string, link: string): Promise<void> {
  const canaries = new Canaries().disc(disc);
  for (const [name, text] of Object.entries({ ...words, ...read })) canaries.text(name, text);
  for (const part of ['Skalpellowski', 'Zwiebelturm', 'Moosbeere', 'Quittengelb', 'Schneckenklee', 'Fingerhut', 'Holunder', 'Mondkalb', 'Birkenquell']) canaries.text(part, part);
  canaries.text('recovery code', code).text('recovery code', code.replaceAll('-', ''));
  canaries.link('share link', link);
  for (const role of ['coordinator', 'radiologist', 'patient'] as const) canaries.link(`${role}'s invitation`, house.links[role]);
  expect(canaries.in(Buffer.from(`… ${words.surgeon} …`)), 'the search finds what is there').toContain('surgeon');

  const found: string[] = [];
  for (const { method, path, headers, body } of house.passed) {
    for (const name of canaries.in(Buffer.concat([Buffer.from(`${path}\n${headers}\n`), body]))) found.push(`${name} in ${method} ${path}`);
  }
  for await (const { name: file, bytes } of house.stored()) for (const name of canaries.in(bytes)) found.push(`${name} in ${file}`);
  expect(house.passed.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
}

const inOrder = (...titles: string[]) => new RegExp(titles.join('[\\s\\S]*'));
