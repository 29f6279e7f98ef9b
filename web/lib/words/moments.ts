// Dates, durations and sizes as people say them: "Thursday 26 November, 14:00", "about 3 hours", "About the size of 3 photos".

import { language, locale, t } from './words.svelte';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A moment in local time with its weekday: "Thursday 26 November, 14:00"; the year only where it is not this one. */
export function moment(at: Date, now: Date = new Date()): string {
  return `${date(at, now)}, ${clock(at)}`;
}

/** A day with its weekday: "Thursday 26 November". */
export function date(at: Date, now: Date = new Date()): string {
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  const weekday = new Intl.DateTimeFormat(locale(), { weekday: 'long' }).format(at);
  const day = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'long', ...year }).format(at);
  // Browsers disagree about the comma after an English weekday, and even with themselves once a year follows.
  return language() === 'en' ? `${weekday} ${day}` : `${weekday}, ${day}`;
}

/** A calendar day without weekday, as on a document: "4 May 1961". Takes `YYYY-MM-DD`, which has no time zone. */
export function calendarDay(iso: string): string {
  const at = new Date(`${iso}T12:00:00`);
  return Number.isNaN(at.getTime()) ? iso : new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'long', year: 'numeric' }).format(at);
}

/** The time of day: "14:00". */
export function clock(at: Date): string {
  return new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** A duration in milliseconds, rounded to what helps: "less than a minute", "about 5 minutes", "about 3 hours", "2 days". */
export function duration(milliseconds: number): string {
  if (milliseconds < minute) return t('duration-moment');
  if (milliseconds < 90 * minute) return t('duration-minutes', { count: Math.round(milliseconds / minute) });
  if (milliseconds < 2 * day) return t('duration-hours', { count: Math.round(milliseconds / hour) });
  return t('duration-days', { count: Math.round(milliseconds / day) });
}

/** A size in bytes as a sentence of things people know: photos of 4 MB, hours of film of 1.5 GB; what is smaller has its figure. */
export function size(bytes: number): string {
  const photos = bytes / 4e6;
  if (photos < 0.75) return megabytes(bytes);
  if (photos < 400) return t('size-photos', { count: rounded(photos) });
  return t('size-films', { count: Math.max(1, Math.round(bytes / 1.5e9)) });
}

/** A size with its unit, for people who want the figure: "12 MB". */
export function megabytes(bytes: number): string {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${new Intl.NumberFormat(locale(), { maximumSignificantDigits: 2 }).format(value)} ${unit}`;
}

/** A count by the language's habit: "1,204". */
export function count(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

/** At most two digits matter to a person: 3, 37, 120. */
function rounded(value: number): number {
  const step = value < 20 ? 1 : value < 100 ? 5 : 10;
  return Math.max(1, Math.round(value / step) * step);
}
