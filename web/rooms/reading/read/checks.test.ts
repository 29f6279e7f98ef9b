import { beforeEach, expect, test } from 'vitest';
import type { Check, Examination } from '../../../lib/view';
import { speak } from '../../../lib/words';
import { checkWords, foundIn } from './checks';

beforeEach(() => speak(['common', 'reading'], 'en'));

const check = (code: string, result: Check['result'], numbers?: Record<string, number>): Check => ({ code, result, detail: 'As the check says it.', ...(numbers ? { numbers } : {}) });

test('a finding is said with its numbers, or as the check said it', () => {
  expect(checkWords(check('missing_slices', 'may_limit', { missing: 2, received: 22 }))).toBe('2 missing, 22 there');
  expect(checkWords(check('lossy', 'may_limit', { images: 1, ratio: 33, ceiling: 7 }))).toBe('lossy 33:1, ceiling 7:1');
  expect(checkWords(check('something_newer', 'note'))).toBe('As the check says it.');
});

test('what may limit the reading comes first', () => {
  const series = { uid: '2', modality: 'CT', number: 3, instances: [], checks: [check('gantry_tilt', 'note'), check('truncated', 'may_limit', { images: 1 })] };
  const examination: Examination = { uid: '1', patient: { name: '', birth_date: null }, date: null, description: 'CT', institution: null, series: [series], checks: [check('expected_series', 'note')] };
  expect(foundIn([examination]).map(({ of, check: { code } }) => `${of}: ${code}`)).toEqual(['CT 3: truncated', 'CT: expected_series', 'CT 3: gantry_tilt']);
});
