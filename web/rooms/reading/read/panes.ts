// Which series, by their keys, the panes begin with: those with the most images of the newest examination, so that no localiser comes first.

import { keyOf, type Examination } from '../../../lib/view';

export function firstPanes(examinations: Examination[]): string[] {
  const newest = examinations[0]?.series ?? [];
  const bySize = [...newest].sort((one, other) => size(other) - size(one)).map(keyOf);
  const rest = examinations.slice(1).flatMap(({ series }) => series.map(keyOf));
  return [...bySize, ...rest].slice(0, 4);
}

function size({ instances }: Examination['series'][number]): number {
  return instances.reduce((sum, { number_of_frames }) => sum + Math.max(1, number_of_frames), 0);
}
