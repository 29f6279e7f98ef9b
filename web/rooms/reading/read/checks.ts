// What the checks found, in the radiologist's words.

import type { JudgedCheck } from '../../../lib/core/acts';
import type { Check, Examination } from '../../../lib/view';
import { maybe } from '../../../lib/words';

/** "2 slices missing (12 to 13)"; the sentence of the check where there are no words of ours. */
export function checkWords({ code, numbers = {}, detail }: Check): string {
  const rounded = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Math.round(value * 10) / 10]));
  const known = { missing: 0, received: 0, images: 0, directions: 0, degrees: 0, ratio: 0, ceiling: 0, usual_mm: 0, smallest_mm: 0, largest_mm: 0, thinnest_mm: 0, thickest_mm: 0, value: 0, limit: 0, months: 0 };
  return maybe(`image-check-${code}`, { ...known, ...rounded }) ?? detail;
}

export interface Found {
  /** Which series or examination. */
  of: string;
  check: Check;
}

/** Everything that was found in a case, what may limit the reading first. */
export function foundIn(examinations: Examination[]): Found[] {
  const all = examinations.flatMap(({ description, series, checks }) => [
    ...checks.map((check) => ({ of: description ?? '', check })),
    ...series.flatMap((one) => (one.checks ?? []).map((check) => ({ of: [one.modality, one.number, one.description].filter((part) => part != null && part !== '').join(' '), check }))),
  ]);
  const rank = ({ check }: Found) => ['may_limit', 'cannot_check', 'note', 'ok'].indexOf(check.result);
  return all.sort((one, other) => rank(one) - rank(other));
}

/** What was found, as the radiologist judges it line by line. */
export interface Line {
  code: string;
  of: string;
  found: string;
  words: string;
  detail: string;
}

/** Everything of a case that is to be judged. */
export function linesOf(examinations: Examination[]): Line[] {
  return foundIn(examinations)
    .filter(({ check }) => check.result !== 'ok')
    .map(({ of, check }) => ({ code: check.code, of, found: checkWords(check), words: [of, checkWords(check)].filter(Boolean).join(': '), detail: check.detail }));
}

/** Where a line was judged; -1 where it was not. */
export function placeOf({ code, of, found }: Line, judged: JudgedCheck[] = []): number {
  return judged.findIndex((one) => one.code === code && (one.of ?? '') === of && one.found === found);
}

/** How many lines wait to be judged. */
export function unjudged(examinations: Examination[], judged: JudgedCheck[] | undefined): number {
  return linesOf(examinations).filter((line) => placeOf(line, judged) < 0).length;
}
