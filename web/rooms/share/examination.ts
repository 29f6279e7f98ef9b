// The series of everything that was shared, in one list.

import type { DiscPatient, KeyImage } from '../../lib/core/acts';
import type { Series } from '../../lib/view/study';
import type { Place } from '../../lib/view/still';

/** A series with whose and which examination it belongs to. */
export interface Examined {
  series: Series;
  patient: DiscPatient;
  study: DiscPatient['studies'][number];
  images: number;
}

export function examined(patients: DiscPatient[]): Examined[] {
  return patients.flatMap((patient) =>
    patient.studies.flatMap((study) =>
      study.series.map((series) => ({ series, patient, study, images: series.instances.reduce((sum, { number_of_frames }) => sum + Math.max(1, number_of_frames), 0) })),
    ),
  );
}

/** Where a key image of the report lies; null if its images are not here. */
export function findImage(all: Examined[], image: KeyImage): Place | null {
  for (const { series } of all) {
    const instance = series.instances.find(({ uid }) => uid === image.instance);
    if (instance) return { series, instance, frame: image.frame - 1 };
  }
  return null;
}
