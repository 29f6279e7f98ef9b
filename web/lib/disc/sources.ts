// What was chosen, one after the other: two discs lie side by side, each below a name of its own, so that no path means two files.

import type { DiscFile, Gathered } from '../ui';

export interface Source {
  /** Its folder or file as people know it. */
  name: string;
  /** As it was chosen. */
  chosen: Gathered;
  /** The same files below the name that they have here. */
  placed: Gathered;
}

/** Adds what was chosen. The same disc once more only takes its own place. */
export function withAnother(sources: Source[], chosen: Gathered): Source[] {
  const others = sources.filter((source) => !holds(chosen.files, source.chosen.files));
  if (others.some((source) => holds(source.chosen.files, chosen.files))) return others;
  const taken = new Set(others.flatMap(({ placed }) => rootsOf(placed)).map((root) => root.toLowerCase()));
  return [...others, place(chosen, taken)];
}

/** The first name of what was chosen. */
export function nameOf(chosen: Gathered): string {
  return rootsOf(chosen)[0] ?? '';
}

/** Whether every file of the second, at least one, is in the first too. */
function holds(all: DiscFile[], some: DiscFile[]): boolean {
  const mark = ({ path, file }: DiscFile) => `${path}\n${file.size}\n${file.lastModified}`;
  const known = new Set(all.map(mark));
  return some.length > 0 && some.every((file) => known.has(mark(file)));
}

/** Gives it a name that nothing else has, whichever case the letters have: on many systems that is the same. */
function place(chosen: Gathered, taken: Set<string>): Source {
  const roots = rootsOf(chosen);
  const clash = roots.some((root) => taken.has(root.toLowerCase()));
  const name = nameOf(chosen);
  if (!clash) return { name, chosen, placed: chosen };
  const [only] = roots.length === 1 ? roots : [];
  const numbered = (number: number) => (only === undefined ? `${name} (${number})/` : isFolder(chosen) ? `${only} (${number})` : only.replace(/(\.[^.]*)?$/, ` (${number})$1`));
  let number = 2;
  while (taken.has(numbered(number).replace('/', '').toLowerCase())) number++;
  const beginning = numbered(number);
  const moved = <T extends { path: string }>(one: T): T => ({ ...one, path: beginning + one.path.slice(only?.length ?? 0) });
  return { name: beginning.replace('/', ''), chosen, placed: { files: chosen.files.map(moved), unreadable: chosen.unreadable.map(moved) } };
}

function rootsOf({ files, unreadable }: Gathered): string[] {
  return [...new Set([...files, ...unreadable].map(({ path }) => path.split('/')[0] ?? ''))];
}

function isFolder({ files, unreadable }: Gathered): boolean {
  return [...files, ...unreadable].some(({ path }) => path.includes('/'));
}
