// What the radiologist said of the checks, once for each kind and answer.

import type { JudgedCheck } from '../../../lib/core/acts';

/** Confirmed ones first; of several with the same answer and reason one is enough for a lay person. */
export function onePerKind(checks: JudgedCheck[]): JudgedCheck[] {
  const key = ({ code, judgement, because }: JudgedCheck) => [code, judgement, because].join('\n');
  const once = [...new Map(checks.map((check) => [key(check), check])).values()];
  return [...once.filter(({ judgement }) => judgement === 'confirmed'), ...once.filter(({ judgement }) => judgement === 'overruled')];
}
