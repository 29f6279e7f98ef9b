import { expect, test } from 'vitest';
import type { Procedure } from '../../lib/core/acts';
import { speak } from '../../lib/words';
import { toForm, type Answers } from './draft.svelte';
import { around, stepsFor } from './steps';

const knee: Procedure = { code: 'knee-arthroscopy', region: 'knee', side_applies: true, level_applies: false, label: { en: 'Keyhole surgery of the knee', de: 'Kniespiegelung' }, words: [] };
const tonsils: Procedure = { code: 'tonsil-surgery', region: 'head', side_applies: false, level_applies: false, label: { en: 'Removing the tonsils', de: 'Mandeloperation' }, words: [] };

const answers = (some: Partial<Answers>) =>
  ({
    answered: [], who: 'self', relative_name: '', relation: '', declared: false, name: ' Anna Muster ', birth_date: '', procedure_code: '', procedure_text: '', side: '', levels: [], surgery_date: '',
    date_unknown: false, surgeon: '', hospital: '', first_radiologist: '', question: 'Why?', telephone: '', urgent_wish: '', service: '', warning_signs: null, consent_at: null, consent_language: '', posting: null, named_on_disc: [], disc: '', original: '',
    original_text: '', history: '', history_files: 0, recovery_done: false, ...some,
  }) satisfies Answers;

test('side and level are only asked where the operation has them', () => {
  expect(stepsFor(answers({ procedure_code: 'knee-arthroscopy' }), [knee, tonsils])).toContain('side');
  expect(stepsFor(answers({ procedure_code: 'knee-arthroscopy' }), [knee, tonsils])).not.toContain('levels');
  expect(stepsFor(answers({ procedure_code: 'tonsil-surgery' }), [knee, tonsils])).not.toContain('side');
  expect(stepsFor(answers({ procedure_code: 'other' }), [knee, tonsils])).toContain('side');
});

test('every step knows what comes before and after', () => {
  const steps = stepsFor(answers({ procedure_code: 'tonsil-surgery' }), [tonsils]);
  expect(around('procedure', steps)).toEqual({ before: 'patient', after: 'date' });
  expect(around('whom', steps).before).toBeNull();
  expect(around('history', steps).after).toBeNull();
});

test('what was not answered is not in the form', () => {
  expect(toForm(answers({}), '')).toEqual({ for_whom: { who: 'self' }, patient: { name: 'Anna Muster' }, question: 'Why?', service: 'standard' });
});

test('a date that is not known any more is not sent', () => {
  expect(toForm(answers({ surgery_date: '2026-12-03', date_unknown: true }), '').surgery_date).toBeUndefined();
});

test('consent to posting the disc goes with the form only where it was given', async () => {
  await speak(['common', 'consent'], 'de');
  const agreed = { consent_at: 5, consent_language: 'de' };
  expect(toForm(answers(agreed), '').consent).toEqual({ text_version: '2026-11', language: 'de', at: 5 });
  expect(toForm(answers({ ...agreed, posting: { at: 7, language: 'en' } }), '').consent?.by_post).toEqual({ text_version: '2026-11', language: 'en', at: 7 });
});

test('an operation outside the list is sent in the words of the person', () => {
  expect(toForm(answers({ procedure_code: 'other', procedure_text: ' Something rare ' }), 'ignored').procedure).toEqual({ code: 'other', text: 'Something rare' });
});
