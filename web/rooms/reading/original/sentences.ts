// A text as sentences that a finding can answer, kept word for word.

/** Paragraphs of sentences. Headings and lines of a list stand alone; nothing is left out but empty space. */
export function sentencesOf(text: string, language: string): string[][] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}|\n(?=\s*(?:[-*•]|\d+[.)])\s)|(?<=:)\n/)
    .map((paragraph) => [...segmenter.segment(paragraph.replace(/\s*\n\s*/g, ' '))].map(({ segment }) => segment.trim()).filter(Boolean))
    .filter((paragraph) => paragraph.length > 0);
}
