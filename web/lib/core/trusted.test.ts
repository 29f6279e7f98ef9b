import { expect, test, vi } from 'vitest';
import { ownAsset } from './trusted';

const page = 'https://overread.example/reading/';

test('only files among our own assets may run as a worker', () => {
  vi.stubEnv('DEV', false);
  expect(ownAsset('/assets/core-1a2b.js', page)).toBe('https://overread.example/assets/core-1a2b.js');
  for (const foreign of ['https://elsewhere.example/assets/core.js', 'blob:https://overread.example/1', 'data:text/javascript,1', '/api/blobs/1', '/assets/../api/blobs/1']) {
    expect(() => ownAsset(foreign, page)).toThrow('Only our own files');
  }
  vi.unstubAllEnvs();
});
