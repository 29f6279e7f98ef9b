import { expect, test } from 'vitest';
import { outwards } from './order';

test('the middle comes first, then its neighbours, and none is forgotten', () => {
  expect(outwards(5)).toEqual([2, 3, 1, 4, 0]);
  expect(outwards(4, 0)).toEqual([0, 1, 2, 3]);
  expect(outwards(4, 9)).toEqual([3, 2, 1, 0]);
  expect(outwards(0)).toEqual([]);
});
