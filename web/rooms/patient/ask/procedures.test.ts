import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Procedure } from '../../../lib/core/acts';
import { shownProcedures } from './procedures';

const all = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../crates/report/data/procedures.json'), 'utf8')) as Procedure[];
const found = (search: string, language: 'en' | 'de' = 'en') => shownProcedures(all, search, '', language).map(({ code }) => code);

test('an operation is found by what the surgeon calls it, in either language', () => {
  for (const search of ['knee replacement', 'TKR', 'Knie-TEP', 'knie tep', 'new knee']) expect(found(search), search).toEqual(['knee-replacement']);
  expect(found('Bandscheibenvorfall', 'de')).toEqual(['lumbar-disc-removal', 'cervical-disc-removal']);
  expect(found('schlusselloch', 'de')).toEqual(['shoulder-arthroscopy', 'wrist-arthroscopy', 'hip-arthroscopy', 'knee-arthroscopy']);
});

test('what is not on the list finds nothing, and what was chosen stays', () => {
  expect(found('heart transplant')).toEqual([]);
  expect(shownProcedures(all, 'heart transplant', 'mastectomy', 'en').map(({ code }) => code)).toEqual(['mastectomy']);
});
