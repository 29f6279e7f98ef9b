import { expect, test } from 'vitest';
import type { Inventory } from '../core/acts';
import { keptBack } from './known';

/** A disc with two examinations, a viewer, and a letter that was chosen beside it. */
const disc = {
  files: ['IM1', 'IM2', 'IM3', 'viewer.exe', 'original/letter.pdf'].map((path) => ({ path, size: 1 })),
  patients: [{ studies: [[0, 1], [2]].map((files) => ({ series: [{ instances: files.map((file) => ({ file })) }] })) }],
} as unknown as Inventory;

test('an examination that is with the practice already stays here', () => {
  expect(keptBack(disc, new Set([0, 1]))).toEqual([0, 1]);
});

test('an examination of which one image is new is sent whole', () => {
  expect(keptBack(disc, new Set([0]))).toEqual([]);
});

test('of the same disc again only the new letter is sent', () => {
  expect(keptBack(disc, new Set([0, 1, 2]))).toEqual([0, 1, 2, 3]);
});

test('of a disc without images nothing stays here', () => {
  expect(keptBack({ ...disc, patients: [] }, new Set())).toEqual([]);
});
