// The practice's public page, loaded once for the start page and the frame around every other page.

import { fetchPractice, type Practice } from '../../lib/api/practice';

export const practice = $state<{ known: Practice | null; loading: boolean; trouble: unknown }>({ known: null, loading: true, trouble: null });

/** Asks the server for it. */
export async function loadPractice(): Promise<void> {
  practice.loading = true;
  practice.trouble = null;
  try {
    practice.known = await fetchPractice();
  } catch (cause) {
    practice.trouble = cause;
  }
  practice.loading = false;
}
