// Where the holder of a link stands: looking at what is shared, or reading it. The worker behind it holds the keys.

import type { CaseView, DiscPatient, Hex, PracticePage, ShareLanding, ShareView, VerifiedReport } from '../../lib/core/acts';
import { connectCore } from '../../lib/core/core';
import { learnProcedures } from '../../lib/words';
import { ActError } from '../../lib/core/rpc';
import { shareLink } from './link';

export const core = connectCore();

/** What a link opened. */
export interface Shared {
  case: Hex;
  share: ShareView;
  practice: string;
  telephone: string;
  /** Newest first; empty where no report is shared. */
  reports: VerifiedReport[];
  /** Empty where no images are shared. */
  patients: DiscPatient[];
}

type Stage =
  | { at: 'looking' }
  | { at: 'no-link' }
  | { at: 'landing'; landing: ShareLanding }
  | { at: 'open'; shared: Shared }
  | { at: 'trouble'; cause: unknown; practice: PracticePage | null };

let now = $state.raw<Stage>({ at: 'looking' });

export function stage(): Stage {
  return now;
}

/** Finds out what the link shares, without opening or counting it. An opening that this browser still has goes on at once. */
export async function look(): Promise<void> {
  const link = shareLink();
  now = { at: 'looking' };
  if (!link) {
    now = { at: 'no-link' };
    return;
  }
  try {
    const [landing] = await Promise.all([core.call('look_at_share', { link }), learnProcedures(core)]);
    now = { at: 'landing', landing };
    if (landing.is_open && !landing.share.pin) await open();
  } catch (cause) {
    now = { at: 'trouble', cause, practice: await practice() };
  }
}

/** Opens the link: this is what is counted and told to the patient. A wrong PIN is thrown, everything else is shown. */
export async function open(pin?: string): Promise<void> {
  const link = shareLink();
  if (now.at !== 'landing' || !link) return;
  const { landing } = now;
  try {
    const { case: id, view } = await core.call('open_share', { link, pin });
    now = { at: 'open', shared: await gather(id, view, landing) };
  } catch (cause) {
    if (ActError.of(cause).code === 'wrong-share-token') throw cause;
    now = { at: 'trouble', cause, practice: await practice() };
  }
}

/** The surgeon has read a version; the patient sees it. */
export async function confirm(seq: number): Promise<void> {
  const link = shareLink();
  if (link) await core.call('confirm_share', { link, seq });
}

async function gather(id: Hex, view: CaseView, landing: ShareLanding): Promise<Shared> {
  const share = view.shares.find(({ share }) => share === landing.share.share) ?? landing.share;
  const [reports, patients] = await Promise.all([
    share.what.includes('report') ? core.call('reports', { case: id }) : [],
    share.what.includes('images') ? core.call('examinations', { case: id }) : [],
  ]);
  reports.sort((one, other) => other.body.version - one.body.version);
  return { case: id, share, practice: landing.practice_name, telephone: landing.telephone, reports, patients };
}

/** Whom to ask when the link does not open; public, so it is there whenever the server is. */
async function practice(): Promise<PracticePage | null> {
  return core.call('practice', undefined).then(
    (known) => known?.page ?? null,
    () => null,
  );
}
