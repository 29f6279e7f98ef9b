import { expect, test } from 'vitest';
import type { Inventory } from '../core/acts';
import { besides } from './besides';

/** Names beginning with `a` and `b` are images of two people. */
function disc(...paths: string[]): Inventory {
  const images = (letter: string) => paths.flatMap((path, file) => (path.split('/').at(-1)?.startsWith(letter) ? [{ file }] : []));
  const patients = ['a', 'b'].map((letter) => ({ studies: [{ series: [{ instances: images(letter) }] }] }));
  return { files: paths.map((path) => ({ path, size: 1 })), patients } as unknown as Inventory;
}

const kept = (inventory: Inventory, ...people: number[]) => besides(inventory, new Set(people)).map((file) => inventory.files[file]?.path);

test('the report of a disc that is somebody else’s stays here with its images', () => {
  const two = disc('DISC/a1', 'DISC/README.TXT', 'other.iso/IMAGES/b1', 'other.iso/REPORT.PDF');
  expect(kept(two, 1)).toEqual(['other.iso/REPORT.PDF']);
  expect(kept(two)).toEqual([]);
});

test('a paper in the folder of somebody else stays here, one that lies above both goes', () => {
  const both = disc('DISC/ANNA/a1', 'DISC/BEAT/b1', 'DISC/BEAT/SR000001', 'DISC/REPORT.PDF');
  expect(kept(both, 1)).toEqual(['DISC/BEAT/SR000001']);
  expect(kept(both, 0, 1)).toEqual(['DISC/BEAT/SR000001', 'DISC/REPORT.PDF']);
});

test('what was chosen apart from any images goes', () => {
  expect(kept(disc('DISC/b1', 'original/letter.pdf', 'PAPERS/letter.pdf', 'single.pdf'), 1)).toEqual([]);
});
