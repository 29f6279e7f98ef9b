// Whether somebody has been here before in this browser: one word without any fact about them, so that the public page need
// not start the worker that holds the keys.

const word = 'overread-patient';

export function wasHere(): boolean {
  try {
    return localStorage.getItem(word) !== null;
  } catch {
    return false;
  }
}

export function rememberHere(): void {
  try {
    localStorage.setItem(word, 'yes');
  } catch {
    // A browser that stores nothing shows the public page again; the way in is one click longer.
  }
}

export function forgetHere(): void {
  try {
    localStorage.removeItem(word);
  } catch {
    // Nothing was stored.
  }
}
