// The viewer alone under the reading room's headers.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { drawn, readSeries } from './dicom';
import { madeSeries, side, type Prepared } from './series';
import type { Window } from '../lib/view';
import { serve, type Served } from './serve';

const built = join(import.meta.dirname, '../../target/web-fixtures');
let served: Served | undefined;

test.afterEach(() => served?.close());

/** Opens the viewer; everything the browser refuses or complains about is collected. */
async function open(page: Page, prepared: Prepared): Promise<string[]> {
  served = await serve(built, 'reading', (path) => {
    const [, kind, file] = /^\/(frame|preview)\/(\d+)\//.exec(path) ?? [];
    if (path === '/series.json') return JSON.stringify(prepared.series);
    return kind === 'frame' ? prepared.frame(Number(file)) : kind === 'preview' ? (prepared.preview(Number(file)) ?? '') : undefined;
  });
  const complaints: string[] = [];
  page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && complaints.push(message.text())));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${served.url}/viewer.html`);
  return complaints;
}

const pane = (page: Page) => page.getByRole('application');

interface Handle {
  viewer: { exactPixels(): Promise<{ grey: number[] }>; setWindow(window: Window): void; goTo(instance: string): Promise<void> };
}

const exactPixels = async (page: Page) => (await page.evaluate(() => (globalThis as unknown as Handle).viewer.exactPixels())).grey;
const setWindow = (page: Page, window: Window) => page.evaluate((window) => (globalThis as unknown as Handle).viewer.setWindow(window), window);

async function goTo(page: Page, { series }: Prepared, index: number): Promise<void> {
  await expect(pane(page)).toHaveAttribute('data-preview', 'false');
  await page.evaluate((uid) => (globalThis as unknown as Handle).viewer.goTo(uid), series[0]?.instances[index]?.uid ?? '');
  await expect(pane(page)).toHaveAttribute('data-index', String(index));
  await expect(pane(page)).toHaveAttribute('data-preview', 'false');
}

/** The greatest difference between what is on the screen and what should be. */
function furthest(shown: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(shown.length).toBe(expected.length);
  let most = 0;
  for (let i = 0; i < expected.length; i++) most = Math.max(most, Math.abs((shown[i] as number) - (expected[i] as number)));
  return most;
}

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
  const shown = await exactPixels(page);
  const stored = new Uint16Array((prepared.frame(6) as Uint8Array).buffer as ArrayBuffer);
  let worst = 0;
  for (let i = 0; i < side * side; i++) {
    // PS3.3 C.11.2.1.2.1, window 400 at 40
    const value = (stored[i] as number) - 1024;
    const grey = Math.max(0, Math.min(255, ((value - 39.5) / 399 + 0.5) * 255));
    worst = Math.max(worst, Math.abs(grey - (shown[i] as number)));
  }
  expect(worst).toBeLessThanOrEqual(1);
});

test('a preview is shown at once, marked as such, until the full image is there', async ({ page }) => {
  const made = madeSeries();
  let release = (): void => undefined;
  const waits = new Promise<void>((go) => (release = go));
  await page.route('**/frame/**', async (route) => {
    await waits;
    await route.continue();
  });
  await open(page, made);
  await expect(pane(page)).toHaveAttribute('data-preview', 'true');
  await expect(page.getByText('Preview, not for reading')).toBeVisible();
  await page.screenshot({ path: '../target/screenshots/viewer-preview.png' });
  release();
  await expect(pane(page)).toHaveAttribute('data-preview', 'false');
  await expect(page.getByText('Preview, not for reading')).toBeHidden();
});

test('an image that cannot be decoded says so and the number stays with the pixels', async ({ page }) => {
  const made = madeSeries();
  await open(page, { ...made, preview: () => undefined, frame: (file) => (file === 7 ? new Uint8Array(10) : made.frame(file)) });
  await expect(pane(page)).toHaveAttribute('data-index', '6');
  await pane(page).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText('Image 8: This image is incomplete')).toBeVisible();
  await expect(pane(page)).toHaveAttribute('data-index', '6');
  await page.keyboard.press('ArrowDown');
  await expect(pane(page)).toHaveAttribute('data-index', '8');
  await expect(page.getByText('Image 8:')).toBeHidden();
});

test('two series stand side by side and scroll on their own', async ({ page }) => {
  const made = madeSeries();
  const [series] = made.series;
  if (!series) throw new Error('no series');
  await open(page, { ...made, series: [series, { ...series, uid: '1.3', description: 'Made again', instances: series.instances.slice(0, 6) }] });
  await pane(page).focus();
  await page.keyboard.press('g');
  await expect(pane(page)).toHaveCount(2);
  const [left, right] = [pane(page).nth(0), pane(page).nth(1)];
  await expect(right).toHaveAccessibleName('Made again, image 4 of 6');
  await right.focus();
  await page.keyboard.press('End');
  await expect(right).toHaveAttribute('data-index', '5');
  await expect(left).toHaveAttribute('data-index', '6');
  await page.screenshot({ path: '../target/screenshots/viewer-side-by-side.png' });
});

test('the left button scrolls, the right button windows, the wheel with Ctrl zooms', async ({ page }) => {
  await open(page, madeSeries());
  await expect(pane(page)).toHaveAttribute('data-preview', 'false');
  await page.mouse.move(700, 400);
  await page.mouse.down();
  await page.mouse.move(700, 480, { steps: 8 });
  await page.mouse.up();
  await expect(pane(page)).toHaveAttribute('data-index', '9');
  await expect(page.getByText('W 400 L 40')).toBeVisible();
  await page.mouse.down({ button: 'right' });
  await page.mouse.move(760, 430, { steps: 5 });
  await page.mouse.up({ button: 'right' });
  await expect(page.getByText('W 400 L 40')).toBeHidden();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -200);
  await page.keyboard.up('Control');
  await expect(page.getByText('%')).not.toContainText('333 %');
  await pane(page).focus();
  await page.keyboard.press('r');
  await expect(page.getByText('W 400 L 40')).toBeVisible();
  await page.keyboard.press('3');
  await expect(page.getByText('W 1500 L -600')).toBeVisible();
});

test('a viewer that is closed leaves nothing behind', async ({ page }) => {
  const complaints = await open(page, madeSeries());
  await expect(pane(page)).toHaveAttribute('data-preview', 'false');
  await page.evaluate(() => (globalThis as unknown as { closeViewer(): Promise<void> }).closeViewer());
  await expect(pane(page)).toHaveCount(0);
  await page.setViewportSize({ width: 800, height: 600 });
  expect(complaints).toEqual([]);
});

test('a phone scrolls with a finger', async ({ browser }) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await open(page, madeSeries());
  await expect(pane(page)).toHaveAttribute('data-preview', 'false');
  const touch = await page.context().newCDPSession(page);
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: 200, y: 500 }] });
  for (let y = 500; y >= 440; y -= 6) await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: 200, y }] });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect(pane(page)).toHaveAttribute('data-index', '4');
  await page.screenshot({ path: '../target/screenshots/viewer-phone.png' });
  await page.close();
});

test.describe('real images', () => {
  const data = process.env['OVERREAD_DATA'];
  test.skip(!data, 'OVERREAD_DATA is not set');
  const dicom = (path: string) => join(data ?? '', 'dicom', path);

  test('a chest CT at 1:1 equals dcm2pnm in four windows, every pixel within one grey level', async ({ page }) => {
    const folder = dicom('series/ct_chest_philips_lungdx_a0001_s2');
    const files = readdirSync(folder).sort().filter((_, index) => index % 25 === 0).map((name) => join(folder, name));
    const prepared = readSeries(files);
    await open(page, prepared);
    for (const [index, file] of files.entries()) {
      await goTo(page, prepared, index);
      for (const window of [{ center: 40, width: 400 }, { center: -600, width: 1500 }, { center: 400, width: 1800 }, { center: 40, width: 80 }]) {
        await setWindow(page, window);
        expect(furthest(await exactPixels(page), drawn(file, window)), `${file} ${JSON.stringify(window)}`).toBeLessThanOrEqual(1);
      }
    }
    await setWindow(page, { center: -600, width: 1500 });
    await page.screenshot({ path: '../target/screenshots/viewer-ct.png' });
  });

  // The same images in each encoding (the compression samples of DICOM's Working Group 4) must look the same.
  const encodings = {
    RLE: (image: string) => `wg04/RLE/${image}_RLE`,
    'JPEG lossless': (image: string) => `wg04/JPLL/${image}_JPLL`,
    'JPEG-LS': (image: string) => `wg04/JLSL/${image}_JLSL`,
    'JPEG 2000': (image: string) => `wg04/J2KR/${image}_J2KR`,
    HTJ2K: (image: string) => `htj2k/generated/${image}_HTJ2K.dcm`,
  };
  const samples = { CT1: { center: 40, width: 400 }, MR1: { center: 600, width: 1200 }, MR4: { center: 600, width: 1200 } };

  for (const [encoding, path] of Object.entries(encodings)) {
    test(`images in ${encoding} look like the uncompressed ones`, async ({ page }) => {
      const prepared = readSeries(Object.keys(samples).map((image) => dicom(`syntaxes/${path(image)}`)));
      const complaints = await open(page, prepared);
      for (const [index, [image, window]] of Object.entries(samples).entries()) {
        await goTo(page, prepared, index);
        await setWindow(page, window);
        expect(furthest(await exactPixels(page), drawn(dicom(`syntaxes/wg04/REF/${image}_UNC`), window)), image).toBeLessThanOrEqual(1);
      }
      expect(complaints).toEqual([]);
    });
  }
});
