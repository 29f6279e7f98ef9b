// A worker that starts with the first message to it. The page compiles its module and hands it over, so that the worker
// needs no network of its own, and nothing is loaded before it is needed.

import type { Port } from './rpc';
import { startWorker } from './trusted';

type Listener = (event: MessageEvent) => void;

/** The page's end of such a worker. */
export class LazyWorker implements Port {
  #starting = false;
  #worker: Worker | null = null;
  #ended = false;
  #listeners: [string, Listener][] = [];
  #waiting: [unknown, Transferable[]][] = [];

  /** Addresses of the worker's script and of its module. */
  constructor(
    readonly name: string,
    readonly script: string,
    readonly module: string,
  ) {}

  postMessage(message: unknown, transfer: Transferable[]): void {
    if (this.#worker) {
      this.#worker.postMessage(message, transfer);
      return;
    }
    // Copied now, so that what cannot cross is refused now.
    this.#waiting.push([transfer.length === 0 ? structuredClone(message) : message, transfer]);
    if (!this.#starting) void this.#start();
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.push([type, listener]);
    this.#worker?.addEventListener(type, listener as EventListener);
  }

  terminate(): void {
    this.#ended = true;
    this.#worker?.terminate();
  }

  async #start(): Promise<void> {
    this.#starting = true;
    try {
      const module = await WebAssembly.compileStreaming(fetch(this.module));
      if (this.#ended) return;
      const worker = startWorker(this.script, this.name);
      for (const [type, listener] of this.#listeners) worker.addEventListener(type, listener as EventListener);
      worker.postMessage({ module });
      for (const [message, transfer] of this.#waiting) worker.postMessage(message, transfer);
      this.#worker = worker;
    } catch (cause) {
      const event = new MessageEvent('error', { data: cause });
      for (const [type, listener] of this.#listeners) if (type === 'error') listener(event);
    }
    this.#waiting = [];
  }
}
