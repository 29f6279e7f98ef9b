// Every room stands under its own headers: nothing inline, nothing foreign, nothing refused.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { serve } from './serve';

const built = join(import.meta.dirname, '../dist');

for (const [room, path] of Object.entries({ patient: '/', reading: '/reading/', board: '/board/', share: '/share/' }) as ['patient', string][]) {
  test(`the ${room} room opens under its headers and asks nobody else for anything`, async ({ page }) => {
    const served = await serve(built, room);
    const complaints: string[] = [];
    const asked: string[] = [];
    page.on('console', (message) => {
      // Only files are served here; what a room asks of the server is not there.
      if (['error', 'warning'].includes(message.type()) && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => asked.push(new URL(request.url()).origin));
    await page.goto(served.url + path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    expect(new Set(asked)).toEqual(new Set([served.url]));
    expect(complaints).toEqual([]);
    served.close();
  });

  test(`the ${room} page has no inline script or style`, () => {
    const page = readFileSync(join(built, path, 'index.html'), 'utf8');
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  });
}
