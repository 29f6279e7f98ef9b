import { afterEach, expect, test, vi } from 'vitest';
import type { CoreActs, Me } from '../../lib/core/acts';
import type { Remote } from '../../lib/core/rpc';
import { draft, keepNow, keepSoon, loadDraft } from './draft.svelte';

afterEach(() => vi.useRealTimers());

test('a device that is slow to bring the answers back never finds a blank form in their place', async () => {
  vi.useFakeTimers();
  let drawer: unknown = { question: 'Is the disc pressing on the nerve?', warning_signs: { list_version: 1, at: 1 } };
  const core = {
    call: (act: string, input: { value?: unknown }) =>
      new Promise((resolve) =>
        setTimeout(() => {
          if (act === 'keep_draft') drawer = input.value;
          resolve(act === 'draft' ? structuredClone(drawer) : null);
        }, act === 'draft' ? 5_000 : 1),
      ),
  } as unknown as Remote<CoreActs>;

  // The page keeps what is typed from the moment it is shown.
  keepSoon();
  const loading = loadDraft(core, {} as Me);
  void keepNow();
  await vi.advanceTimersByTimeAsync(6_000);
  await loading;

  expect(draft.question).toBe('Is the disc pressing on the nerve?');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(drawer).toMatchObject({ question: 'Is the disc pressing on the nerve?', warning_signs: { list_version: 1, at: 1 } });
});
