// What a coordinator does: joins, sees every case without its images, gives it to a radiologist or back to the patient.

import { expect } from '@playwright/test';
import type { Look } from './patient';
import type { Person } from './person';

const nowhere: Look = async () => {};

export async function joinAsCoordinator(person: Person, link: string, look: Look = nowhere): Promise<void> {
  const { page } = person;
  await page.goto(link);
  await expect(page.getByRole('heading', { name: /invites you as a coordinator$/ })).toBeVisible();
  expect(new URL(page.url()).hash).toBe('');
  await look('invited');
  await person.press('Join the practice');
  await person.reads('Cases');
}

/** Finds a patient's case by typing, and opens it beside the table. */
export async function openCase(person: Person, patient: string, look: Look = nowhere): Promise<void> {
  const { page } = person;
  await page.getByRole('searchbox').fill(patient);
  const row = page.locator('button[data-case]', { hasText: patient });
  await expect(row).toBeVisible();
  await look('board');
  await row.click();
  await expect(page.getByRole('heading', { name: 'What the patient told' })).toBeVisible();
  await look('case');
}

/** Asks a radiologist of the practice, the first one or one by name. */
export async function assign(person: Person, radiologist?: string | RegExp, look: Look = nowhere): Promise<void> {
  const { page } = person;
  const open = page.getByRole('button', { name: /^(Assign|Reassign)$/ });
  await open.click();
  const choice = page.getByRole('group', { name: 'Who reads this case?' });
  await (radiologist ? choice.getByLabel(radiologist) : choice.getByRole('radio').first()).check();
  await look('assign');
  await open.last().click();
  await expect(page.getByText('The radiologist is asked.')).toBeVisible();
  await look('assigned');
}

/** Gives a case back with what is missing. */
export async function giveBack(person: Person, words: string, look: Look = nowhere): Promise<void> {
  const { page } = person;
  await person.press('Return to patient');
  await page.getByLabel(/^In your own words/).fill(words);
  await look('return');
  await page.getByRole('button', { name: 'Return to patient', exact: true }).last().click();
  await expect(page.getByText('The case is with the patient. The clock has stopped.')).toBeVisible();
}
