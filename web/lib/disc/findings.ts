// What the checks found about an examination that a person can do something about, most serious first.

import type { Study } from './discWords';

type Check = NonNullable<Study['checks']>[number];

export interface StudyFinding {
  code: string;
  /** How many images, slices or series it is about. */
  count: number;
  /** Whether images in between are missing, so that the end of a disc is no explanation. */
  between: 'yes' | 'no';
}

/** The others are for the radiologist, who sees them all. */
const told = ['missing_slices', 'truncated', 'cannot_decode', 'localizer_only', 'not_diagnostic', 'expected_series', 'lossy'];

/** One finding for each kind, with the counts of all series together. */
export function findingsOf(study: Study): StudyFinding[] {
  const checks = [...study.series.flatMap((series) => series.checks ?? []), ...(study.checks ?? [])];
  return told.flatMap((code) => {
    const found = checks.filter((check) => check.code === code && matters(check));
    if (found.length === 0) return [];
    const count = found.reduce((sum, { numbers }) => sum + (numbers?.missing ?? numbers?.images ?? 1), 0);
    const between = found.some(({ numbers }) => numbers?.first !== undefined) ? 'yes' : 'no';
    return [{ code, count, between } as const];
  });
}

/** Compression within the published limits is nothing to ask a hospital about. */
function matters({ code, result }: Check): boolean {
  return code !== 'lossy' || result === 'may_limit';
}
