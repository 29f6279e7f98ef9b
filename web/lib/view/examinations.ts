// The images of a case as examinations a viewer can show, and where their frames come from.

import type { CoreActs, DiscPatient, Hex } from '../core/acts';
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
  series: Series[];
  /** What was found about the examination as a whole. */
  checks: Check[];
}

/** All examinations, the newest first; within one in the order of the disc. */
export function examinationsOf(patients: DiscPatient[]): Examination[] {
  const found = patients.flatMap((patient) =>
    patient.studies.map((study) => ({
      uid: study.uid,
      patient: { name: patient.name, birth_date: patient.birth_date ?? null },
      date: study.date ?? null,
      description: study.description ?? null,
      institution: study.institution ?? null,
      series: study.series.map(filled),
      checks: study.checks ?? [],
    })),
  );
  return found.sort((one, other) => (other.date ?? '').localeCompare(one.date ?? ''));
}

/** The frames of a case from its sealed packs. */
export function framesOf(core: Remote<CoreActs>, id: Hex): FrameSource {
  return {
    frame: (file, frame, signal) => core.call('frame', { case: id, file, frame }, { signal }),
    preview: (file, frame) => core.call('preview', { case: id, file, frame }),
    table: (file, span) => core.call('table', { case: id, file, span }),
  };
}

/** A person's name as it is said: `Muster^Anna^^Dr.` becomes "Muster, Anna, Dr." (PS3.5 section 6.2.1). */
export function spoken(name: string): string {
  const [alphabetic = ''] = name.split('=');
  return alphabetic.split('^').map((part) => part.trim()).filter(Boolean).join(', ');
}

/** Absent lists of a series are empty ones here. */
function filled(series: Series): Series {
  return { ...series, instances: series.instances.map(complete) };
}

/** Absent lists of an inventory are empty ones here. */
export function complete(instance: Instance): Instance {
  const { window_center = [], window_width = [], truncated = false } = instance as Partial<Instance>;
  return { ...instance, window_center, window_width, truncated };
}
