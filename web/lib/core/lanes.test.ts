import { expect, test } from 'vitest';
import type { PackActs, Supplied } from './acts';
import { Lanes } from './lanes';
import { ActError, Remote } from './rpc';

const piece = (name: number): Supplied => ({ meta: String(name), bytes: new Uint8Array(1) });

/** A packer that ends a piece when it is told to. */
class Packer {
  readonly at: { meta: string; done: (packed: Supplied) => void; failed: (cause: unknown) => void }[] = [];
  readonly remote = { call: (_: string, { meta }: Supplied) => new Promise<Supplied>((done, failed) => this.at.push({ meta, done, failed })) } as unknown as Remote<PackActs>;

  packs(): void {
    const next = this.at.shift();
    next?.done({ meta: `packed ${next.meta}`, bytes: new Uint8Array(1) });
  }
}

function lanes(pieces: number, packers: Packer[]): { lanes: Lanes; read: () => number } {
  let read = 0;
  const next = () => (read < pieces ? piece(read++) : null);
  return { lanes: new Lanes(next, packers.map(({ remote }) => remote)), read: () => read };
}

test('pieces come back in the order in which they were read, whoever is done first', async () => {
  const [slow, quick] = [new Packer(), new Packer()];
  const { lanes: two } = lanes(4, [slow, quick]);
  const all = [two.next(), two.next(), two.next(), two.next(), two.next()];
  await Promise.resolve();
  for (const packer of [quick, quick, slow, slow]) packer.packs();
  expect((await Promise.all(all)).map((packed) => packed?.meta ?? null)).toEqual(['packed 0', 'packed 1', 'packed 2', 'packed 3', null]);
});

test('no more is read than the packers can hold', async () => {
  const packer = new Packer();
  const { lanes: one, read } = lanes(100, [packer]);
  const first = one.next();
  expect(read()).toBe(2);
  packer.packs();
  await first;
  expect(read()).toBe(2);
  void one.next();
  expect(read()).toBe(3);
});

test('a packer that fails is heard in its turn', async () => {
  const packer = new Packer();
  const { lanes: one } = lanes(2, [packer]);
  const [first, second] = [one.next(), one.next()];
  await Promise.resolve();
  packer.packs();
  packer.at.shift()?.failed(new ActError('source-gone', 'Choose it again.'));
  expect((await first)?.meta).toBe('packed 0');
  await expect(second).rejects.toMatchObject({ code: 'source-gone' });
});

test('a file that cannot be read any more is heard', async () => {
  const read = () => {
    throw new ActError('source-gone', 'Choose it again.');
  };
  await expect(new Lanes(read, [new Packer().remote]).next()).rejects.toMatchObject({ code: 'source-gone' });
});
