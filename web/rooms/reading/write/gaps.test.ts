import { beforeEach, expect, test } from 'vitest';
import { speak } from '../../../lib/words';
import { gapsOfFirstRead } from './gaps';

beforeEach(() => speak(['common', 'reading'], 'en'));

test('each check that was overruled without a reason is asked about by its own words', () => {
  const judged = { of: 'CT 1 Chest', judgement: 'overruled' as const, because: ' ' };
  const gaps = gapsOfFirstRead({
    grade: 'adequate',
    reason: '',
    findings: [],
    impression: '',
    checks: [
      { ...judged, code: 'missing_slices', found: '2 missing, 10 there' },
      { ...judged, code: 'coarse_pixels', found: '5.1 mm² pixels', because: 'Fine enough.' },
      { ...judged, code: 'localizer_only', found: undefined as never },
    ],
  });
  expect(gaps.filter(({ field }) => field.startsWith('check-'))).toEqual([
    { field: 'check-0-because', message: 'Say why the check is overruled: “CT 1 Chest: 2 missing, 10 there”' },
    { field: 'check-2-because', message: 'Say why the check is overruled: “CT 1 Chest: localizer_only”' },
  ]);
});
