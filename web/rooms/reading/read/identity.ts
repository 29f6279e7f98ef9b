// Whose images these are and which side is meant, by the form and by the disc, and where the two contradict each other.

import type { DiscPatient, IntakeForm } from '../../../lib/core/acts';
import { keyOf, spoken, type Examination, type PatientLine, type Series } from '../../../lib/view';
import { calendarDay, t } from '../../../lib/words';
import { core } from '../session.svelte';

/** What the banner says and what is confirmed before committing and signing. */
export interface Identity {
  patient: string;
  born: string;
  examined: string[];
  /** Side and level of the operation by the form. */
  operation: string;
  /** Sides that are recorded with the images; empty where none is. */
  discSide: string;
  /** Each contradiction in a sentence. */
  alarms: string[];
}

/** Whose name and which date an image carries on the disc itself, for its corner. */
export function personOn(examinations: Examination[], series: Series): PatientLine {
  const of = examinations.find((examination) => examination.series.some((one) => keyOf(one) === keyOf(series)));
  return {
    name: spoken(of?.patient.name ?? '') || t('banner-nameless'),
    ...(of?.patient.birth_date ? { born: calendarDay(of.patient.birth_date) } : {}),
    ...(of?.date ? { examined: calendarDay(of.date) } : {}),
  };
}

/** Compares the form with the examinations. The comparison of names is the core's. */
export async function identify(form: IntakeForm | null, examinations: Examination[]): Promise<Identity> {
  const people = new Map(examinations.map(({ patient }) => [`${patient.name}|${patient.birth_date}`, patient]));
  const alarms: string[] = [];
  for (const person of people.values()) {
    const on_disc: DiscPatient = { name: person.name, birth_date: person.birth_date, studies: [] };
    const differs = await core.call('difference', { of_case: form?.patient ?? {}, on_disc });
    if (differs.name) alarms.push(t('mismatch-name', { name: spoken(person.name) || t('banner-nameless') }));
    if (differs.birth_date) alarms.push(t('mismatch-birth', { date: person.birth_date ? calendarDay(person.birth_date) : '' }));
  }
  if (people.size > 1) alarms.push(t('mismatch-people', { count: people.size }));
  const sides = sidesOf(examinations);
  if (contradicts(form?.side, sides)) alarms.push(t('mismatch-side', { side: sides.map((side) => t(`side-${side}`)).join(', ') }));
  const first = examinations[0]?.patient;
  const birth = form?.patient.birth_date ?? first?.birth_date;
  return {
    patient: form?.patient.name ?? (spoken(first?.name ?? '') || t('banner-nameless')),
    born: birth ? calendarDay(birth) : t('banner-unknown'),
    examined: [...new Set(examinations.map(({ date }) => (date ? calendarDay(date) : t('banner-unknown'))))],
    operation: [form?.side ? t(`side-${form.side}`) : '', (form?.levels ?? []).join(', ')].filter(Boolean).join(' · ') || t('banner-no-side'),
    discSide: sides.map((side) => t(`side-${side}`)).join(', '),
    alarms,
  };
}

function sidesOf(examinations: Examination[]): ('left' | 'right' | 'both')[] {
  const names = { L: 'left', R: 'right', B: 'both' } as const;
  const all = examinations.flatMap(({ series }) => series.flatMap((one) => [one.laterality, ...one.instances.map(({ laterality }) => laterality)]));
  const known = all.map((letter) => names[letter as keyof typeof names]).filter((side) => side !== undefined);
  return [...new Set(known)];
}

/** Only a left and a right contradict each other; images of both sides hold the side of the operation. */
function contradicts(side: IntakeForm['side'], sides: string[]): boolean {
  if (sides.length === 0 || sides.includes('both')) return false;
  if (side === 'left' || side === 'right') return !sides.includes(side);
  return false;
}
