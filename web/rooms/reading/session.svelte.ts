// Who reads at this browser and which cases they have. The worker behind it holds the keys.

import type { CaseDetails, CaseLine, Hex, Me, PreparedImages } from '../../lib/core/acts';
import { connectCore } from '../../lib/core/core';
import { learnProcedures } from '../../lib/words';

export const core = connectCore();

export const session = $state<{ me: Me | null; cases: CaseLine[]; details: Record<Hex, CaseDetails>; loaded: boolean; trouble: unknown }>({
  me: null,
  cases: [],
  details: {},
  loaded: false,
  trouble: null,
});

/** Starts the worker and finds out who is here. */
export async function begin(): Promise<void> {
  const [{ me }] = await Promise.all([core.call('start', undefined), learnProcedures(core)]);
  session.me = me;
}

/** Asks again which cases there are and what is asked in each. What is on the page stays until the answer is there. */
export async function loadCases(): Promise<void> {
  try {
    const cases = await core.call('cases', undefined);
    session.cases = cases.filter((line) => line.role === 'radiologist');
    session.loaded = true;
    session.trouble = null;
  } catch (cause) {
    session.trouble = cause;
    return;
  }
  // One after the other: the first ones are the most urgent, and the list is usable meanwhile.
  for (const { case: id, changed } of byTimeLeft(session.cases)) {
    if (session.details[id]?.view.changed !== changed) await loadCase(id).catch(() => undefined);
  }
}

/** A case with what was sealed in it, verified. */
export async function loadCase(id: Hex): Promise<CaseDetails> {
  const details = await core.call('case', { case: id });
  session.details[id] = details;
  const at = session.cases.findIndex((line) => line.case === id);
  if (at >= 0) session.cases[at] = details.view;
  return details;
}

const prepared = new Map<Hex, Promise<PreparedImages>>();

/** Asks what the images of a case are, so that the reading room opens at once. */
export function prepareImages(id: Hex): Promise<PreparedImages> {
  const asked = core.call('prepare_images', { case: id });
  prepared.set(id, asked);
  return asked;
}

/** What the images of a case are, as was prepared or asked now. */
export async function imagesOf(id: Hex): Promise<PreparedImages> {
  return (await prepared.get(id)?.catch(() => null)) ?? prepareImages(id);
}

/** The case is somebody else's now: it leaves the list, with all that was known of it. */
export async function letGo(id: Hex): Promise<void> {
  delete session.details[id];
  prepared.delete(id);
  session.cases = session.cases.filter((line) => line.case !== id);
  await loadCases();
}

/** Whether this person is the radiologist of the case now. */
export function isMine(line: CaseLine): boolean {
  return line.radiologist === session.me?.person && !['declined', 'recused', 'withdrawn', 'refused', 'erased'].includes(line.state);
}

/** Whether something is left to do here. */
export function isOpen(line: CaseLine): boolean {
  return isMine(line) && line.standing !== 'signed' && line.state !== 'closed';
}

/** What is due first comes first; cases that wait for the patient after those with a time; what is done last. */
export function byTimeLeft(lines: CaseLine[]): CaseLine[] {
  const rank = (line: CaseLine) => (isOpen(line) ? 0 : 1);
  return [...lines].sort((one, other) => rank(one) - rank(other) || (one.deadline ?? Infinity) - (other.deadline ?? Infinity) || other.changed - one.changed);
}
