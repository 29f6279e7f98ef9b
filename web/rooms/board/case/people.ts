// Who wrote an entry, in words.

import type { CaseDetails, EntryView } from '../../../lib/core/acts';
import { t } from '../../../lib/words';
import { nameOf, session } from '../session.svelte';

export function author(entry: EntryView, { form }: CaseDetails): string {
  if (entry.author === session.me?.person) return t('board-you');
  const role = entry.role ?? 'link_holder';
  const name = nameOf(entry.author) ?? (role === 'patient' ? form?.patient.name : null);
  return name ? `${name} (${t(`board-role-${role}`)})` : t(`board-role-${role}`);
}
