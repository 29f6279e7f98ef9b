// What a surgeon does with a link: opens it in a browser that has never been there, reads, looks, confirms.

import { expect } from '@playwright/test';
import type { Look } from './patient';
import type { Person } from './person';
import { greys } from './radiologist';

const nowhere: Look = async () => {};

/** From the link to the report, with one click and no account. */
export async function openLink(person: Person, link: string, look: Look = nowhere): Promise<void> {
  const { page } = person;
  await page.goto(link);
  await person.reads('A shared second opinion');
  await expect(page.getByRole('button', { name: 'Open', exact: true })).toBeVisible();
  expect(new URL(page.url()).hash).toBe('');
  await look('landing');
  await person.press('Open');
  await person.reads(/^Second opinion, version/);
}

/** All images in the simple viewer. */
export async function lookAtImages(person: Person, look: Look = nowhere): Promise<void> {
  const { page } = person;
  await page.getByRole('button', { name: 'See it in its series' }).first().click();
  const pane = page.locator('[role=application]').first();
  await expect(pane).toHaveAttribute('data-preview', 'false', { timeout: 60_000 });
  await expect.poll(() => greys(pane.locator('canvas').first())).toBeGreaterThan(20);
  await look('images');
}

export async function confirmReading(person: Person, version: number, look: Look = nowhere): Promise<void> {
  await person.press(`I have read version ${version}`);
  await expect(person.page.getByText(`You have read version ${version}`)).toBeVisible();
  await look('confirmed');
}
