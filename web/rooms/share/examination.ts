// The series of everything that was shared, in one list. Sets number their files on their own, so the viewer gets numbers that
// tell the set as well.

import type { CoreActs, DiscPatient, Hex, ImageSet, KeyImage } from '../../lib/core/acts';
import type { Remote } from '../../lib/core/rpc';
import type { FrameSource, Series } from '../../lib/view/study';
import type { Place } from '../../lib/view/still';

const stride = 1_000_000;

/** A series with whose and which examination it belongs to. */
export interface Examined {
  series: Series;
  patient: DiscPatient;
  study: DiscPatient['studies'][number];
  images: number;
}

export function examined(sets: ImageSet[]): Examined[] {
  return sets.flatMap(({ set, inventory }) =>
    inventory.patients.flatMap((patient) =>
      patient.studies.flatMap((study) =>
        study.series.map((one) => {
          const instances = one.instances.map((instance) => ({ ...instance, file: set * stride + instance.file }));
          const images = instances.reduce((sum, { number_of_frames }) => sum + Math.max(1, number_of_frames), 0);
          return { series: { ...one, instances }, patient, study, images };
        }),
      ),
    ),
  );
}

export function frameSource(core: Remote<CoreActs>, id: Hex): FrameSource {
  const place = (file: number, frame: number) => ({ case: id, set: Math.floor(file / stride), file: file % stride, frame });
  return {
    frame: (file, frame, signal) => core.call('frame', place(file, frame), { signal }),
    preview: (file, frame) => core.call('preview', place(file, frame)),
    table: (file, span) => core.call('table', { ...place(file, 0), span }),
  };
}

/** Where a key image of the report lies; null if its images are not here. */
export function findImage(all: Examined[], image: KeyImage): Place | null {
  for (const { series } of all) {
    const instance = series.instances.find(({ uid }) => uid === image.instance);
    if (instance) return { series, instance, frame: image.frame - 1 };
  }
  return null;
}
