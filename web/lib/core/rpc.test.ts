import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { ActError, Remote, serve, type Act, type Handlers, type Port } from './rpc';

interface Counting {
  add: Act<{ a: number; b: number }, number>;
  count: Act<{ to: number }, string, number>;
  wait: Act<null, never>;
  fail: Act<null, never>;
  buffer: Act<{ bytes: ArrayBuffer }, ArrayBuffer>;
}

const handlers: Handlers<Counting> = {
  add: ({ a, b }) => a + b,
  count: ({ to }, run) => {
    for (let i = 1; i <= to; i++) run.progress(i);
    return 'done';
  },
  wait: (_, run) => new Promise((_, reject) => run.signal.addEventListener('abort', () => reject(run.signal.reason))),
  fail: () => {
    throw Object.assign(new Error('This disc cannot be read. Try another reader.'), { code: 'disc-unreadable' });
  },
  buffer: ({ bytes }, run) => {
    run.transfer(bytes);
    return bytes;
  },
};

const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

function worker(): Remote<Counting> {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  serve<Counting>(asPort(port2), handlers);
  return new Remote<Counting>(asPort(port1));
}

/** Node's ports have no DOM events; a browser's do. */
function asPort(port: MessagePort): Port {
  return {
    postMessage: (message, transfer) => port.postMessage(message, transfer as never),
    addEventListener: (type, listener) => void port.on(type, (data: unknown) => listener({ data } as MessageEvent)),
    terminate: () => port.close(),
  };
}

test('an act gives its result', async () => {
  expect(await worker().call('add', { a: 2, b: 3 })).toBe(5);
});

test('progress arrives in order before the result', async () => {
  const seen: number[] = [];
  expect(await worker().call('count', { to: 3 }, { onProgress: (n) => seen.push(n) })).toBe('done');
  expect(seen).toEqual([1, 2, 3]);
});

test('an error keeps its code and its sentence', async () => {
  const error = await worker().call('fail', null).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(ActError);
  expect(error).toMatchObject({ code: 'disc-unreadable', message: 'This disc cannot be read. Try another reader.' });
});

test('a call can be stopped, and another one goes on', async () => {
  const remote = worker();
  const control = new AbortController();
  const waiting = remote.call('wait', null, { signal: control.signal });
  control.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  expect(await remote.call('add', { a: 1, b: 1 })).toBe(2);
});

test('an act that does not exist is refused', async () => {
  const remote = worker() as unknown as Remote<{ steal: Act<null, null> }>;
  await expect(remote.call('steal', null)).rejects.toMatchObject({ code: 'unknown-act' });
});

test('buffers are moved, not copied', async () => {
  const bytes = new ArrayBuffer(8);
  const back = await worker().call('buffer', { bytes }, { transfer: [bytes] });
  expect(bytes.byteLength).toBe(0);
  expect(back.byteLength).toBe(8);
});

test('a closed worker ends every open call', async () => {
  const remote = worker();
  const waiting = remote.call('wait', null);
  remote.close();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  await expect(remote.call('add', { a: 1, b: 1 })).rejects.toMatchObject({ code: 'cancelled' });
});
