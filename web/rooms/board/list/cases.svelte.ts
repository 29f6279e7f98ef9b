// The cases of the practice. Lines come at once; what is sealed in a case is opened for the rows in sight first, then for the
// rest, and kept until the case changes.

import { SvelteMap } from 'svelte/reactivity';
import type { CaseDetails, CaseLine, Hex } from '../../../lib/core/acts';
import { core } from '../session.svelte';

interface Opened {
  changed: number;
  details: CaseDetails;
  gaps: string[];
}

/** Cases that are opened at the same time. */
const lanes = 2;
const pause = 30_000;

let lines = $state.raw<CaseLine[]>([]);
let loaded = $state(false);
let trouble = $state.raw<unknown>(null);
let now = $state(Date.now());
let refreshed = $state.raw<Date | null>(null);
const opened = new SvelteMap<Hex, Opened>();
const inSight = new Set<Hex>();
const failed = new Map<Hex, number>();
let running = 0;
const busy = new Set<Hex>();

export const cases = {
  get lines() {
    return lines;
  },
  get loaded() {
    return loaded;
  },
  /** Why the last refresh did not work; what was there stays. */
  get trouble() {
    return trouble;
  },
  /** The time by which things are late, moving with each refresh. */
  get now() {
    return now;
  },
  get refreshed() {
    return refreshed;
  },
  /** How many cases are still sealed on this page. */
  get sealed() {
    return lines.filter((line) => !opened.has(line.case)).length;
  },
};

/** What was sealed in a case, as far as it was opened. */
export function openedCase(id: Hex): Opened | undefined {
  return opened.get(id);
}

export async function refresh(): Promise<void> {
  try {
    lines = await core.call('cases', undefined);
    loaded = true;
    trouble = null;
    refreshed = new Date();
  } catch (cause) {
    trouble = cause;
  }
  now = Date.now();
  fill();
}

/** Refreshes every 30 seconds and whenever the page is looked at again. Gives back how to end it. */
export function keepFresh(): () => void {
  void refresh();
  const timer = setInterval(() => document.visibilityState === 'visible' && void refresh(), pause);
  const onfocus = () => void refresh();
  window.addEventListener('focus', onfocus);
  return () => {
    clearInterval(timer);
    window.removeEventListener('focus', onfocus);
  };
}

/** Opens a case again after something was done in it. */
export async function reopen(id: Hex): Promise<void> {
  await load(id);
  await refresh();
}

/** Says which rows can be seen; they are opened before the others. */
export function see(id: Hex, visible: boolean): void {
  if (visible) inSight.add(id);
  else inSight.delete(id);
  fill();
}

function fill(): void {
  while (running < lanes) {
    const stale = lines.filter((line) => !busy.has(line.case) && opened.get(line.case)?.changed !== line.changed && failed.get(line.case) !== line.changed);
    const next = stale.find((line) => inSight.has(line.case)) ?? stale[0];
    if (!next) return;
    running += 1;
    busy.add(next.case);
    void load(next.case)
      // A case that cannot be opened stays a line; opening it by hand says why.
      .catch(() => failed.set(next.case, next.changed))
      .finally(() => {
        running -= 1;
        busy.delete(next.case);
        fill();
      });
  }
}

async function load(id: Hex): Promise<void> {
  const details = await core.call('case', { case: id });
  const gaps = details.form ? await core.call('form_gaps', details.form) : [];
  opened.set(id, { changed: details.view.changed, details, gaps });
}
