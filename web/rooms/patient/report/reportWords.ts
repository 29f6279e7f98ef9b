// Words of the professional layer that need a figure or a table.

import type { Certainty } from '../../../lib/core/acts';
import { language, t } from '../../../lib/words';

/** The bands in percent (docs/spec/report.md). */
const bands: Record<Certainty, { low: number; high: number }> = {
  established: { low: 100, high: 100 },
  most_likely: { low: 90, high: 100 },
  likely: { low: 75, high: 90 },
  may_represent: { low: 25, high: 75 },
  unlikely: { low: 5, high: 25 },
  very_unlikely: { low: 0, high: 5 },
};

/** "likely, 75 to 90 in 100". */
export function certaintyWords(certainty: Certainty): string {
  return `${t(`certainty-${certainty}`)}, ${t(`certainty-${certainty}-range`, bands[certainty])}`;
}

/** A country by its code (ISO 3166-1 alpha-2). */
export function country(code: string): string {
  try {
    return new Intl.DisplayNames(language(), { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
