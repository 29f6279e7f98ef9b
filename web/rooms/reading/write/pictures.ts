// Where the images of a case are found again by what a key image says of them; given by the reading room to what stands in it.

import { getContext, setContext } from 'svelte';
import type { KeyImage } from '../../../lib/core/acts';
import type { Examination, FrameSource, Series } from '../../../lib/view';

export interface Place {
  /** "CT 3" */
  name: string;
  /** Number of the image in its series, from 1. */
  number: number;
  /** The series with only this image, for a small picture. */
  only: Series;
  study: string;
}

export interface Pictures {
  frames: FrameSource;
  place(image: Pick<KeyImage, 'series' | 'instance' | 'frame'>): Place | null;
}

const key = Symbol('pictures');

export function pictures(): Pictures {
  return getContext<Pictures>(key);
}

export function providePictures(frames: FrameSource, examinations: () => Examination[]): Pictures {
  return setContext(key, {
    frames,
    place({ series: uid, instance, frame }) {
      for (const { uid: study, series: all } of examinations()) {
        const series = all.find((one) => one.uid === uid);
        const index = series?.instances.findIndex((one) => one.uid === instance) ?? -1;
        const found = series?.instances[index];
        if (!series || !found) continue;
        const before = series.instances.slice(0, index).reduce((sum, { number_of_frames }) => sum + Math.max(1, number_of_frames), 0);
        const name = [series.modality, series.number].filter((part) => part != null).join(' ');
        return { name, number: before + frame, only: { ...series, instances: [found] }, study };
      }
      return null;
    },
  } satisfies Pictures);
}
