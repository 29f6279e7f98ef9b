import { expect, test } from 'vitest';
import type { Gathered } from '../ui';
import { withAnother, type Source } from './sources';

const chosen = (paths: string[], time = 0, unreadable: string[] = []): Gathered => ({
  files: paths.map((path) => ({ path, file: new File(['x'], path.split('/').at(-1) ?? '', { lastModified: time }) })),
  unreadable: unreadable.map((path) => ({ path, reason: 'NotReadableError' })),
});
const choose = (...all: Gathered[]) => all.reduce<Source[]>(withAnother, []);
const paths = (sources: Source[]) => sources.flatMap(({ placed }) => placed.files.map(({ path }) => path));
const names = (sources: Source[]) => sources.map(({ name }) => name);

test('two discs lie side by side', () => {
  const both = choose(chosen(['CT/IM1', 'CT/IM2']), chosen(['MR/IM1']));
  expect(names(both)).toEqual(['CT', 'MR']);
  expect(paths(both)).toEqual(['CT/IM1', 'CT/IM2', 'MR/IM1']);
});

test('two different discs of the same name lose nothing, and no path means two files', () => {
  const three = choose(chosen(['DISC/IM1', 'DISC/A/IM2'], 1), chosen(['disc/IM1', 'disc/A/IM2'], 2), chosen(['DISC/IM1'], 3, ['DISC/IM9']));
  expect(names(three)).toEqual(['DISC', 'disc (2)', 'DISC (3)']);
  expect(paths(three)).toEqual(['DISC/IM1', 'DISC/A/IM2', 'disc (2)/IM1', 'disc (2)/A/IM2', 'DISC (3)/IM1']);
  expect(three[2]?.placed.unreadable).toEqual([{ path: 'DISC (3)/IM9', reason: 'NotReadableError' }]);
});

test('two ZIPs of the same name keep their kind', () => {
  expect(paths(choose(chosen(['hospital.zip'], 1), chosen(['hospital.zip'], 2)))).toEqual(['hospital.zip', 'hospital (2).zip']);
  expect(paths(choose(chosen(['DICOM'], 1), chosen(['DICOM'], 2)))).toEqual(['DICOM', 'DICOM (2)']);
});

test('loose files of a second disc stay together, so that its own list still finds them', () => {
  expect(paths(choose(chosen(['DICOMDIR', 'IM/1'], 1), chosen(['DICOMDIR', 'IM/1'], 2)))).toEqual(['DICOMDIR', 'IM/1', 'DICOMDIR (2)/DICOMDIR', 'DICOMDIR (2)/IM/1']);
});

test('the same disc chosen once more is not there twice, and one that was wiped gains what it lacked', () => {
  const disc = chosen(['DISC/IM1', 'DISC/IM2']);
  expect(paths(choose(disc, chosen(['MR/IM1']), disc))).toEqual(['MR/IM1', 'DISC/IM1', 'DISC/IM2']);
  const wiped = choose(chosen(['DISC/IM1'], 0, ['DISC/IM2']), disc);
  expect(paths(wiped)).toEqual(['DISC/IM1', 'DISC/IM2']);
  expect(wiped[0]?.placed.unreadable).toEqual([]);
});

test('a part of what is there already takes nothing away', () => {
  expect(paths(choose(chosen(['a.zip', 'letter.pdf']), chosen(['a.zip'])))).toEqual(['a.zip', 'letter.pdf']);
});
