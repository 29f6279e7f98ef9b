// Which page is shown. Pages live in the browser's history as plain names, so Back and a reload work; the address never changes.

import type { Hex } from '../../lib/core/acts';

export type View =
  | 'start' | 'welcome' | 'signs' | 'recover' | 'home' | 'tasks' | 'ask' | 'inventory' | 'summary' | 'sending' | 'sent'
  | 'recovery' | 'case' | 'add' | 'answer' | 'reschedule' | 'withdraw' | 'report' | 'shares' | 'record';

export interface Route {
  view: View;
  /** The question, for `ask`. */
  step?: string;
  /** Set when the answer is only changed: then its page leads back to the summary. */
  changing?: boolean;
  /** The case, where the page is about one that was sent. */
  case?: Hex;
}

const state = $state<{ now: Route }>({ now: kept() ?? { view: 'start' } });

/** The page that is shown. */
export function route(): Route {
  return state.now;
}

/** Shows a page. With `replace` the one before cannot be gone back to. */
export function go(to: Route, { replace = false } = {}): void {
  if (replace) history.replaceState(to, '');
  else history.pushState(to, '');
  state.now = to;
}

/** Goes back as the browser's own button does. */
export function back(): void {
  history.back();
}

if (typeof window !== 'undefined') {
  window.addEventListener('popstate', () => (state.now = kept() ?? { view: 'start' }));
}

function kept(): Route | null {
  const state = typeof history === 'undefined' ? null : (history.state as Partial<Route> | null);
  return typeof state?.view === 'string' ? (state as Route) : null;
}
