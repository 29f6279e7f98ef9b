// The images of a case, sent as one or several sets, as examinations a viewer can show. Each set counts its files from 0, so
// the viewer gets numbers that carry the set; its frames and previews are then asked of the core worker by set and file.

import type { CoreActs, Hex, ImageSet } from '../core/acts';
import type { Remote } from '../core/rpc';
import type { Check, FrameSource, Instance, Series } from './study';

/** One examination of one person, as the disc names them. */
export interface Examination {
  uid: string;
  patient: { name: string; birth_date: string | null };
  /** `YYYY-MM-DD`. */
  date: string | null;
  description: string | null;
  institution: string | null;
  /** Number of the set it came with. */
  set: number;
  series: Series[];
  /** What was found about the examination as a whole. */
  checks: Check[];
}

/** Files of a set; a disc has fewer. */
const room = 1_000_000;

/** All examinations, the newest first; within one in the order of the disc. */
export function examinationsOf(sets: ImageSet[]): Examination[] {
  const found = sets.flatMap(({ set, inventory }) =>
    inventory.patients.flatMap((patient) =>
      patient.studies.map((study) => ({
        uid: study.uid,
        patient: { name: patient.name, birth_date: patient.birth_date ?? null },
        date: study.date ?? null,
        description: study.description ?? null,
        institution: study.institution ?? null,
        set,
        series: study.series.map((series) => placed(series, set)),
        checks: study.checks ?? [],
      })),
    ),
  );
  return found.sort((one, other) => (other.date ?? '').localeCompare(one.date ?? ''));
}

/** The frames of a case from its sealed packs. */
export function framesOf(core: Remote<CoreActs>, id: Hex): FrameSource {
  const place = (file: number) => ({ case: id, set: Math.floor(file / room), file: file % room });
  return {
    frame: (file, frame, signal) => core.call('frame', { ...place(file), frame }, { signal }),
    preview: (file, frame) => core.call('preview', { ...place(file), frame }),
    table: (file, span) => core.call('table', { ...place(file), span }),
  };
}

/** A person's name as it is said: `Muster^Anna^^Dr.` becomes "Muster, Anna, Dr." (PS3.5 section 6.2.1). */
export function spoken(name: string): string {
  const [alphabetic = ''] = name.split('=');
  return alphabetic.split('^').map((part) => part.trim()).filter(Boolean).join(', ');
}

function placed(series: Series, set: number): Series {
  const instances = series.instances.map((instance) => ({ ...complete(instance), file: set * room + instance.file }));
  return { ...series, instances };
}

/** Absent lists of an inventory are empty ones here. */
export function complete(instance: Instance): Instance {
  const { window_center = [], window_width = [], truncated = false } = instance as Partial<Instance>;
  return { ...instance, window_center, window_width, truncated };
}
