// The viewer alone under the reading room's headers.

import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { madeSeries, side, type Prepared } from './series';
import { serve, type Served } from './serve';

const built = join(import.meta.dirname, '../../target/web-fixtures');
let served: Served | undefined;

test.afterEach(() => served?.close());

/** Opens the viewer; everything the browser refuses or complains about is collected. */
async function open(page: Page, prepared: Prepared): Promise<string[]> {
  served = await serve(built, 'reading', (path) => {
    const [, kind, file] = /^\/(frame|preview)\/(\d+)\//.exec(path) ?? [];
    if (path === '/series.json') return JSON.stringify(prepared.series);
    return kind === 'frame' ? prepared.frame(Number(file)) : kind === 'preview' ? prepared.preview(Number(file)) : undefined;
  });
  const complaints: string[] = [];
  page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && complaints.push(message.text())));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${served.url}/viewer.html`);
  return complaints;
}

const pane = (page: Page) => page.getByRole('application');

test('the radiologist scrolls through a series and the number belongs to the pixels', async ({ page }) => {
  const complaints = await open(page, madeSeries());
  await expect(pane(page)).toHaveAttribute('data-preview', 'false');
  await expect(pane(page)).toHaveAccessibleName('Made 5 mm, image 7 of 12');
  await pane(page).focus();
  await page.keyboard.press('ArrowDown');
  await expect(pane(page)).toHaveAttribute('data-index', '7');
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, -100);
  await expect(pane(page)).toHaveAttribute('data-index', '6');
  await page.keyboard.press('Home');
  await expect(pane(page)).toHaveAttribute('data-index', '0');
  await page.keyboard.press('k');
  await expect(page.locator('#key-images')).toContainText('"instance":"1.2.3.1"');
  await page.screenshot({ path: '../target/screenshots/viewer.png' });
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a length is measured in millimetres and says that it is calibrated', async ({ page }) => {
  const complaints = await open(page, madeSeries());
  await expect(pane(page)).toHaveAttribute('data-preview', 'false');
  await pane(page).focus();
  await page.keyboard.press('l');
  await page.mouse.move(600, 400);
  await page.mouse.down();
  await page.mouse.move(700, 400, { steps: 5 });
  await page.mouse.move(800, 400, { steps: 5 });
  await page.mouse.up();
  await expect(page.locator('svg.svg-layer text')).toContainText('calibrated');
  await page.screenshot({ path: '../target/screenshots/viewer-length.png' });
  expect(complaints).toEqual([]);
});

test('a slice shown at 1:1 has the grey values of the standard, within one', async ({ page }) => {
  const prepared = madeSeries();
  await open(page, prepared);
  await expect(pane(page)).toHaveAttribute('data-preview', 'false');
  const shown = await page.evaluate(() => (globalThis as unknown as { viewer: { exactPixels(): Promise<{ grey: number[] }> } }).viewer.exactPixels());
  const stored = new Uint16Array((prepared.frame(6) as Uint8Array).buffer as ArrayBuffer);
  let worst = 0;
  for (let i = 0; i < side * side; i++) {
    // PS3.3 C.11.2.1.2.1, window 400 at 40
    const value = (stored[i] as number) - 1024;
    const grey = Math.max(0, Math.min(255, ((value - 39.5) / 399 + 0.5) * 255));
    worst = Math.max(worst, Math.abs(grey - (shown.grey[i] as number)));
  }
  expect(worst).toBeLessThanOrEqual(1);
});
