import { beforeEach, expect, test, vi } from 'vitest';

const server = vi.hoisted(() => ({ drafts: new Map<string, unknown>(), isThere: true }));

vi.mock('./session.svelte', () => ({
  core: {
    call: async (act: string, { name, value }: { name: string; value?: unknown }) => {
      await Promise.resolve();
      if (!server.isThere) throw new Error('unreachable');
      if (act === 'keep_draft') server.drafts.set(name, value);
      return server.drafts.get(name) ?? null;
    },
  },
}));

const { Kept } = await import('./kept.svelte');

beforeEach(() => {
  server.drafts.clear();
  server.isThere = true;
});

async function written(name: string, text: string) {
  const kept = new Kept<{ text: string }>(name);
  await kept.open(() => ({ text: '' }));
  if (kept.value) kept.value.text = text;
  kept.changed();
  return kept;
}

test('what was written a moment ago is there when the room opens anew, whichever of the two comes first', async () => {
  const before = await written('a', 'A tear of the meniscus');
  const after = new Kept<{ text: string }>('a');
  const [value] = await Promise.all([after.open(() => ({ text: '' })), before.close()]);
  expect(value.text).toBe('A tear of the meniscus');
  expect(server.drafts.get('a')).toEqual({ text: 'A tear of the meniscus' });
});

test('what could not be kept is still on the page when the room opens anew', async () => {
  const before = await written('b', 'A tear of the meniscus');
  server.isThere = false;
  await before.close();
  server.isThere = true;
  const after = new Kept<{ text: string }>('b');
  expect((await after.open(() => ({ text: '' }))).text).toBe('A tear of the meniscus');
  await after.keep();
  expect(server.drafts.get('b')).toEqual({ text: 'A tear of the meniscus' });
});

test('what another device wrote meanwhile is there, once all of this page was kept', async () => {
  await (await written('c', 'A tear')).close();
  server.drafts.set('c', { text: 'A tear, and an effusion' });
  expect((await new Kept<{ text: string }>('c').open(() => ({ text: '' }))).text).toBe('A tear, and an effusion');
});
