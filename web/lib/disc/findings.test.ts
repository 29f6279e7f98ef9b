import { beforeEach, expect, test } from 'vitest';
import { speak, t } from '../words';
import type { Study } from './discWords';
import { findingsOf } from './findings';

beforeEach(() => speak(['common', 'disc'], 'en'));

type Checks = NonNullable<Study['checks']>;
const study = (...series: Checks[]): Study => ({ uid: '1', series: series.map((checks, index) => ({ uid: `${index}`, modality: 'MR', instances: [], checks })) });
const check = (code: string, result: Checks[number]['result'], numbers: Record<string, number>): Checks[number] => ({ code, result, numbers, detail: '' });

test('missing images of all series are counted together, and said in a sentence', () => {
  const found = findingsOf(study([check('missing_slices', 'may_limit', { missing: 9, first: 4, last: 12 })], [check('missing_slices', 'may_limit', { missing: 3 })]));
  expect(found).toEqual([{ code: 'missing_slices', count: 12, between: 'yes' }]);
  expect(t('study-check-missing_slices', { count: 12, shown: '12', between: 'yes' })).toBe('12 images seem to be missing in between');
});

test('what only a radiologist can judge is left to the radiologist', () => {
  expect(findingsOf(study([check('gantry_tilt', 'note', { degrees: 18 }), check('lossy', 'note', { images: 3, ratio: 4 })]))).toEqual([]);
  expect(findingsOf(study([check('lossy', 'may_limit', { images: 3, ratio: 40 })]))).toEqual([{ code: 'lossy', count: 3, between: 'no' }]);
});
