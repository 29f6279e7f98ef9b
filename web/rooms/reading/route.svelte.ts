// What is shown: the list, a case beside it, or the reading room. Kept in the browser's history as plain names, so that Back and a
// reload work; the address never changes.

import type { Hex } from '../../lib/core/acts';

export interface Route {
  view: 'list' | 'read' | 'recover' | 'recovery';
  case?: Hex | undefined;
}

const state = $state<{ now: Route }>({ now: kept() });

export function route(): Route {
  return state.now;
}

/** Shows something else. With `replace` what was shown cannot be gone back to. */
export function go(to: Route, { replace = false } = {}): void {
  if (replace) history.replaceState(to, '');
  else history.pushState(to, '');
  state.now = to;
}

window.addEventListener('popstate', () => (state.now = kept()));

function kept(): Route {
  const state = history.state as Partial<Route> | null;
  return state?.view ? (state as Route) : { view: 'list' };
}
