// Words of the professional layer that need a figure or a table.

import type { Certainty } from '../../../lib/core/acts';
import { language } from '../../../lib/words';
import { certaintyRange, certaintyWord } from '../../../lib/words/certainty';

/** "likely, 75 to 90 in 100". */
export function certaintyWords(certainty: Certainty): string {
  return `${certaintyWord(certainty)}, ${certaintyRange(certainty)}`;
}

/** A country by its code (ISO 3166-1 alpha-2). */
export function country(code: string): string {
  try {
    return new Intl.DisplayNames(language(), { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
