// An invitation behind the `#` of the address is a secret: it is read once, taken out of the address and the browser's history
// at once, and lives in this variable until it is taken up.

let invitation: string | null = null;

/** Reads the link and clears the address. Call before anything else runs. */
export function takeLink(): void {
  const whole = location.href;
  const [kind] = location.hash.slice(1).split('.');
  if (!location.hash) return;
  history.replaceState(history.state, '', location.pathname + location.search);
  if (kind === 'join') invitation = whole;
}

/** The invitation this person came with. */
export function invited(): string | null {
  return invitation;
}

/** It was taken up, or is not wanted. */
export function forgetLink(): void {
  invitation = null;
}
