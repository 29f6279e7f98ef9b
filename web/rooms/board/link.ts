// An invitation behind the `#` of the address is a secret: it is read once, taken out of the address and the browser's history
// at once, and lives in this variable until it is taken up.

let link: string | null = null;

/** Reads the link and clears the address. Call before anything else runs. */
export function takeLink(): void {
  if (location.hash.startsWith('#join.')) link = location.href;
  if (location.hash) history.replaceState(null, '', location.pathname + location.search);
}

/** The invitation this page was opened with, if any. */
export function invitation(): string | null {
  return link;
}

/** The invitation was taken up, or is not wanted. */
export function forgetInvitation(): void {
  link = null;
}
