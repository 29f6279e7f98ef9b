// Words of the report that need a table or two parts.

import type { Finding } from '../../lib/core/acts';
import { language, t } from '../../lib/words';

/** "left · L4/5"; empty where neither was given. */
export function place({ side, level }: Pick<Finding, 'side' | 'level'>): string {
  return [side === 'none' ? null : t(`share-side-${side}`), level].filter(Boolean).join(' · ');
}

/** A country by its code (ISO 3166-1 alpha-2). */
export function country(code: string): string {
  try {
    return new Intl.DisplayNames(language(), { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
