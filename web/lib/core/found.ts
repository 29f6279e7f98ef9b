// Where an image that a report names lies among what was sent.

import type { DiscPatient, KeyImage } from './acts';

type Study = Pick<DiscPatient['studies'][number], 'uid' | 'series'>;
type Series = Study['series'][number];

export interface Found {
  series: Series;
  instance: Series['instances'][number];
  /** From 0. */
  frame: number;
}

/** Finds an image by its identifiers; null where nothing has them, or more than one thing: better no image than another one, or
 * somebody else's. */
export function findImage(studies: Study[], image: KeyImage): Found | null {
  const series = studies.filter(({ uid }) => uid === image.study).flatMap((study) => study.series.filter(({ uid }) => uid === image.series));
  const [found, another] = series.flatMap((one) => one.instances.filter(({ uid }) => uid === image.instance).map((instance) => ({ series: one, instance, frame: image.frame - 1 })));
  const isThere = found && found.frame >= 0 && found.frame < Math.max(1, found.instance.number_of_frames);
  return isThere && !another ? found : null;
}
