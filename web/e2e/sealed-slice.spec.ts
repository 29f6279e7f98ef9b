// A slice as the radiologist sees it, fetched from sealed packs and drawn in the reading room at one image pixel per screen
// pixel, against the grey values dcmtk computes from the file on the disc in the same window.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { drawn } from './dicom';
import { House } from './story/house';
import { Person } from './story/person';
import { accepted, comeBackAsRadiologist } from './story/prepared';
import { enter, seesImage } from './story/radiologist';

const data = process.env['OVERREAD_DATA'];
const size = 512;

interface Disc {
  name: string;
  folder: (house: House) => Promise<string>;
}

const discs: Disc[] = [
  { name: 'the phantom', folder: (house) => house.disc('LARGE', '--kind', 'large', '--slices', '6') },
  { name: 'the chest CT', folder: async () => join(data ?? '', 'dicom/series/ct_chest_philips_lungdx_a0001_s2') },
];

for (const { name, folder } of discs) {
  test(`a sealed slice of ${name} is drawn as dcmtk draws it`, async ({ browser }) => {
    test.skip(name === 'the chest CT' && !data, 'OVERREAD_DATA is not set');
    test.setTimeout(180_000);
    const house = await House.open();
    try {
      const disc = await folder(house);
      await accepted(house, disc);
      const person = await Person.arrive(browser, 'sealed-slice', 'radiologist');
      await comeBackAsRadiologist(person, house);
      await person.page.locator('button[data-case]').first().click();
      await enter(person);

      await atOneToOne(person);
      const pane = person.page.locator('[role=application]').first();
      // As recorded, then as abdomen and lung, each on another slice.
      for (const [preset, window] of [['1', /W \d/], ['2', /W 400 L 40\b/], ['3', /W 1500 L -600\b/]] as const) {
        await pane.press('ArrowUp');
        await pane.press(preset);
        await expect(pane).toContainText(window);
        await seesImage(person);
        const seen = await onScreen(person);
        // One file of the disc fits, to one grey level in every pixel, and only one.
        const wanted = imagesOf(disc).map((file) => drawn(file, seen.window));
        await expect.poll(async () => {
          const { grey } = await onScreen(person);
          return wanted.filter((one) => furthest(grey, one) <= 1).length;
        }).toBe(1);
      }
      person.expectNoComplaint(house.url);
      await person.leave();
    } finally {
      await house.close();
    }
  });
}

/** Makes the window so large that the image just fills the height of its pane. */
async function atOneToOne(person: Person): Promise<void> {
  const { page } = person;
  const canvas = page.locator('[role=application] canvas').first();
  const now = await canvas.boundingBox();
  const view = page.viewportSize();
  if (!now || !view) throw new Error('There is no image on the screen.');
  await page.setViewportSize({ width: view.width - (Math.round(now.width) % 2), height: view.height - Math.round(now.height) + size });
  await page.locator('[role=application]').first().press('r');
  await expect(page.locator('[role=application]').first().getByText(/\b100 %/)).toBeAttached();
}

/** The grey values of the middle of the pane, and the window that is shown beside them. */
async function onScreen(person: Person): Promise<{ grey: number[]; window: { width: number; center: number } }> {
  const pane = person.page.locator('[role=application]').first();
  const [, width, center] = /W ([\d.-]+) L ([\d.-]+)/.exec((await pane.textContent()) ?? '') ?? [];
  const grey = await pane.locator('canvas').first().evaluate((canvas: HTMLCanvasElement, size) => {
    const copy = document.createElement('canvas');
    copy.width = size;
    copy.height = size;
    const context = copy.getContext('2d');
    context?.drawImage(canvas, (size - canvas.width) / 2, (size - canvas.height) / 2);
    return [...(context?.getImageData(0, 0, size, size).data.filter((_, index) => index % 4 === 0) ?? [])];
  }, size);
  return { grey, window: { width: Number(width), center: Number(center) } };
}

function furthest(one: number[], other: Uint8Array): number {
  if (one.length !== other.length) return 255;
  return one.reduce((most, value, index) => Math.max(most, Math.abs(value - (other[index] ?? 0))), 0);
}

function imagesOf(disc: string): string[] {
  return readdirSync(disc, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && (entry.name.startsWith('IM0') || entry.name.endsWith('.dcm')))
    .map((entry) => join(entry.parentPath, entry.name));
}
