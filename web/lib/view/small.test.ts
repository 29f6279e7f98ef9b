import { expect, test } from 'vitest';
import { shrink } from './small';
import type { StackImage } from './study';

function image(rows: number, columns: number, photometric = 'MONOCHROME2'): StackImage {
  return { id: '', frame: 0, series: { modality: 'MR' }, instance: { rows, columns, photometric, window_center: [128], window_width: [256] } } as unknown as StackImage;
}

test('a large image becomes a small picture of the same shape, each place the mean of its box', () => {
  const data = Uint16Array.from({ length: 256 * 512 }, (_, i) => (i % 512 < 256 ? 0 : 255));
  const { width, height, grey } = shrink(image(256, 512), { data, components: 1, min: 0, max: 255 });
  expect([width, height]).toEqual([128, 64]);
  expect([grey[0], grey[63], grey[64], grey[127]]).toEqual([0, 0, 255, 255]);
});

test('white is black where the file counts from white to black, and colours become their brightness', () => {
  expect([...shrink(image(1, 2, 'MONOCHROME1'), { data: Uint16Array.of(0, 255), components: 1, min: 0, max: 255 }).grey]).toEqual([255, 0]);
  expect([...shrink(image(1, 2, 'RGB'), { data: Uint8Array.of(255, 0, 0, 255, 255, 255), components: 3, min: 0, max: 255 }).grey]).toEqual([76, 255]);
});
