// Something that is being written: kept sealed on the server a moment after the last change, and there again after a reload or
// at another of this person's devices. Writings go one after the other; the last word always wins.

import { core } from './session.svelte';

const quiet = 600;

/** By name what is open on this page, or was closed before all of it was kept: a room that opens anew goes on from there. */
const here = new Map<string, Kept<unknown>>();

export class Kept<T> {
  /** Null until it was asked for. */
  value = $state<T | null>(null);
  status = $state<'saved' | 'saving' | 'trouble'>('saved');
  trouble = $state.raw<unknown>(null);
  #kept = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn: Promise<void> = Promise.resolve();

  constructor(readonly name: string) {}

  /** Gets what was kept before; `begin` gives the first version where there is nothing. */
  async open(begin: () => T): Promise<T> {
    const last = here.get(this.name);
    await last?.keep();
    const before = (await core.call('draft', { name: this.name })) as T | null;
    this.#kept = before === null ? '' : JSON.stringify(before);
    const left = last ? (last.#takeOver() as T | null) : null;
    this.value = left ?? before ?? begin();
    here.set(this.name, this as Kept<unknown>);
    return this.value;
  }

  /** Call whenever it may have changed: in an effect that reads the whole value. */
  changed(): void {
    const text = JSON.stringify(this.value);
    if (this.value === null || text === this.#kept) return;
    this.status = 'saving';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.keep(), quiet);
  }

  /** Keeps it now. Resolves when it is safe; what stands in the way is shown, and the text stays on the page. */
  keep(): Promise<void> {
    clearTimeout(this.#timer);
    this.#turn = this.#turn.then(async () => {
      const text = JSON.stringify(this.value);
      if (this.value === null || text === this.#kept) return;
      try {
        await core.call('keep_draft', { name: this.name, value: JSON.parse(text) });
        this.#kept = text;
        this.trouble = null;
        this.status = JSON.stringify(this.value) === text ? 'saved' : 'saving';
      } catch (cause) {
        this.trouble = cause;
        this.status = 'trouble';
        // The connection may come back.
        this.#timer = setTimeout(() => void this.keep(), 10_000);
      }
    });
    return this.#turn;
  }

  close(): Promise<void> {
    return this.keep().finally(() => {
      clearTimeout(this.#timer);
      if (!this.#isLeft() && here.get(this.name) === this) here.delete(this.name);
    });
  }

  #isLeft(): boolean {
    return this.value !== null && JSON.stringify(this.value) !== this.#kept;
  }

  /** What could not be kept, for another to keep; null where nothing is left. */
  #takeOver(): T | null {
    clearTimeout(this.#timer);
    return this.#isLeft() ? (JSON.parse(JSON.stringify(this.value)) as T) : null;
  }
}
