// Finding an operation by what a person types.

import type { Procedure } from '../../../lib/core/acts';

/** The operations in whose name all words occur; the chosen one is always among them. */
export function shownProcedures(all: Procedure[], search: string, chosen: string, language: 'en' | 'de'): Procedure[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  const fits = ({ label }: Procedure) => words.every((word) => plain(label[language]).includes(word));
  return all.filter((procedure) => procedure.code === chosen || fits(procedure));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase();
}
