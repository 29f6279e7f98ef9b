import { beforeEach, expect, test } from 'vitest';
import type { Inventory } from '../core/acts';
import { speak, t } from '../words';
import { isDocument, leftovers, nothingFound, personName, studyTitle, troublesome, type Study } from './discWords';

beforeEach(() => speak(['common', 'disc'], 'en'));

const file = (path: string, outcome: unknown, document?: string) => ({ path, size: 1, outcome, may_hold_report: false, ...(document ? { document } : {}) });
const disc = (files: Inventory['files']): Inventory => ({ files, patients: [], captures: [], warnings: [] });
const study = (modality: string, body_part: string | null, description: string | null = null): Study => ({ uid: '1', description, series: [{ uid: '2', modality, body_part, instances: [] }] });

test('names on a disc are written as people write them', () => {
  expect(personName('Muster^Anna')).toBe('Anna Muster');
  expect(personName('MUSTER-MEIER^ANNA MARIA')).toBe('Anna Maria Muster-Meier');
  expect(personName('Muster^Anna=山^花')).toBe('Anna Muster');
  expect(personName('^^')).toBe('');
});

test('examinations are named in lay words, with the words of the hospital where there are none', () => {
  expect(studyTitle(study('MR', 'LSPINE'))).toBe('MRI of the lower back');
  expect(studyTitle(study('CT', null, 'Thorax nativ'))).toBe('CT · Thorax nativ');
  expect(studyTitle(study('CT', 'UNHEARD OF'))).toBe('CT');
});

test('an empty folder, holiday photos and anything else are told apart', () => {
  expect(nothingFound(disc([]))).toBe('empty');
  expect(nothingFound(disc([file('beach.jpg', { used: { as: 'document' } }, 'picture')]))).toBe('photos');
  expect(nothingFound(disc([file('game.exe', { skipped: { reason: 'not_dicom' } })]))).toBe('other');
});

test('every file that is of no use is counted under its reason', () => {
  const found = leftovers(disc([file('a', { skipped: { reason: 'empty' } }), file('b', { used: { as: 'imaging' } }), file('c', { skipped: { reason: 'empty' } })]));
  expect(found).toEqual([{ reason: 'empty', files: [0, 2], paths: ['a', 'c'] }]);
});

test('what a viewer says of itself stands with the viewer, and not among the papers that may be the first report', () => {
  const [program, readme, letter] = [file('VIEWER.EXE', { skipped: { reason: 'not_dicom_viewer_program' } }), file('README.TXT', { used: { as: 'document' } }, 'text'), { ...file('letter.txt', { used: { as: 'document' } }, 'text'), may_hold_report: true }];
  expect(leftovers(disc([program, readme, letter]))).toEqual([{ reason: 'not_dicom_viewer_program', files: [0, 1], paths: ['VIEWER.EXE', 'README.TXT'] }]);
  expect([program, readme, letter].filter(isDocument)).toEqual([letter]);
});

test('images that are cut off are told once', () => {
  const files = [file('a', { skipped: { reason: 'truncated_before_pixels' } }), file('b.7z', { skipped: { reason: 'seven_zip_not_opened' } }), file('c', { skipped: { reason: 'duplicate' } })];
  expect(troublesome(disc(files)).map(({ reason }) => reason)).toEqual(['truncated_before_pixels', 'seven_zip_not_opened']);
  expect(troublesome({ ...disc(files), warnings: [{ code: 'truncated', detail: '' }] }).map(({ reason }) => reason)).toEqual(['seven_zip_not_opened']);
});

test('what to do stands beside the name of files that were not opened, not in it', async () => {
  for (const language of ['en', 'de'] as const) {
    await speak(['common', 'disc'], language);
    for (const reason of ['seven_zip_not_opened', 'archive_not_opened', 'unknown_encryption']) {
      expect(t(`skip-${reason}`)).not.toMatch(/[.(]/);
      expect(t(`skip-do-${reason}`)).toMatch(/\.$/);
    }
  }
});
