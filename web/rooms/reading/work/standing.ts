// How far a case has come, as the end of its words' key.

import type { CaseLine } from '../../../lib/core/acts';
import { isMine } from '../session.svelte';

export function standingOf(line: CaseLine): string {
  if (!isMine(line)) return line.state === 'withdrawn' ? 'withdrawn' : 'other';
  return line.standing ?? 'other';
}
