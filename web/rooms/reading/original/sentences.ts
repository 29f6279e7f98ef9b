// A text as sentences that a finding can answer, kept word for word.

/** Paragraphs of sentences. Headings and lines of a list stand alone; nothing is left out but empty space. */
export function sentencesOf(text: string, language: string): string[][] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}|\n(?=\s*(?:[-*•]|\d+[.)])\s)|(?<=:)\n/)
    .map((paragraph) => joined([...segmenter.segment(paragraph.replace(/\s*\n\s*/g, ' '))].map(({ segment }) => segment.trim()).filter(Boolean)))
    .filter((paragraph) => paragraph.length > 0);
}

/** The number of a list belongs to its sentence. */
function joined(sentences: string[]): string[] {
  return sentences.reduce<string[]>((all, sentence) => {
    const before = all.at(-1);
    if (before !== undefined && /^\d+[.)]$/.test(before)) all[all.length - 1] = `${before} ${sentence}`;
    else all.push(sentence);
    return all;
  }, []);
}
