// What the core module needs from the browser: its network, its database, its ciphers, its clock. Everything that is kept
// is encrypted under a key that never leaves this browser, so a copied database says nothing.

const network = { cache: 'no-store', credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer' } as const;

/** The browser, as `crates/wasm/core/src/outside.rs` asks for it. */
export class Outside {
  readonly origin = self.location.origin;
  #database: Promise<Database> | undefined;

  /** `headers` are names and values in turn; `path` starts with a slash. */
  async send(method: string, path: string, headers: string[], body: Uint8Array<ArrayBuffer>): Promise<{ status: number; body: ArrayBuffer }> {
    const named = Array.from({ length: headers.length / 2 }, (_, at): [string, string] => [headers[2 * at]!, headers[2 * at + 1]!]);
    // A copy, because the module's memory may move while this waits; as a blob, because Chromium sends those at the speed of
    // the line, arrays from a worker at less than 40 Mbit/s.
    const content = method === 'GET' ? null : new Blob([body]);
    const answer = await fetch(path, { ...network, method, headers: named, body: content });
    return { status: answer.status, body: await answer.arrayBuffer() };
  }

  async get(name: string): Promise<Uint8Array | undefined> {
    return (await this.#kept()).get(name);
  }

  async put(name: string, value: Uint8Array<ArrayBuffer>): Promise<void> {
    const copy = value.slice();
    await (await this.#kept()).put(name, copy);
    copy.fill(0);
  }

  async delete(name: string): Promise<void> {
    await (await this.#kept()).delete(name);
  }

  importKey(key: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
    return crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);
  }

  /** AES-256-GCM over ranges of `bytes`, all at once. Everything is handed over before this returns. */
  segments(
    opening: boolean,
    key: CryptoKey,
    ivs: Uint8Array<ArrayBuffer>,
    aads: Uint8Array<ArrayBuffer>,
    ranges: Uint32Array,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<ArrayBuffer[]> {
    const run = opening ? 'decrypt' : 'encrypt';
    const jobs = Array.from({ length: ranges.length / 2 }, (_, at) => {
      const iv = ivs.subarray(at * 12, at * 12 + 12);
      const additionalData = aads.subarray(at * 9, at * 9 + 9);
      return crypto.subtle[run]({ name: 'AES-GCM', iv, additionalData }, key, bytes.subarray(ranges[2 * at], ranges[2 * at + 1]));
    });
    return Promise.all(jobs);
  }

  async sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
    return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }

  #kept(): Promise<Database> {
    this.#database ??= Database.open().catch((cause: unknown) => {
      this.#database = undefined;
      throw cause;
    });
    return this.#database;
  }
}

interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}

/** The browser's database, each value encrypted under the device key that lies beside them and cannot be taken out. */
class Database {
  private constructor(
    readonly database: IDBDatabase,
    readonly key: CryptoKey,
  ) {}

  static async open(): Promise<Database> {
    const opening = indexedDB.open('overread', 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('keys');
      opening.result.createObjectStore('values');
    };
    const database = await done(opening);
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    // One transaction: two pages that start at once end with the same key.
    const keys = database.transaction('keys', 'readwrite', { durability: 'strict' }).objectStore('keys');
    const known = await done<CryptoKey | undefined>(keys.get('device'));
    if (!known) await done(keys.add(made, 'device'));
    return new Database(database, known ?? made);
  }

  async get(name: string): Promise<Uint8Array | undefined> {
    const found = await done<Sealed | undefined>(this.#values('readonly').get(name));
    if (!found) return undefined;
    return new Uint8Array(await crypto.subtle.decrypt(bound(name, found.iv), this.key, found.sealed));
  }

  async put(name: string, value: Uint8Array<ArrayBuffer>): Promise<void> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt(bound(name, iv), this.key, value);
    const values = this.#values('readwrite');
    values.put({ iv, sealed } satisfies Sealed, name);
    await committed(values.transaction);
  }

  async delete(name: string): Promise<void> {
    const values = this.#values('readwrite');
    values.delete(name);
    await committed(values.transaction);
  }

  #values(mode: IDBTransactionMode): IDBObjectStore {
    return this.database.transaction('values', mode, { durability: 'strict' }).objectStore('values');
  }
}

/** A value cannot be taken for another one. */
function bound(name: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(name) };
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The database refused.'));
  });
}

function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('The database refused.'));
  });
}
