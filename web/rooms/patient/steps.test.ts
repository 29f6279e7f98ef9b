import { expect, test } from 'vitest';
import type { Procedure } from '../../lib/core/acts';
import { speak } from '../../lib/words';
import { toForm, type Answers } from './draft.svelte';
import { before, following, goneFrom, standing, stepsFor, type StepId } from './steps';

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

const nothing = { disc: 0, original: 0, history: 0 };
const none = { images: false, original: false };

test('every step knows what comes before and after', () => {
  const steps = stepsFor(answers({ procedure_code: 'tonsil-surgery' }), [tonsils]);
  const done = () => 'done' as const;
  expect(before('procedure', steps)).toBe('patient');
  expect(following('procedure', steps, done)).toBe('date');
  expect(before('whom', steps)).toBeNull();
  expect(following('history', steps, done)).toBeNull();
});

test('after the same disc was chosen again, only what is not done is asked', () => {
  const steps = stepsFor(answers({}), []);
  const stands = (some: Partial<Answers>) => (step: StepId) => standing(step, answers(some), { ...nothing, disc: 1 }, none);
  expect(following('disc', steps, stands({ answered: ['disc', 'original', 'history'], original: 'text' }))).toBeNull();
  expect(following('disc', steps, stands({ answered: ['disc', 'original', 'history'], original: 'text', history_files: 2 }))).toBe('history');
  expect(following('disc', steps, stands({ answered: ['disc'] }))).toBe('original');
});

test('after a reload the files are gone, unless they arrived or the disc goes by post', () => {
  const before = answers({ answered: ['disc', 'original', 'history'], original: 'text' });
  expect(goneFrom(before, nothing, none)).toBe('disc');
  expect(goneFrom(before, { ...nothing, disc: 3 }, none)).toBeNull();
  expect(goneFrom(before, nothing, { ...none, images: true })).toBeNull();
  expect(goneFrom({ ...before, posting: { at: 1, language: 'en' } }, nothing, none)).toBeNull();
  expect(goneFrom({ ...before, original: 'files' }, { ...nothing, disc: 3 }, none)).toBe('original');
  expect(goneFrom(answers({}), nothing, none)).toBe('disc');
});

test('files that were chosen before and are not at hand are asked for again, unless the practice has them', () => {
  const before = answers({ answered: ['disc', 'original', 'history'], original: 'files', history_files: 1 });
  expect(['disc', 'original', 'history'].map((step) => standing(step as StepId, before, nothing, none))).toEqual(['problem', 'problem', 'problem']);
  expect(['disc', 'original', 'history'].map((step) => standing(step as StepId, before, nothing, { images: true, original: true }))).toEqual(['done', 'done', 'done']);
  expect(standing('disc', answers({ posting: { at: 1, language: 'en' } }), nothing, none)).toBe('done');
  expect(standing('disc', answers({}), nothing, none)).toBe('open');
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
