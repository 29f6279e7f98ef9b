// In what order and under which heading cases stand: overdue first and never hidden, then by time left.

import type { CaseDetails, CaseLine, Service } from '../../../lib/core/acts';

export type Group = 'overdue' | 'running' | 'waiting' | 'unsent' | 'done';
export const groups: Group[] = ['overdue', 'running', 'waiting', 'unsent', 'done'];

/** What a coordinator calls the state of a case. */
export type Stage = 'unsent' | 'assign' | 'assign_again' | 'asked' | 'reading' | 'comparing' | 'signed' | 'waiting' | 'posted' | 'withdrawn' | 'refused' | 'closed' | 'erased';

/** A case as the table shows it. */
export interface Row {
  line: CaseLine;
  group: Group;
  stage: Stage;
  /** Null until the sealed form was opened. */
  details: CaseDetails | null;
  gaps: string[];
  radiologist: string | null;
}

export const hours: Record<Service, number> = { standard: 72, express: 48, priority: 24 };

export function stageOf({ state, standing, service, waits_for_patient, waits_for_disc }: CaseLine): Stage {
  if (state === 'withdrawn' || state === 'refused' || state === 'closed' || state === 'erased') return state;
  if (standing === 'signed') return 'signed';
  if (service === null) return 'unsent';
  if (waits_for_patient) return 'waiting';
  if (waits_for_disc) return 'posted';
  if (standing === 'asked') return 'asked';
  if (standing === 'accepted') return 'reading';
  if (standing === 'committed' || standing === 'revealed') return 'comparing';
  return state === 'declined' || state === 'recused' ? 'assign_again' : 'assign';
}

export function groupOf(line: CaseLine, now: number): Group {
  const stage = stageOf(line);
  if (['signed', 'withdrawn', 'refused', 'closed', 'erased'].includes(stage)) return 'done';
  if (stage === 'unsent' || stage === 'waiting') return stage;
  if (stage === 'posted') return 'waiting';
  return line.deadline !== null && line.deadline < now ? 'overdue' : 'running';
}

/** By time left; what has no clock by its last change, newest first. */
export function compare(one: Row, other: Row): number {
  if (one.group !== other.group) return groups.indexOf(one.group) - groups.indexOf(other.group);
  if (one.group === 'overdue' || one.group === 'running') return (one.line.deadline ?? Infinity) - (other.line.deadline ?? Infinity);
  return other.line.changed - one.line.changed;
}

/** Whether every typed word is found in what the row says. */
export function matches(said: string, typed: string): boolean {
  const text = said.toLocaleLowerCase();
  return typed.toLocaleLowerCase().split(/\s+/).every((word) => text.includes(word));
}
