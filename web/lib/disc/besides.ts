// What stays here together with somebody's images: the papers, copies and viewers that lie beside them on the disc.

import type { DiscPatient, Inventory } from '../core/acts';

/**
 * Files that are no images and lie in the nearest folder with images of which all belong to people who are left out. What
 * lies beside anybody else's images, or was chosen apart from any, is not among them.
 */
export function besides(inventory: Inventory, leftOut: ReadonlySet<number>): number[] {
  const whose = new Map<number, number>();
  inventory.patients.forEach((patient, person) => imagesOf(patient).forEach((file) => whose.set(file, person)));
  const within = new Map<string, Set<number>>();
  for (const [file, person] of whose) {
    for (const folder of foldersOf(inventory.files[file]?.path ?? '')) within.set(folder, (within.get(folder) ?? new Set()).add(person));
  }
  return inventory.files.flatMap(({ path }, file) => {
    const people = foldersOf(path).map((folder) => within.get(folder)).find((people) => people !== undefined);
    return !whose.has(file) && people && [...people].every((person) => leftOut.has(person)) ? [file] : [];
  });
}

function imagesOf({ studies }: Pick<DiscPatient, 'studies'>): number[] {
  return studies.flatMap(({ series }) => series.flatMap(({ instances }) => instances.map(({ file }) => file)));
}

/** The folders and containers that a file lies in, the nearest first. */
function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, at) => parts.slice(0, parts.length - 1 - at).join('/'));
}
