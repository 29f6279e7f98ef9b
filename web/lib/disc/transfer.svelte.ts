// Sealing and sending of what was chosen. A lost server is waited for; nothing that arrived is sent twice.

import type { Hex, SendProgress, Shipment } from '../core/acts';
import { ActError } from '../core/rpc';
import { disc } from './disc.svelte';
import { connectCore, sendShipment } from '../core/core';
import { Packers } from '../core/packers';

/** How long to wait before the server is tried again. */
const patience = 5_000;
/** Speed is taken over this time, so that it follows the line but does not jump. */
const memory = 15_000;

type Stage = 'preparing' | SendProgress['stage'] | 'done';

export class Transfer {
  stage = $state<Stage>('preparing');
  done = $state(0);
  total = $state(0);
  /** Milliseconds; null while it is not known. */
  remaining = $state<number | null>(null);
  paused = $state(false);

  #measured: { at: number; done: number }[] = [];
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
    this.#measured = [];
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
        this.stage = 'waiting';
        await backOnline(patience);
      }
    }
  }

  #hear({ stage, done }: SendProgress, before: number): void {
    this.stage = stage;
    this.done = Math.max(this.done, before + done);
    const now = performance.now();
    this.#measured = [...this.#measured.filter(({ at }) => now - at < memory), { at: now, done: this.done }];
    const first = this.#measured[0];
    const speed = first && now > first.at ? (this.done - first.done) / (now - first.at) : 0;
    this.remaining = speed > 0 ? (this.total - this.done) / speed : null;
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
