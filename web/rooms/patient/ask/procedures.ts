// Finding an operation by what a person types.

import type { Procedure } from '../../../lib/core/acts';

/** The operations in whose name, or among whose other names, all words occur; the chosen one is always among them. */
export function shownProcedures(all: Procedure[], search: string, chosen: string, language: 'en' | 'de'): Procedure[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  const fits = ({ label, words: others }: Procedure) => {
    const names = plain(['', label[language], ...others].join(' '));
    // Short ones are abbreviations, and lie inside many a German word: they count at the beginning of a word only.
    return words.every((word) => names.includes(word.length > 3 ? word : ` ${word}`));
  };
  return all.filter((procedure) => procedure.code === chosen || fits(procedure));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').replaceAll(/[-\u2010-\u2015]/g, ' ').toLowerCase();
}
