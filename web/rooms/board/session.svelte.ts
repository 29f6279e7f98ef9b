// Who is at this browser, their practice and its people. The worker behind it holds the keys.

import type { Colleague, Hex, IntakeForm, Me, PracticePage, Procedure } from '../../lib/core/acts';
import { connectCore } from '../../lib/core/core';
import { language } from '../../lib/words';

export const core = connectCore();

let me = $state.raw<Me | null>(null);
let page = $state.raw<PracticePage | null>(null);
let people = $state.raw<Colleague[]>([]);
let procedures = $state.raw<Procedure[]>([]);

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
  const [known, list] = await Promise.all([core.call('start', undefined), core.call('procedures', undefined), loadPage()]);
  procedures = list;
  await settle(known.me);
}

export async function join(link: string): Promise<void> {
  await settle(await core.call('join', { link }));
}

export async function recover(code: string): Promise<void> {
  await settle(await core.call('recover', { code }));
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

/** The planned operation in the language of the page; what is not on the list stays in the patient's words. */
export function procedureName(chosen: IntakeForm['procedure']): string | undefined {
  return procedures.find(({ code }) => code === chosen?.code)?.label[language()] ?? chosen?.text;
}

async function settle(person: Me | null): Promise<void> {
  me = person;
  if (person?.role === 'coordinator') await loadPeople();
}
