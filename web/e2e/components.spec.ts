// Every component under the patient's headers, which allow no inline style at all.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { serve, type Served } from './serve';

const built = join(import.meta.dirname, '../../target/web-fixtures');
let served: Served;
let complaints: string[];

test.beforeAll(async () => void (served = await serve(built, 'patient')));
test.afterAll(() => served.close());

async function open(page: Page, query = ''): Promise<void> {
  complaints = [];
  page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && complaints.push(message.text())));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${served.url}/components.html${query}`);
}

for (const width of [390, 1440]) {
  for (const theme of ['light', 'dark']) {
    test(`every component is accessible, ${theme}, ${width} pixels wide`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await open(page, theme === 'dark' ? '?dark' : '');
      await page.getByRole('button', { name: 'Continue' }).first().click();
      await expect(page.getByRole('alert').first()).toBeFocused();
      await page.screenshot({ path: `../target/screenshots/components-${theme}-${width}.png`, fullPage: true });
      expect((await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'wcag2aaa', 'best-practice']).analyze()).violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(complaints).toEqual([]);
    });
  }
}

test('a dialog keeps the focus and gives it back', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await expect(page.getByRole('dialog', { name: 'Withdraw the case?' })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Withdraw' })).toBeFocused();
});

test('the page speaks German once it is asked to, and remembers', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await expect(page.getByText('CD oder Ordner auswählen')).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
});

test.describe('a disc with 250 images in one folder', () => {
  let disc: string;

  test.beforeAll(() => {
    disc = join(mkdtempSync(join(tmpdir(), 'overread-disc-')), 'DISC');
    mkdirSync(join(disc, 'DICOM'), { recursive: true });
    writeFileSync(join(disc, 'DICOMDIR'), 'x');
    for (let i = 0; i < 250; i++) writeFileSync(join(disc, 'DICOM', `IM${String(i).padStart(4, '0')}`), 'x');
  });
  test.afterAll(() => rmSync(join(disc, '..'), { recursive: true }));

  test('is chosen as a folder without losing a file', async ({ page }) => {
    await open(page);
    await page.locator('[data-picker=folder]').setInputFiles(disc);
    await expect(page.locator('#gathered')).toHaveText('251 files, first DISC/DICOM/IM0000');
  });

  test('is dropped without losing a file', async ({ page }) => {
    await open(page);
    const area = page.getByRole('group', { name: 'Your disc' });
    await area.scrollIntoViewIfNeeded();
    const box = await area.boundingBox();
    if (!box) throw new Error('The drop area has no place.');
    const browser = await page.context().newCDPSession(page);
    const drop = { x: box.x + box.width / 2, y: box.y + 20, data: { items: [], files: [disc], dragOperationsMask: 1 } };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await browser.send('Input.dispatchDragEvent', { type, ...drop });
    await expect(page.locator('#gathered')).toHaveText('251 files, first DISC/DICOM/IM0000');
  });
});

test('no foreign script can be started as a worker', async ({ page }) => {
  await open(page);
  const refused = await page.evaluate(() => {
    try {
      new Worker('/assets/anything.js');
      return 'started';
    } catch (cause) {
      return (cause as Error).name;
    }
  });
  expect(refused).toBe('TypeError');
});
