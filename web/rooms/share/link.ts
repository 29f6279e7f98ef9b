// The link behind the `#` of the address is a key. It is taken out of the address and of the browser's history at once, so that
// it is in no bookmark, no synchronised history and no screenshot. A reload would then find nothing: for that the link stays in
// this tab's session storage, which no other tab or site can read and which ends with the tab. The opening itself, with its
// twelve hours, is kept sealed by the core; the link alone opens nothing that was revoked or has lapsed.

const kept = 'overread-share-link';

let link: string | null = null;

/** Reads the link and clears the address. Call before anything else runs; true if a new link came. */
export function takeLink(): boolean {
  if (location.hash.length > 1) {
    link = location.href;
    history.replaceState(null, '', location.pathname + location.search);
    store(link);
    return true;
  }
  link ??= stored();
  return false;
}

/** The whole link this tab was opened with, if any. */
export function shareLink(): string | null {
  return link;
}

function store(value: string): void {
  try {
    sessionStorage.setItem(kept, value);
  } catch {
    // A browser that stores nothing still opens the link; after a reload it must be opened again.
  }
}

function stored(): string | null {
  try {
    return sessionStorage.getItem(kept);
  } catch {
    return null;
  }
}
