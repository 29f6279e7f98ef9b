// Moments as short as a table needs them, still with weekday, day and hour.

import { clock, locale } from '../../../lib/words';

/** "Thu 26 Nov, 14:00" */
export function shortMoment(at: number): string {
  const date = new Date(at);
  return `${new Intl.DateTimeFormat(locale(), { weekday: 'short', day: 'numeric', month: 'short' }).format(date)}, ${clock(date)}`;
}
