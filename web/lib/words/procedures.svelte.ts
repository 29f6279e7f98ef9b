// Planned operations in the language of who reads.

import type { CoreActs, IntakeForm, Procedure } from '../core/acts';
import type { Remote } from '../core/rpc';
import { language } from './words.svelte';

let known = $state.raw<Procedure[]>([]);

/** Learns the list once; until then the words of the patient stand. */
export async function learnProcedures(core: Remote<CoreActs>): Promise<Procedure[]> {
  known = await core.call('procedures', undefined);
  return known;
}

/** The planned operation in the language of the page; what is not on the list stays in the patient's words. */
export function procedureName(chosen: IntakeForm['procedure']): string | undefined {
  return known.find(({ code }) => code === chosen?.code)?.label[language()] ?? chosen?.text;
}
