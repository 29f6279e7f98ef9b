// Sealing and sending of what was chosen. A lost server is waited for; nothing that arrived is sent twice.

import type { Hex, SendProgress, Shipment } from '../core/acts';
import { ActError } from '../core/rpc';
import { disc } from './disc.svelte';
import { connectCore, sendShipment } from '../core/core';
import { Packers } from '../core/packers';
import { Pace } from './pace';

/** How long to wait before the server is tried again. */
const patience = 5_000;

type Stage = 'preparing' | SendProgress['stage'] | 'done';

export class Transfer {
  stage = $state<Stage>('preparing');
  done = $state(0);
  total = $state(0);
  /** Milliseconds; null while it is not known. */
  remaining = $state<number | null>(null);
  paused = $state(false);

  #pace = new Pace();
  #leaving = new AbortController();

  /** Sends both sets of files to a case. Rejects with an `ActError` that waiting cannot mend. */
  async run(id: Hex): Promise<void> {
    const shipments: Shipment[] = [];
    for (const compartment of ['images', 'original'] as const) {
      const shipment = await disc.ship(compartment);
      if (shipment) shipments.push(shipment);
    }
    this.total = shipments.reduce((sum, shipment) => sum + weight(shipment), 0);
    let before = 0;
    const packers = new Packers();
    try {
      for (const shipment of shipments) {
        await this.#send(id, shipment, packers, before);
        before += weight(shipment);
      }
    } finally {
      packers.close();
    }
    this.done = this.total;
    this.stage = 'done';
  }

  pause(paused: boolean): void {
    this.paused = paused;
    this.#pace.rest();
    void connectCore().call('pause', { paused });
  }

  /** The page is left: nothing of this disc is sent any more. What arrived stays there. */
  stop(): void {
    this.#leaving.abort();
  }

  async #send(id: Hex, shipment: Shipment, packers: Packers, before: number): Promise<void> {
    for (;;) {
      try {
        await sendShipment(id, shipment, packers, { pause: this.paused, signal: this.#leaving.signal, onProgress: (progress) => this.#hear(progress, before) });
        return;
      } catch (cause) {
        if (this.#leaving.signal.aborted || ActError.of(cause).code !== 'server-unreachable') throw cause;
        this.#wait();
        await backOnline(patience);
      }
    }
  }

  #hear({ stage, done }: SendProgress, before: number): void {
    if (stage === 'waiting') return this.#wait();
    const reached = Math.max(this.done, before + done);
    // A new try says that it sends before anything has got through.
    if (this.stage === 'waiting' && stage === 'sending' && reached === this.done) return;
    this.stage = stage;
    this.done = reached;
    this.remaining = this.#pace.left(performance.now(), this.done, this.total);
  }

  #wait(): void {
    this.stage = 'waiting';
    this.remaining = null;
    this.#pace.rest();
  }
}

function weight({ inventory }: Shipment): number {
  return inventory.files.reduce((sum, { size }) => sum + size, 0);
}

/** Resolves after a while, or as soon as the browser says that it is connected again. */
function backOnline(wait: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => (window.removeEventListener('online', go), clearTimeout(timer), resolve());
    const timer = setTimeout(go, wait);
    window.addEventListener('online', go);
  });
}
