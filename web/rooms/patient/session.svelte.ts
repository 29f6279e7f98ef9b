// Who is at this browser and what they have with the practice. The worker behind it holds the keys.

import type { CaseDetails, CaseLine, Hex, Me, Procedure } from '../../lib/core/acts';
import { connectCore } from '../../lib/core/core';
import { learnProcedures } from '../../lib/words';
import { loadDraft } from './draft.svelte';
import { rememberHere } from './here';
import { arrived, forgetLink } from './link';
import { arrivedSets } from './steps';

export const core = connectCore();

export const session = $state<{ me: Me | null; cases: CaseLine[]; procedures: Procedure[] }>({ me: null, cases: [], procedures: [] });

/** Starts the worker and finds out who is here. */
export async function begin(): Promise<void> {
  const [{ me }, procedures] = await Promise.all([core.call('start', undefined), learnProcedures(core)]);
  session.procedures = procedures;
  await known(me);
}

/** The person comes in: with the invitation they hold, or by the public page. */
export async function comeIn(): Promise<void> {
  if (session.me) return;
  const way = arrived();
  const practice = way.kind === 'start' ? way.practice : undefined;
  await known(way.kind === 'join' ? await core.call('join', { link: way.link }) : await core.call('come_as_patient', { practice }));
  forgetLink();
}

/** The person is restored from the code on their recovery sheet. */
export async function recover(code: string): Promise<void> {
  await known(await core.call('recover', { code }));
}

/** Asks again which cases there are. */
export async function loadCases(): Promise<CaseLine[]> {
  session.cases = await core.call('cases', undefined);
  return session.cases;
}

/** A case with what was sealed in it, verified. */
export function loadCase(id: Hex): Promise<CaseDetails> {
  return core.call('case', { case: id });
}

/** Which files of the case that was begun are with the practice; none without an answer, since asking again loses nothing. */
export async function arrivedBefore(): Promise<ReturnType<typeof arrivedSets>> {
  const line = unsent();
  return arrivedSets(line ? await loadCase(line.case).catch(() => null) : null);
}

/** The case that was begun and not sent yet. */
export function unsent(): CaseLine | undefined {
  return session.cases.find((line) => line.service === null && !isOver(line));
}

/** The cases that were sent, newest first. */
export function sentCases(): CaseLine[] {
  return session.cases.filter((line) => line.service !== null).sort((one, other) => other.opened - one.opened);
}

export function isOver(line: CaseLine): boolean {
  return ['withdrawn', 'refused', 'closed', 'erased'].includes(line.state);
}

async function known(me: Me | null): Promise<void> {
  session.me = me;
  if (!me) return;
  rememberHere();
  await Promise.all([loadDraft(core, me), loadCases()]);
}
