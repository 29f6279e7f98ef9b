// The first report as a PDF: its worker has no network, and still its fonts and packed images are seen.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { House } from './story/house';
import { pdfOf } from './story/pdf';
import { Person } from './story/person';
import { comeBackAsRadiologist, committed } from './story/prepared';

test('the first report is a PDF, and the radiologist sees its words and its images', async ({ browser }) => {
  const house = await House.open();
  const file = join(house.folder, 'first-report.pdf');
  writeFileSync(file, await pdfOf('Disc extrusion at L4/5 on the left.'));
  const { id } = await committed(house, file);
  await house.as('radiologist')('read', 'reveal', id);
  const reader = await Person.arrive(browser, 'original-pdf', 'radiologist');
  await comeBackAsRadiologist(reader, house);
  await reader.page.locator(`button[data-case="${id}"]`).click();
  await reader.page.getByRole('button', { name: /Open the reading room|Open images and report/ }).click();

  const sheet = reader.page.getByRole('region', { name: 'Page 1 of 1' });
  await expect(sheet.getByRole('button', { name: 'Disc extrusion at L4/5 on the left.' })).toBeVisible();
  // The words are there before the images that are drawn among them.
  await expect.poll(async () => (await inked(sheet.locator('canvas')))[1], { message: 'of the square is black' }).toBeGreaterThan(0.99);
  const [letters] = await inked(sheet.locator('canvas'));
  expect(letters, 'dark pixels where the line stands').toBeGreaterThan(100);
  await reader.see('pdf');
  reader.expectNoComplaint(house.url);
  await reader.leave();
  await house.close();

  /** Dark pixels of the upper half, and the share of them in the middle of the square. */
  function inked(canvas: ReturnType<typeof sheet.locator>): Promise<[number, number]> {
    return canvas.evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const pixels = canvas.getContext('2d')!.getImageData(0, 0, width, height).data;
      const isDark = (x: number, y: number) => pixels[4 * (Math.floor(y) * width + Math.floor(x))]! < 100 && pixels[4 * (Math.floor(y) * width + Math.floor(x)) + 3]! > 200;
      let letters = 0;
      for (let y = 0; y < height / 2; y++) for (let x = 0; x < width; x++) if (isDark(x, y)) letters++;
      let black = 0;
      for (let y = 0; y < 50; y++) for (let x = 0; x < 50; x++) if (isDark(width * (0.05 + x / 250), height * (0.72 + y / 250))) black++;
      return [letters, black / 2500];
    });
  }
});
