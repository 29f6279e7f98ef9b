// Every sentence exists in every language, takes the same arguments, is used, and is short enough to read.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FluentResource } from '@fluent/bundle';
import { describe, expect, test } from 'vitest';
import { languages } from './words.svelte';

const web = join(import.meta.dirname, '../..');
const locales = join(web, '../locales');
const names = readdirSync(join(locales, 'en')).filter((name) => name.endsWith('.ftl'));
/** Written for the command line and mail too, so its keys are not all used here. */
const shared = ['guide.ftl'];

/** Key to its pattern, one entry per message or attribute. */
function entries(language: string, name: string): Map<string, unknown> {
  const source = readFileSync(join(locales, language, name), 'utf8');
  const found = new Map<string, unknown>();
  for (const message of new FluentResource(source).body) {
    if (message.value) found.set(message.id, message.value);
    for (const [attribute, value] of Object.entries(message.attributes)) found.set(`${message.id}.${attribute}`, value);
  }
  return found;
}

/** The arguments that a pattern takes. */
function variables(pattern: unknown): string[] {
  return [...new Set([...JSON.stringify(pattern).matchAll(/"type":"var","name":"([^"]+)"/g)].map(([, name]) => name ?? ''))].sort();
}

/** Every text a pattern can become, an argument counting as one word. */
function texts(pattern: unknown): string[] {
  if (typeof pattern === 'string') return [pattern];
  if (!Array.isArray(pattern)) return ['argument'];
  return pattern.reduce<string[]>((beginnings, part: { type?: string; variants?: { value: unknown }[] }) => {
    const ends = part.type === 'select' ? (part.variants ?? []).flatMap(({ value }) => texts(value)) : texts(part);
    return beginnings.flatMap((beginning) => ends.map((end) => beginning + end));
  }, ['']);
}

/** What the pages ask for: whole keys, and the fixed beginnings of keys that are put together. */
function asked(): { keys: Set<string>; beginnings: Set<string> } {
  const keys = new Set<string>();
  const beginnings = new Set<string>();
  for (const entry of readdirSync(web, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !/\.(ts|svelte)$/.test(entry.name) || /node_modules|\.test\.ts$|\/dist\//.test(path)) continue;
    const text = readFileSync(path, 'utf8');
    for (const [, key] of text.matchAll(/\b(?:t|maybe)\(\s*'([^']+)'/g)) keys.add(key ?? '');
    for (const [, beginning] of text.matchAll(/\b(?:t|maybe)\(\s*`([^`$]+)\$\{/g)) beginnings.add(beginning ?? '');
    // A key that waits in a table is written `key: '…'` or `…Key = '…'`.
    for (const [, key] of text.matchAll(/\b(?:\w*[kK]ey)\s*[:=]\s*'([a-z][a-z0-9]*-[a-z0-9.-]+)'/g)) keys.add(key ?? '');
  }
  return { keys, beginnings };
}

describe.each(names)('%s', (name) => {
  const english = entries('en', name);

  test.each(languages.filter((language) => language !== 'en'))('says everything in %s, with the same arguments', (language) => {
    const other = entries(language, name);
    expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, pattern] of english) expect({ key, variables: variables(other.get(key) ?? []) }).toEqual({ key, variables: variables(pattern) });
  });

  test('has no sentence of more than 24 words', () => {
    for (const language of languages) {
      for (const [key, pattern] of entries(language, name)) {
        for (const sentence of texts(pattern).flatMap((text) => text.split(/[.!?:]\s/))) {
          const words = sentence.split(/\s+/).filter((word) => /\p{L}{2}/u.test(word));
          expect(words.length, `${language} ${basename(name)} ${key}: ${sentence}`).toBeLessThanOrEqual(24);
        }
      }
    }
  });
});

test.each(names.filter((name) => !shared.includes(name)))('%s says nothing that no page shows', (name) => {
  const { keys, beginnings } = asked();
  const unused = [...entries('en', name).keys()].filter(
    (key) => !keys.has(key) && ![...beginnings].some((beginning) => key.startsWith(beginning)),
  );
  expect(unused).toEqual([]);
});

test('every key that a page asks for exists', () => {
  const known = new Set(names.flatMap((name) => [...entries('en', name).keys()]));
  const { keys, beginnings } = asked();
  expect([...keys].filter((key) => !known.has(key))).toEqual([]);
  expect([...beginnings].filter((beginning) => ![...known].some((key) => key.startsWith(beginning)))).toEqual([]);
});
