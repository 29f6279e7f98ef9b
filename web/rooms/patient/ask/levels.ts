// The levels of the spine, written as reports write them: segments between two vertebrae, then single vertebrae.

function vertebrae(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
}

/** `L4/5` between neighbours of one part, `L5/S1` where two parts meet. */
function segments(letter: string, from: number, to: number, beyond: string): string[] {
  const inside = Array.from({ length: to - from }, (_, index) => `${letter}${from + index}/${from + index + 1}`);
  return [...inside, `${letter}${to}/${beyond}`];
}

export const levelGroups: { id: 'cervical' | 'thoracic' | 'lumbar' | 'vertebrae'; levels: string[] }[] = [
  { id: 'lumbar', levels: segments('L', 1, 5, 'S1') },
  { id: 'cervical', levels: segments('C', 2, 7, 'T1') },
  { id: 'thoracic', levels: segments('T', 1, 12, 'L1') },
  { id: 'vertebrae', levels: [...vertebrae('C', 7), ...vertebrae('T', 12), ...vertebrae('L', 5), 'S1'] },
];
