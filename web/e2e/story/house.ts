// The house where stories happen: a real server on a free port with a data folder of its own, behind a front that writes
// down every request as it passes and can hold some back. The front is where the tests stand to see all that leaves a browser.

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const built = process.env['OVERREAD_BIN'] ?? join(import.meta.dirname, '../../../target/debug');
const run = promisify(execFile);

/** One request as it came from a browser or a command line. */
export interface Passed {
  method: string;
  path: string;
  headers: string;
  /** Empty in a house that keeps no bodies. */
  body: Buffer;
  /** Of the body, in bytes. */
  size: number;
  /** What the server answered; 0 until it has. */
  status: number;
  /** When its first bytes came, in milliseconds. */
  begun: number;
}

interface Gate {
  matches: (method: string, path: string) => boolean;
  /** Requests that may still pass before it closes. */
  passes: number;
  reached: () => void;
  opened: Promise<void>;
}

export class House {
  readonly folder = mkdtempSync(join(tmpdir(), 'overread-story-'));
  readonly passed: Passed[] = [];
  url = '';
  links!: Record<'coordinator' | 'radiologist' | 'patient' | 'start', string>;
  #front: Server;
  #behind = 0;
  #server: ChildProcess | null = null;
  #gate: Gate | null = null;

  private constructor(readonly keepsBodies: boolean) {
    this.#front = createServer((request, response) => void this.#pass(request, response));
  }

  /** Starts a server and founds the demonstration practice in it. A house for large discs does not keep what passes; `through`
   * puts something before the front and gives the port at which people come. */
  static async open({ keepsBodies = true, through = async (port: number) => port } = {}): Promise<House> {
    const house = new House(keepsBodies);
    house.url = `http://localhost:${await through(await listen(house.#front))}`;
    house.#behind = await freePort();
    await house.startServer();
    house.links = (await house.overread('demo', '--server', house.url, '--data', house.#data, '--out', join(house.folder, 'demo'))) as House['links'];
    return house;
  }

  get #data(): string {
    return join(this.folder, 'data');
  }

  async startServer(): Promise<void> {
    const server = spawn(join(built, 'overread-server'), ['--data', this.#data, '--listen', `127.0.0.1:${this.#behind}`, '--public-url', this.url], { stdio: ['ignore', 'pipe', 'pipe'] });
    const log = createWriteStream(join(this.folder, 'server.log'), { flags: 'a' });
    server.stdout.pipe(log, { end: false });
    server.stderr.pipe(log, { end: false });
    this.#server = server;
    for (let tries = 0; tries < 200 && server.exitCode === null; tries++) {
      if (await fetch(`http://127.0.0.1:${this.#behind}/readyz`).then(({ ok }) => ok, () => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`The server did not start: ${readFileSync(join(this.folder, 'server.log'), 'utf8')}`);
  }

  /** Ends the server as a power cut would. */
  async stopServer(): Promise<void> {
    const server = this.#server;
    if (!server || server.exitCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await ended;
  }

  /** Runs the command as a person with a profile of that name; `founder` is the practice's root. */
  as(person: string): (...args: string[]) => Promise<Record<string, unknown>> {
    const profile = person === 'founder' ? join(this.folder, 'demo', 'founder') : join(this.folder, person);
    return (...args) => this.overread('--profile', profile, ...args);
  }

  async overread(...args: string[]): Promise<Record<string, unknown>> {
    const { stdout } = await run(join(built, 'overread'), ['--json', ...args], { maxBuffer: 1 << 24 });
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  /** Makes the small disc of Anna Muster, or another one, and gives its folder. */
  async disc(name = 'DISC', ...args: string[]): Promise<string> {
    const disc = join(this.folder, name);
    await this.overread('phantom', ...(args.includes('--kind') ? [] : ['--kind', 'small']), '--out', disc, ...args);
    return disc;
  }

  /** Lets `passes` requests of this kind pass and holds back those that follow until they are let go; `reached` resolves when
   * one stands at the gate. */
  hold(method: string, path: RegExp, passes = 0): { reached: Promise<void>; letGo: () => void } {
    let open = () => {};
    const opened = new Promise<void>((resolve) => (open = resolve));
    const reached = new Promise<void>((resolve) => {
      this.#gate = { matches: (itsMethod, itsPath) => itsMethod === method && path.test(itsPath), passes, reached: resolve, opened };
    });
    const letGo = () => {
      this.#gate = null;
      open();
    };
    return { reached, letGo };
  }

  /** Everything that lies on the server: database, blobs, log. */
  async *stored(): AsyncGenerator<{ name: string; bytes: Buffer }> {
    yield* filesIn(this.#data);
    yield { name: 'server.log', bytes: readFileSync(join(this.folder, 'server.log')) };
  }

  async close(): Promise<void> {
    await this.stopServer();
    this.#front.closeAllConnections();
    this.#front.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    const begun = performance.now();
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    const whole = new Promise<Buffer>((resolve) => {
      request.on('end', () => resolve(Buffer.concat(parts)));
      request.on('close', () => resolve(Buffer.concat(parts)));
    });
    const body = await whole;
    // Written down before it goes on: what was cut off on the way has left the browser too.
    const passed = { method, path: url, headers: request.rawHeaders.join('\n'), body: this.keepsBodies ? body : Buffer.alloc(0), size: body.length, status: 0, begun };
    this.passed.push(passed);
    const gate = this.#gate;
    if (gate?.matches(method, url) && gate.passes-- <= 0) {
      gate.reached();
      await gate.opened;
    }
    const onward = ask({ host: '127.0.0.1', port: this.#behind, path: url, method, headers: request.headers, agent: false }, (answer) => {
      passed.status = answer.statusCode ?? 502;
      response.writeHead(passed.status, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    onward.end(body);
  }
}

function* filesIn(folder: string): Generator<{ name: string; bytes: Buffer }> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesIn(path);
    else yield { name: path, bytes: readFileSync(path) };
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => server.listen(0, () => resolve((server.address() as AddressInfo).port)));
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((closed) => server.close(closed));
  return port;
}
