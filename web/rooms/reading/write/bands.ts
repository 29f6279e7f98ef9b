// The certainty scale as a choice: each band a word and its range in percent.

import type { Certainty } from '../../../lib/core/acts';
import { certaintyBands, certaintyWord } from '../../../lib/words';

export function band(certainty: Certainty): string {
  const { low, high } = certaintyBands[certainty];
  const range = low === 100 ? '' : high === 100 ? `>\u00a0${low}\u00a0%` : low === 0 ? `<\u00a0${high}\u00a0%` : `${low}–${high}\u00a0%`;
  return [certaintyWord(certainty), range].filter(Boolean).join(' · ');
}

/** The scale for a choice, the surest first. */
export function bands(): { value: string; label: string }[] {
  return (Object.keys(certaintyBands) as Certainty[]).map((value) => ({ value, label: band(value) }));
}
