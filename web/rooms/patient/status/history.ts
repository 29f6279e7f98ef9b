// A case in words: who did what when, from verified entries, and the one line about what comes next.

import type { CaseDetails, EntryView, Hex } from '../../../lib/core/acts';
import { count, t } from '../../../lib/words';

/** Who wrote an entry, as the patient knows them. */
export function author(entry: EntryView, { declaration }: CaseDetails, me: Hex | undefined): string {
  if (entry.author === me) return t('who-you');
  if (entry.role === 'coordinator') return t('who-practice');
  if (entry.role === 'link_holder') return t('who-link');
  if (entry.role === 'radiologist') return declaration?.radiologist.person === entry.author ? declaration.radiologist.name : t('who-radiologist');
  return t('who-other');
}

/** Who of the practice read in a posted disc. */
export function readInBy(entry: EntryView, { read_in }: CaseDetails): string {
  const name = read_in[entry.seq]?.by;
  return name ? t('who-of-practice', { name }) : t('who-practice');
}

/** What was read in from a posted disc with an entry; null for every other entry. */
function readIn(entry: EntryView, details: CaseDetails): string | null {
  const read = details.read_in[entry.seq];
  if (!read) return null;
  const number = read.images || read.files;
  return t(`entry-posted-${read.images ? 'images' : 'papers'}`, { who: readInBy(entry, details), count: number, shown: count(number) });
}

/** The timeline, oldest first. */
export function events(details: CaseDetails, me: Hex | undefined) {
  return details.view.entries.map((entry) => {
    const message = details.messages[entry.seq];
    const who = author(entry, details, me);
    const posted = readIn(entry, details);
    if (posted) return { at: new Date(entry.time), title: posted };
    return { at: new Date(entry.time), title: t(`entry-${entry.kind}`, { what: entry.what ?? '' }), detail: message ? t('entry-said', { who, message }) : who };
  });
}

/** Where the case stands, and by when the report is due. */
export function upcoming({ view, declaration }: CaseDetails): { title: string; at?: Date } | undefined {
  if (['withdrawn', 'refused', 'closed', 'erased'].includes(view.state)) return undefined;
  if (view.service === null) return { title: t('next-send') };
  if (view.waits_for_patient) return { title: t('next-answer') };
  if (view.waits_for_disc) return { title: t('next-disc') };
  if (view.standing === 'signed') return { title: t('next-read') };
  const at = view.deadline ? { at: new Date(view.deadline) } : {};
  if (view.standing === null) return { title: t('next-choose'), ...at };
  if (view.standing === 'asked') return { title: t('next-asked'), ...at };
  return { title: declaration ? t('next-reading', { name: declaration.radiologist.name }) : t('next-reading-unnamed'), ...at };
}
