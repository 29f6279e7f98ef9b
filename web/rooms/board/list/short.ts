// Moments as short as a table needs them, still with weekday, day and hour.

import type { Hex } from '../../../lib/core/acts';
import { clock, locale } from '../../../lib/words';

/** "Thu 26 Nov, 14:00" */
export function shortMoment(at: number): string {
  const date = new Date(at);
  return `${new Intl.DateTimeFormat(locale(), { weekday: 'short', day: 'numeric', month: 'short' }).format(date)}, ${clock(date)}`;
}

/** The first letters of a case's number, enough to tell cases apart on the telephone. */
export function shortId(id: Hex): string {
  return id.slice(0, 6);
}
