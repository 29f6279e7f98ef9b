// The series of everything that was shared, in one list.

import type { DiscPatient } from '../../lib/core/acts';
import type { Series } from '../../lib/view/study';

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
