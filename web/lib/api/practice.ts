// The practice's public page, asked for without any worker: the start page must be there at once.

import type { Hex, PracticePage } from '../core/acts';
import { ActError } from '../core/rpc';

export interface Practice {
  practice: Hex;
  page: PracticePage;
}

/** What anyone may know of the practice; null before one was founded. Rejects with an `ActError`. */
export async function fetchPractice(signal?: AbortSignal): Promise<Practice | null> {
  const response = await fetch('/api/v1/practice', { signal: signal ?? null, referrerPolicy: 'no-referrer' }).catch(() => {
    throw new ActError('server-unreachable', 'The server cannot be reached. Check the connection and try again.');
  });
  if (response.status === 404) return null;
  if (!response.ok) throw new ActError('server-unreachable', 'The server cannot answer just now. Please try again.');
  return (await response.json()) as Practice;
}

/** A price in words: "CHF 490.00". `amount` counts the currency's smallest unit (ISO 4217). */
export function price(amount: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'code' });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
