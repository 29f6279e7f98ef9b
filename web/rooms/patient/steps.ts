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

/** What comes before and after a step; null at the ends. */
export function around(step: StepId, steps: StepId[]): { before: StepId | null; after: StepId | null } {
  const at = steps.indexOf(step);
  return { before: steps[at - 1] ?? null, after: steps[at + 1] ?? null };
}

/** Which sets of files of a case that is not submitted yet have arrived whole. */
export function arrivedSets(details: CaseDetails | null): { images: boolean; original: boolean } {
  const has = (kind: string) => details?.view.entries.some((entry) => entry.kind === kind) ?? false;
  return { images: has('images_added'), original: has('documents_added') };
}
