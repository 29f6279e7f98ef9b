import { expect, test } from 'vitest';
import { letters, markers, scaleBar } from './geometry';

test('an axial image has the patient’s right on the left of the screen', () => {
  expect(markers([1, 0, 0, 0, 1, 0])).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' });
});

test('a sagittal and a coronal image have the head at the top', () => {
  expect(markers([0, 1, 0, 0, 0, -1])).toEqual({ left: 'A', right: 'P', top: 'H', bottom: 'F' });
  expect(markers([1, 0, 0, 0, 0, -1])).toEqual({ left: 'R', right: 'L', top: 'H', bottom: 'F' });
});

test('an oblique direction has the strongest letter first', () => {
  expect(letters([0.3, 0.9, -0.3])).toBe('PLF');
  expect(letters([0.02, 0.99, 0.05])).toBe('P');
});

test('an image without orientation gets no letters instead of wrong ones', () => {
  expect(markers(null)).toBeNull();
  expect(markers([1, 0, 0])).toBeNull();
  expect(markers([0, 0, 0, 0, 0, 0])).toBeNull();
  expect(markers([Number.NaN, 0, 0, 0, 1, 0])).toBeNull();
});

test('the scale is a round length that fits', () => {
  expect(scaleBar(0.5, 160)).toEqual({ millimetres: 50, pixels: 100 });
  expect(scaleBar(0.24, 160)).toMatchObject({ millimetres: 20 });
  expect(scaleBar(0, 160)).toBeNull();
});
