import { describe, expect, it } from 'vitest';
import type { DiscPatient, KeyImage } from './acts';
import { findImage } from './found';

type Study = DiscPatient['studies'][number];
type Series = Study['series'][number];

function study(uid: string, series: string, ...images: [uid: string, file: number, frames?: number][]): Study {
  return { uid, series: [{ uid: series, modality: 'CT', instances: images.map(([uid, file, number_of_frames = 1]) => ({ uid, file, number_of_frames }) as Series['instances'][number]) }] };
}

const named = (instance: string, frame = 1): KeyImage => ({ study: '1', series: '1.1', instance, frame });

describe('an image that a report names', () => {
  it('is found by its identifiers', () => {
    const found = findImage([study('2', '1.1', ['9', 4]), study('1', '1.1', ['8', 6], ['9', 7])], named('9'));
    expect(found).toMatchObject({ instance: { file: 7 }, frame: 0 });
  });

  it('is not found in another series that happens to hold the same identifier', () => {
    expect(findImage([study('2', '1.1', ['9', 4])], named('9'))).toBeNull();
    expect(findImage([study('1', '1.2', ['9', 4])], named('9'))).toBeNull();
  });

  it('is not shown when two people, or two images, have its identifiers', () => {
    expect(findImage([study('1', '1.1', ['9', 4]), study('1', '1.1', ['9', 7])], named('9'))).toBeNull();
    expect(findImage([study('1', '1.1', ['9', 4], ['9', 5])], named('9'))).toBeNull();
  });

  it('is not found beyond its frames', () => {
    const cine = [study('1', '1.1', ['9', 4, 3])];
    expect(findImage(cine, named('9', 3))).toMatchObject({ frame: 2 });
    expect(findImage(cine, named('9', 4))).toBeNull();
    expect(findImage(cine, named('9', 0))).toBeNull();
  });
});
