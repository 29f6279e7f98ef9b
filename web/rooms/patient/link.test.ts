import { afterEach, expect, test, vi } from 'vitest';
import { arrived, forgetLink, takeLink } from './link';

function comeBy(address: string): string[] {
  const written: string[] = [];
  const url = new URL(address);
  vi.stubGlobal('location', { hash: url.hash, href: url.href, pathname: url.pathname, search: url.search });
  vi.stubGlobal('history', { state: null, replaceState: (_: unknown, __: string, to: string) => written.push(to) });
  takeLink();
  return written;
}

afterEach(() => {
  forgetLink();
  vi.unstubAllGlobals();
});

test('an invitation is taken out of the address at once', () => {
  const link = 'https://practice.example/#join.v1.c2VjcmV0.e8eabf3b';
  expect(comeBy(link)).toEqual(['/']);
  expect(arrived()).toEqual({ kind: 'join', link });
});

test('the printed start link pins the practice', () => {
  expect(comeBy('https://practice.example/#start.e8eabf3b')).toEqual(['/']);
  expect(arrived()).toEqual({ kind: 'start', practice: 'e8eabf3b' });
});

test('an unknown fragment is removed and believed in nothing', () => {
  expect(comeBy('https://practice.example/#anything')).toEqual(['/']);
  expect(arrived()).toEqual({ kind: 'none' });
});

test('a plain address is left alone', () => {
  expect(comeBy('https://practice.example/')).toEqual([]);
});
