// The questions in their order, and which of them apply to an operation.

import type { CaseDetails, Procedure } from '../../lib/core/acts';
import type { Answers } from './draft.svelte';

export const stepIds = [
  'whom', 'patient', 'procedure', 'side', 'levels', 'date', 'people', 'worry', 'telephone', 'service', 'consent', 'disc', 'original', 'history',
] as const;
export type StepId = (typeof stepIds)[number];

/** The parts of the task list. */
export const groups: { id: string; steps: StepId[] }[] = [
  { id: 'you', steps: ['whom', 'patient'] },
  { id: 'operation', steps: ['procedure', 'side', 'levels', 'date', 'people'] },
  { id: 'question', steps: ['worry', 'telephone'] },
  { id: 'order', steps: ['service', 'consent'] },
  { id: 'images', steps: ['disc', 'original', 'history'] },
];

/** The steps that apply, in order. */
export function stepsFor(answers: Answers, procedures: Procedure[]): StepId[] {
  const procedure = procedures.find(({ code }) => code === answers.procedure_code);
  return stepIds.filter((step) => (step === 'side' ? (procedure?.side_applies ?? answers.procedure_code === 'other') : step === 'levels' ? (procedure?.level_applies ?? false) : true));
}

/** What comes before a step; null at the beginning. */
export function before(step: StepId, steps: StepId[]): StepId | null {
  return steps[steps.indexOf(step) - 1] ?? null;
}

export type Standing = 'done' | 'open' | 'problem';

/** How many files are at hand on this page. */
export interface AtHand {
  disc: number;
  original: number;
  history: number;
}

/** How a step stands. Files are not kept: what was chosen and is neither at hand nor with the practice is a problem. */
export function standing(step: StepId, answers: Answers, here: AtHand, there: { images: boolean; original: boolean }): Standing {
  const answered = answers.answered.includes(step);
  const again = answered ? 'problem' : 'open';
  if (step === 'disc') return here.disc > 0 || there.images || answers.posting ? 'done' : again;
  if (step === 'original' && answers.original === 'files') return here.original > 0 || there.original ? 'done' : again;
  if (step === 'history' && answers.history_files > 0) return here.history > 0 || there.original ? 'done' : 'problem';
  return answered ? 'done' : 'open';
}

/** Where a step leads: to the next question; after files, which are asked for again one by one, to the next that is not done. */
export function following(step: StepId, steps: StepId[], stands: (step: StepId) => Standing): StepId | null {
  const after = steps.slice(steps.indexOf(step) + 1);
  return (asksForFiles(step) ? after.find((next) => stands(next) !== 'done') : after[0]) ?? null;
}

export function asksForFiles(step: StepId): boolean {
  return groups.some(({ id, steps }) => id === 'images' && steps.includes(step));
}

/** The step whose files were chosen before and are gone from this page, as after a reload; null when everything is at hand. */
export function goneFrom(answers: Answers, here: AtHand, there: { images: boolean; original: boolean }): StepId | null {
  const gone = stepIds.filter(asksForFiles).find((step) => standing(step, answers, here, there) === 'problem');
  const nothing = here.disc + here.original + here.history === 0 && answers.original !== 'text';
  return gone ?? (nothing && !there.images ? 'disc' : null);
}

/** Which sets of files of a case that is not submitted yet have arrived whole. */
export function arrivedSets(details: CaseDetails | null): { images: boolean; original: boolean } {
  const has = (kind: string) => details?.view.entries.some((entry) => entry.kind === kind) ?? false;
  return { images: has('images_added'), original: has('documents_added') };
}
