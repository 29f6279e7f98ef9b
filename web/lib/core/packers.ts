// The workers that pack, as many as this device has cores for.

import type { PackerActs } from './acts';
import { LazyWorker } from './lazy';
import packScript from './pack.worker.ts?worker&url';
import intakeModule from './pkg/intake/intake_bg.wasm?url';
import { Remote } from './rpc';

/** More would hold more memory than a phone gives a page. */
const most = 4;

export class Packers {
  #workers = Array.from(
    { length: Math.min(most, Math.max(1, navigator.hardwareConcurrency || 1)) },
    (_, at) => new Remote<PackerActs>(new LazyWorker(`pack-${at}`, packScript, intakeModule)),
  );

  /** Rejects when one of them stops, which its port would never say. */
  readonly stopped: Promise<never> = Promise.race(this.#workers.map((worker) => worker.call('last', undefined)));

  constructor() {
    // Whoever sends hears it; before that nobody has to.
    this.stopped.catch(() => {});
  }

  /** A new port to each of them. */
  ports(): Promise<MessagePort[]> {
    return Promise.all(
      this.#workers.map(async (worker) => {
        const { port1, port2 } = new MessageChannel();
        await worker.call('connect', { port: port2 }, { transfer: [port2] });
        return port1;
      }),
    );
  }

  close(): void {
    for (const worker of this.#workers) worker.close();
  }
}
