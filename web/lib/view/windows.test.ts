import { expect, test } from 'vitest';
import type { StackImage } from './study';
import { autoWindow, presets, rangeOf, recordedWindow, windowOf, windowOfRange } from './windows';

function image(modality: string, center: number[], width: number[]): StackImage {
  return { series: { modality }, instance: { window_center: center, window_width: width } } as StackImage;
}

test('the recorded window is used, a CT without one is shown as abdomen, others from their values', () => {
  expect(recordedWindow(image('MR', [300, 1], [600, 2]))).toEqual({ center: 300, width: 600 });
  expect(recordedWindow(image('CT', [], []))).toEqual({ center: 40, width: 400 });
  expect(recordedWindow(image('MR', [100], [0]))).toBeNull();
});

test('a window and its range are the same thing', () => {
  expect(rangeOf({ center: 40, width: 400 })).toEqual({ lower: -160, upper: 239 });
  expect(windowOfRange(rangeOf({ center: 127.5, width: 255 }))).toEqual({ center: 127.5, width: 255 });
});

test('a few very bright pixels do not darken the rest', () => {
  const values = Float32Array.from({ length: 1000 }, (_, i) => (i < 3 ? 30_000 : i % 100));
  const { center, width } = autoWindow(values);
  expect(width).toBeLessThanOrEqual(101);
  expect(center).toBeCloseTo(50, -1);
});

test('each key sets one window', () => {
  for (const modality of ['CT', 'MR']) {
    const keys = presets(modality).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  }
  const lung = presets('CT').find(({ nameKey }) => nameKey === 'window-lung');
  expect(lung && windowOf(lung, image('CT', [], []), [])).toEqual({ center: -600, width: 1500 });
});
