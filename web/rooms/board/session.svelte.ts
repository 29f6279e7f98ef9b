// Who is at this browser, their practice and its people. The worker behind it holds the keys.

import type { Colleague, Hex, Me, PracticePage } from '../../lib/core/acts';
import { connectCore } from '../../lib/core/core';
import { learnProcedures } from '../../lib/words';

export const core = connectCore();

let me = $state.raw<Me | null>(null);
let page = $state.raw<PracticePage | null>(null);
let people = $state.raw<Colleague[]>([]);

export const session = {
  get me() {
    return me;
  },
  get page() {
    return page;
  },
  get people() {
    return people;
  },
  /** The person who founded the practice; only they invite coordinators. */
  get isFounder() {
    return me !== null && me.person === me.practice;
  },
  get isCoordinator() {
    return me?.role === 'coordinator';
  },
};

/** Starts the worker and finds out who is here. */
export async function begin(): Promise<void> {
  const [known] = await Promise.all([core.call('start', undefined), learnProcedures(core), loadPage()]);
  await settle(known.me);
}

export async function join(link: string): Promise<void> {
  await settle(await core.call('join', { link }));
}

export async function recover(code: string): Promise<void> {
  await settle(await core.call('recover', { code }));
}

/** Asks again who is here, for what may have changed about them. */
export async function refresh(): Promise<void> {
  me = (await core.call('start', undefined)).me;
}

export async function loadPage(): Promise<void> {
  page = (await core.call('practice', undefined))?.page ?? null;
}

export async function loadPeople(): Promise<void> {
  people = await core.call('colleagues', undefined);
}

/** A member's name; null for patients and strangers. */
export function nameOf(person: Hex): string | null {
  return people.find((colleague) => colleague.person === person)?.name ?? null;
}

async function settle(person: Me | null): Promise<void> {
  me = person;
  if (person?.role === 'coordinator') await loadPeople();
}
