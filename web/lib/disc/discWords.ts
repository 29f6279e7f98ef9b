// What is on a disc, in words that a lay person knows.

import type { DiscPatient, FileRecord, Inventory } from '../core/acts';
import { calendarDay, maybe, t } from '../words';

export type Study = DiscPatient['studies'][number];

type Outcome = { used: { as: string } } | { skipped: { reason: string } };

/** Why a file is of no use to intake; null when it is used. */
export function skipped(record: FileRecord): string | null {
  const outcome = record.outcome as Outcome;
  return 'skipped' in outcome ? outcome.skipped.reason : null;
}

/** A paper or picture; the first report may be in it, unless it is what a viewer says of itself. */
export function isDocument(record: FileRecord): boolean {
  return isText(record) && record.may_hold_report;
}

function isText(record: FileRecord): boolean {
  const outcome = record.outcome as Outcome;
  return 'used' in outcome && outcome.used.as === 'document';
}

/** "MRI of the lower back". */
export function studyTitle(study: Study): string {
  const codes = [...new Set(study.series.map(({ modality }) => modality))].filter((code) => code && !['PR', 'KO', 'SR', 'OT'].includes(code));
  const kinds = codes.map((code) => maybe(`modality-${code.toLowerCase()}`) ?? code);
  const kind = kinds.length > 0 ? [...new Set(kinds)].join(' + ') : t('modality-other');
  const code = study.series.map(({ body_part }) => body_part).find(Boolean);
  const part = code ? maybe(`part-${code.toLowerCase().replaceAll(/[^a-z]/g, '')}`) : null;
  if (part) return t('study-of', { kind, part });
  return study.description ? `${kind} · ${study.description}` : kind;
}

export function imagesIn(study: Study): number {
  return study.series.reduce((sum, { instances }) => sum + instances.reduce((frames, { number_of_frames }) => frames + Math.max(1, number_of_frames), 0), 0);
}

/** The file in the middle of the longest series: the one that shows most. */
export function pictureOf(study: Study): number | null {
  const longest = study.series.reduce<Study['series'][number] | null>((best, series) => (series.instances.length > (best?.instances.length ?? 0) ? series : best), null);
  return longest?.instances[Math.floor(longest.instances.length / 2)]?.file ?? null;
}

/** A name in caret form (PS3.5 section 6.2.1) as people write it: "Anna Muster". */
export function personName(caret: string): string {
  const [family = '', given = '', middle = ''] = (caret.split('=')[0] ?? '').split('^').map((part) => part.trim());
  const name = [given, middle, family].filter(Boolean).join(' ');
  return name === name.toUpperCase() ? name.toLowerCase().replaceAll(/(^|[\s-])\p{L}/gu, (first) => first.toUpperCase()) : name;
}

/** Who somebody is: "Anna Muster, born 4 May 1961". */
export function described(name: string, born?: string | null): string {
  return born ? t('whose-person', { name: name || t('study-nameless'), born: calendarDay(born) }) : name || t('study-nameless');
}

/** Why there are no scans in what was chosen; null when there are some. */
export function nothingFound(inventory: Inventory): 'empty' | 'photos' | 'screenshots' | 'other' | null {
  if (inventory.patients.length > 0) return null;
  if (inventory.captures?.length > 0) return 'screenshots';
  if (inventory.files.length === 0) return 'empty';
  const pictures = inventory.files.filter((file) => file.document === 'picture').length;
  return pictures > 0 && pictures * 2 >= inventory.files.length ? 'photos' : 'other';
}

/** Reasons that a person can do something about. */
const noted = [
  'truncated_before_pixels', 'archive_not_opened', 'seven_zip_not_opened', 'rar_not_opened', 'split_archive', 'nested_archive', 'incomplete_archive', 'too_many_files',
  'damaged_zip', 'unknown_encryption', 'unknown_zip_method', 'cannot_inflate', 'unreadable', 'checksum', 'too_large', 'unsupported_video',
];

/** What of the leftovers is said at the disc; the others are only listed. Cut-off images have one place where the disc warns of them. */
export function troublesome(inventory: Inventory): ReturnType<typeof leftovers> {
  const warned = (inventory.warnings ?? []).some(({ code }) => code === 'truncated');
  return leftovers(inventory).filter(({ reason }) => noted.includes(reason) && !(warned && reason === 'truncated_before_pixels'));
}

/** Files that are of no use to intake, by reason; with the viewer what it says of itself. */
export function leftovers(inventory: Inventory): { reason: string; files: number[]; paths: string[] }[] {
  const found = new Map<string, { reason: string; files: number[]; paths: string[] }>();
  inventory.files.forEach((record, file) => {
    const reason = skipped(record) ?? (isText(record) && !record.may_hold_report ? 'not_dicom_viewer_program' : null);
    if (reason === null) return;
    const group = found.get(reason) ?? { reason, files: [], paths: [] };
    group.files.push(file);
    group.paths.push(record.path);
    found.set(reason, group);
  });
  return [...found.values()].sort((one, other) => other.files.length - one.files.length);
}
