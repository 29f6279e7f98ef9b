// Where the images of a case are found again by what a key image says of them; given by the reading room to what stands in it.

import { getContext, setContext } from 'svelte';
import type { KeyImage } from '../../../lib/core/acts';
import { findImage, type Found } from '../../../lib/core/found';
import type { Examination, FrameSource, Series } from '../../../lib/view';

export interface Place extends Found {
  /** "CT 3" */
  name: string;
  /** Number of the image in its series, from 1. */
  number: number;
  /** The series with only this image, for a small picture. */
  only: Series;
}

export interface Pictures {
  frames: FrameSource;
  /** Null where nothing, or more than one thing, is called so. */
  place(image: KeyImage): Place | null;
}

const key = Symbol('pictures');

export function pictures(): Pictures {
  return getContext<Pictures>(key);
}

export function providePictures(frames: FrameSource, examinations: () => Examination[]): Pictures {
  return setContext(key, {
    frames,
    place(image) {
      const found = findImage(examinations(), image);
      if (!found) return null;
      const { series, instance } = found;
      const before = series.instances.slice(0, series.instances.indexOf(instance)).reduce((sum, { number_of_frames }) => sum + Math.max(1, number_of_frames), 0);
      const name = [series.modality, series.number].filter((part) => part != null).join(' ');
      return { ...found, name, number: before + image.frame, only: { ...series, instances: [instance] } };
    },
  } satisfies Pictures);
}
