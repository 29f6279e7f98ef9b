import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stayAwake } from './awake';

/** A screen that says how many hold it awake. */
const screen = { held: 0 };
const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  screen.held = 0;
  page.visibilityState = 'visible';
  vi.stubGlobal('document', page);
  vi.stubGlobal('navigator', { wakeLock: { request: async () => (screen.held++, { release: async () => void screen.held-- }) } });
});
afterEach(() => vi.unstubAllGlobals());

async function show(visible: boolean) {
  page.visibilityState = visible ? 'visible' : 'hidden';
  if (!visible) screen.held = 0;
  page.dispatchEvent(new Event('visibilitychange'));
  await settled();
}

test('the screen stays awake until sending ends', async () => {
  const sleep = stayAwake();
  await settled();
  expect(screen.held).toBe(1);
  sleep();
  await settled();
  expect(screen.held).toBe(0);
});

test('after a look at another page the screen stays awake again', async () => {
  const sleep = stayAwake();
  await settled();
  await show(false);
  await show(true);
  expect(screen.held).toBe(1);
  sleep();
  await show(false);
  await show(true);
  expect(screen.held).toBe(0);
});

test('a sending that ended at once leaves the screen free', async () => {
  stayAwake()();
  await settled();
  expect(screen.held).toBe(0);
});

test('a phone that cannot stay awake, or refuses, sends all the same', async () => {
  vi.stubGlobal('navigator', { wakeLock: { request: () => Promise.reject(new Error('The battery is low.')) } });
  stayAwake()();
  vi.stubGlobal('navigator', {});
  stayAwake()();
  await settled();
});
