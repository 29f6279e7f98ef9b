import { beforeEach, expect, test } from 'vitest';
import type { CoreActs, Procedure } from '../core/acts';
import type { Remote } from '../core/rpc';
import { speak } from './words.svelte';
import { learnProcedures, procedureName } from './procedures.svelte';

const knee: Procedure = { code: 'knee-replacement', region: 'knee', side_applies: true, level_applies: false, label: { en: 'Artificial knee joint', de: 'Künstliches Kniegelenk' }, words: [] };
const core = { call: () => Promise.resolve([knee]) } as unknown as Remote<CoreActs>;

beforeEach(async () => void (await learnProcedures(core)));

test('an operation that was chosen in one language is read in another', async () => {
  await speak(['common'], 'de');
  expect(procedureName({ code: 'knee-replacement', text: 'Artificial knee joint' })).toBe('Künstliches Kniegelenk');
  await speak(['common'], 'en');
  expect(procedureName({ code: 'knee-replacement', text: 'Künstliches Kniegelenk' })).toBe('Artificial knee joint');
});

test("an operation in the patient's own words stays as it was said", () => {
  expect(procedureName({ code: 'other', text: 'Something rare' })).toBe('Something rare');
  expect(procedureName(undefined)).toBeUndefined();
});
