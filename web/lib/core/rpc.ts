// Calls between a page and its worker: a numbered request, then any number of progress reports, then one result or one
// error. A call can be cancelled; when a worker dies, every open call ends with a sentence instead of hanging.

/** One act of a worker: what goes in, what comes out, what is reported on the way. */
export interface Act<Args = unknown, Result = unknown, Progress = never> {
  args: Args;
  result: Result;
  progress: Progress;
}

/** The acts of a worker by name; each act names its own types. */
export type Acts<T> = { [Name in keyof T]: Act<any, any, any> };

/** An error with a stable code; the sentence tells the person what to do next. */
export class ActError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'ActError';
  }

  /** Any thrown thing as an `ActError`; errors of our Rust modules carry `code` and `message` already. */
  static of(cause: unknown): ActError {
    if (cause instanceof ActError) return cause;
    if (cause instanceof DOMException && cause.name === 'AbortError') return new ActError('cancelled', 'This was stopped.');
    const { code, message } = (cause ?? {}) as { code?: unknown; message?: unknown };
    return new ActError(typeof code === 'string' ? code : 'unexpected', typeof message === 'string' ? message : String(cause));
  }
}

type Request = { id: number; act: string; args: unknown } | { id: number; cancel: true };
type Reply = { id: number } & ({ result: unknown } | { error: { code: string; message: string } } | { progress: unknown });

/** The least of a port that calls need: a `Worker`, a `MessagePort` or a worker's own scope. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: string, listener: (event: MessageEvent) => void): void;
  terminate?(): void;
}

export interface CallOptions<Progress> {
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal | undefined;
  /** Buffers that move instead of being copied. */
  transfer?: Transferable[];
}

interface Open {
  resolve(value: unknown): void;
  reject(error: ActError): void;
  onProgress: ((progress: never) => void) | undefined;
}

/** The page's end of a worker. */
export class Remote<T extends Acts<T>> {
  #open = new Map<number, Open>();
  #next = 1;
  #stopped: ActError | null = null;

  constructor(readonly port: Port) {
    port.addEventListener('message', (event) => this.#receive(event.data as Reply));
    port.addEventListener('error', () => this.#stop('worker-stopped', 'A part of this page stopped. Please reload it; nothing that was saved is lost.'));
    port.addEventListener('messageerror', () => this.#stop('worker-unreadable', 'A part of this page sent something unreadable. Please reload it.'));
  }

  /** Asks the worker for one act. Rejects with an `ActError`. */
  call<Name extends keyof T & string>(
    act: Name,
    args: T[Name]['args'],
    options: CallOptions<T[Name]['progress']> = {},
  ): Promise<T[Name]['result']> {
    if (this.#stopped) return Promise.reject(this.#stopped);
    if (options.signal?.aborted) return Promise.reject(new ActError('cancelled', 'This was stopped.'));
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      const onAbort = () => this.port.postMessage({ id, cancel: true } satisfies Request, []);
      options.signal?.addEventListener('abort', onAbort, { once: true });
      const done = () => options.signal?.removeEventListener('abort', onAbort);
      this.#open.set(id, {
        resolve: (value) => (done(), resolve(value as T[Name]['result'])),
        reject: (error) => (done(), reject(error)),
        onProgress: options.onProgress as Open['onProgress'],
      });
      try {
        this.port.postMessage({ id, act, args } satisfies Request, options.transfer ?? []);
      } catch (cause) {
        this.#open.get(id)?.reject(ActError.of(cause));
        this.#open.delete(id);
      }
    });
  }

  /** Whether the worker has ended; a new one is needed then. */
  get stopped(): boolean {
    return this.#stopped !== null;
  }

  /** Ends the worker; open calls end as cancelled. */
  close(): void {
    this.port.terminate?.();
    this.#stop('cancelled', 'This was stopped.');
  }

  #receive(reply: Reply): void {
    const open = this.#open.get(reply.id);
    if (!open) return;
    if ('progress' in reply) {
      open.onProgress?.(reply.progress as never);
      return;
    }
    this.#open.delete(reply.id);
    if ('error' in reply) open.reject(new ActError(reply.error.code, reply.error.message));
    else open.resolve(reply.result);
  }

  #stop(code: string, message: string): void {
    this.#stopped = new ActError(code, message);
    for (const open of this.#open.values()) open.reject(this.#stopped);
    this.#open.clear();
  }
}

/** What an act of a worker may use while it runs. */
export interface Run<Progress> {
  progress(value: Progress): void;
  signal: AbortSignal;
  /** Gives buffers of the result away instead of copying them. */
  transfer(...buffers: Transferable[]): void;
}

/** An answer that never comes: whoever asks for it hears when the worker stops, or stops asking. */
export function never(run: Run<never>): Promise<never> {
  return new Promise((_, reject) => run.signal.addEventListener('abort', () => reject(run.signal.reason)));
}

export type Handlers<T extends Acts<T>> = {
  [Name in keyof T]: (args: T[Name]['args'], run: Run<T[Name]['progress']>) => Promise<T[Name]['result']> | T[Name]['result'];
};

/** The worker's end: answers each request with the act of that name. */
export function serve<T extends Acts<T>>(port: Port, handlers: Handlers<T>): void {
  const running = new Map<number, AbortController>();
  port.addEventListener('message', (event) => {
    const request = event.data as Request;
    if ('cancel' in request) running.get(request.id)?.abort();
    else void answer(request);
  });

  async function answer({ id, act, args }: { id: number; act: string; args: unknown }): Promise<void> {
    const control = new AbortController();
    const moved: Transferable[] = [];
    running.set(id, control);
    try {
      if (!Object.hasOwn(handlers, act)) throw new ActError('unknown-act', `This page has no act "${act}". Please reload it.`);
      const result = await handlers[act as keyof T](args as never, {
        progress: (value) => port.postMessage({ id, progress: value }, []),
        signal: control.signal,
        transfer: (...buffers) => void moved.push(...buffers),
      });
      control.signal.throwIfAborted();
      port.postMessage({ id, result }, moved);
    } catch (cause) {
      const { code, message } = ActError.of(cause);
      port.postMessage({ id, error: { code, message } }, []);
    } finally {
      running.delete(id);
    }
  }
}
