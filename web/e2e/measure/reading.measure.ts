// From the click on "Open the reading room" to the first picture, the first whole image and the whole series, over a line of
// 100 Mbit/s.

import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { House } from '../story/house';
import { Person } from '../story/person';
import { accepted, comeBackAsRadiologist } from '../story/prepared';
import { Line } from './line';

const data = process.env['OVERREAD_DATA'];
const mbits = Number(process.env['OVERREAD_READING_MBITS'] ?? '100');
const turns = 3;

interface Seen {
  picture?: number;
  image?: number;
  series?: number;
}

test(`the chest CT at ${mbits} Mbit/s`, async ({ browser }) => {
  let line!: Line;
  const house = await House.open({ keepsBodies: false, through: async (port) => (line = await Line.to(port)).port });
  try {
    const disc = data ? join(data, 'dicom/series/ct_chest_philips_lungdx_a0001_s2') : await house.disc('LARGE', '--kind', 'large', '--slices', '64');
    await accepted(house, disc);
    for (let turn = 0; turn < turns; turn++) {
      const person = await Person.arrive(browser, `reading-${turn}`, 'radiologist');
      await comeBackAsRadiologist(person, house);
      await person.page.locator('button[data-case]').first().click();
      await expect(person.page.getByRole('button', { name: /Open the reading room|Open images and report/ })).toBeVisible();
      await person.page.waitForTimeout(3000);
      line.mbits = mbits;
      const before = line.down.bytes;
      const seen = await person.page.evaluate(async () => {
        const button = [...document.querySelectorAll('button')].find(({ textContent }) => /Open the reading room|Open images and report/.test(textContent ?? ''));
        const start = performance.now();
        button?.click();
        const seen: Seen = {};
        while (seen.series === undefined && performance.now() - start < 120_000) {
          await new Promise((resolve) => requestAnimationFrame(resolve));
          const now = (performance.now() - start) / 1000;
          const pane = document.querySelector<HTMLElement>('[role=application]');
          if (pane?.dataset['preview']) seen.picture ??= now;
          if (pane?.dataset['preview'] === 'false') seen.image ??= now;
          if (seen.image !== undefined && pane && !pane.parentElement?.querySelector('progress')) seen.series = now;
        }
        return seen;
      });
      const bytes = line.down.bytes - before;
      line.mbits = Infinity;
      console.log(JSON.stringify({ mbits, ...seen, bytes, 'series, times bytes/link': (seen.series ?? NaN) / ((bytes * 8) / (mbits * 1e6)) }));
      await person.leave();
    }
  } finally {
    line.close();
    await house.close();
  }
});
