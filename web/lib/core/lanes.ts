// Packing in several workers, in order. A piece is read only when there is room for it, so few are held at a time.

import type { PackActs, Supplied } from './acts';
import type { Remote } from './rpc';

/** Pieces at each packer: one in work and one waiting. */
const waiting = 2;

export class Lanes {
  #onTheirWay: Promise<Supplied | null>[] = [];
  #next = 0;
  #ended = false;

  /** `read` gives the next piece, or null at the end. */
  constructor(
    readonly read: () => Supplied | null,
    readonly packers: Remote<PackActs>[],
  ) {}

  /** The next packed piece, or null at the end. Rejects with an `ActError`. */
  async next(): Promise<Supplied | null> {
    while (!this.#ended && this.#onTheirWay.length < waiting * this.packers.length) this.#send(this.read());
    return (await this.#onTheirWay.shift()) ?? null;
  }

  #send(piece: Supplied | null): void {
    const packer = this.packers[this.#next++ % this.packers.length];
    if (!piece || !packer) {
      this.#ended = true;
      return;
    }
    const packed = packer.call('pack', piece, { transfer: [piece.bytes.buffer] });
    // It is heard when its turn comes.
    packed.catch(() => {});
    this.#onTheirWay.push(packed);
  }
}
