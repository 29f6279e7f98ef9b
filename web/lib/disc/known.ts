// What of a disc stays here because the case holds it already.

import type { DiscPatient, Inventory } from '../core/acts';

type Studies = Pick<DiscPatient, 'studies'>;

const filesOf = ({ studies }: Studies) => studies.flatMap(({ series }) => series.flatMap(({ instances }) => instances.map(({ file }) => file)));

/**
 * Examinations that are there whole. One of which anything is new is sent whole, so that it can be read as one. Where nothing
 * is new at all, the rest of the disc stays here too; what was chosen beside it does not.
 */
export function keptBack(inventory: Inventory, known: ReadonlySet<number>): number[] {
  const studies = inventory.patients.flatMap(({ studies }) => studies.map((study) => filesOf({ studies: [study] }))).filter((files) => files.length > 0);
  const whole = studies.filter((files) => files.every((file) => known.has(file)));
  if (studies.length === 0 || whole.length < studies.length) return whole.flat();
  return inventory.files.flatMap(({ path }, file) => (/^_*(original|history)\//.test(path) ? [] : [file]));
}
