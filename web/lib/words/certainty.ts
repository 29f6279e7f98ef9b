// How sure, in a word and in numbers. The bands are those of docs/spec/report.md; the words stand in the catalogue `guide`.

import type { Certainty } from '../core/acts';
import { t } from './words.svelte';

/** Lower and upper end of each band in percent, the surest first. */
export const certaintyBands: Record<Certainty, { low: number; high: number }> = {
  established: { low: 100, high: 100 },
  most_likely: { low: 90, high: 100 },
  likely: { low: 75, high: 90 },
  may_represent: { low: 25, high: 75 },
  unlikely: { low: 5, high: 25 },
  very_unlikely: { low: 0, high: 5 },
};

/** "likely" */
export function certaintyWord(certainty: Certainty): string {
  return t(`certainty-${certainty}`);
}

/** "75 to 90 in 100" */
export function certaintyRange(certainty: Certainty): string {
  return t(`certainty-${certainty}-range`, certaintyBands[certainty]);
}
