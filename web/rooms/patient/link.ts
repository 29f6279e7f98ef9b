// What came behind the `#` of the address. An invitation is a secret: it is read once, taken out of the address and the
// browser's history at once, and lives in this variable until it is taken up.

import type { Hex } from '../../lib/core/acts';

export type Arrival = { kind: 'none' } | { kind: 'start'; practice: Hex } | { kind: 'join'; link: string };

let arrival: Arrival = { kind: 'none' };

/** Reads the link and clears the address. Call before anything else runs. */
export function takeLink(): void {
  const fragment = location.hash.slice(1);
  if (!fragment) return;
  const whole = location.href;
  history.replaceState(history.state, '', location.pathname + location.search);
  const [kind, ...rest] = fragment.split('.');
  if (kind === 'start' && rest[0]) arrival = { kind, practice: rest[0] };
  else if (kind === 'join') arrival = { kind, link: whole };
}

/** How the person came here. */
export function arrived(): Arrival {
  return arrival;
}

/** The invitation was taken up, or is not wanted. */
export function forgetLink(): void {
  arrival = { kind: 'none' };
}
