// Prices are kept in the currency's smallest unit (ISO 4217) and typed in its main one.

import type { PracticePage } from '../../../lib/core/acts';

/** "290.00" for 29000 of CHF; empty without a price. */
export function written(price: PracticePage['prices'][number] | undefined): string {
  return price ? (price.amount / 10 ** digits(price.currency)).toFixed(digits(price.currency)) : '';
}

/** The smallest units of what was typed, with comma or point; null if it is no price. */
export function amountOf(typed: string, currency: string): number | null {
  const plain = typed.replace(/['’\s]/g, '').replace(',', '.');
  if (!/^\d+(\.\d+)?$/.test(plain)) return null;
  const amount = Number(plain) * 10 ** digits(currency);
  return Math.abs(amount - Math.round(amount)) < 1e-6 ? Math.round(amount) : null;
}

function digits(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}
