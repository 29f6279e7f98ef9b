import { expect, test } from 'vitest';
import { Pace } from './pace';

test('the time that is left follows the speed of the last seconds', () => {
  const pace = new Pace();
  expect(pace.left(0, 0, 100)).toBeNull();
  expect(pace.left(1_000, 10, 100)).toBe(9_000);
  expect(pace.left(2_000, 40, 100)).toBe(3_000);
});

test('a time without the server does not count as a slow line', () => {
  const pace = new Pace();
  pace.left(0, 0, 100);
  pace.left(1_000, 10, 100);
  pace.rest();
  expect(pace.left(10_000, 10, 100)).toBeNull();
  expect(pace.left(11_000, 20, 100)).toBe(8_000);
});
