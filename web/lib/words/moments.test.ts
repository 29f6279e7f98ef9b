import { beforeEach, expect, test } from 'vitest';
import { calendarDay, duration, megabytes, moment, size } from './moments';
import { speak } from './words.svelte';

const at = new Date(2026, 10, 26, 14, 0);
const now = new Date(2026, 10, 23);

beforeEach(() => speak(['common'], 'en'));

test('a deadline is named with weekday and local time', async () => {
  expect(moment(at, now)).toBe('Thursday 26 November, 14:00');
  expect(moment(at, new Date(2025, 1, 1))).toBe('Thursday 26 November 2026, 14:00');
  await speak(['common'], 'de');
  expect(moment(at, now)).toBe('Donnerstag, 26. November, 14:00');
});

test('a birth date stays the same in every time zone', () => {
  expect(calendarDay('1961-05-04')).toBe('4 May 1961');
  expect(calendarDay('unknown')).toBe('unknown');
});

test('durations are said as people say them', () => {
  expect(duration(20_000)).toBe('less than a minute');
  expect(duration(60_000)).toBe('about 1 minute');
  expect(duration(5 * 60_000)).toBe('about 5 minutes');
  expect(duration(3 * 3_600_000)).toBe('about 3 hours');
  expect(duration(72 * 3_600_000)).toBe('3 days');
});

test('sizes are said in things people know', () => {
  expect(size(1_000_000)).toBe('1 MB');
  expect(size(12_000_000)).toBe('About the size of 3 photos');
  expect(size(500_000_000)).toBe('About the size of 130 photos');
  expect(size(4_500_000_000)).toBe('About the size of 3 hours of film');
  expect(megabytes(12_300_000)).toBe('12 MB');
});
