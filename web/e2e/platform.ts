// A real server with a demonstration practice, for tests: an empty data folder, a free port, the pages of a built folder.

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { headers } from './headers';

const built = process.env['OVERREAD_BIN'] ?? join(import.meta.dirname, '../../target/debug');
const run = promisify(execFile);

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

export interface Platform {
  url: string;
  folder: string;
  /** Links of the demonstration practice's people. */
  links: Record<'coordinator' | 'radiologist' | 'patient', string>;
  /** Runs the command and gives what it printed as JSON. */
  overread(...args: string[]): Promise<Record<string, unknown>>;
  close(): void;
}

/** Starts it; `pages` are served before the server's own ones, with the headers of a room. */
export async function startPlatform(pages: string, room: Parameters<typeof headers>[0]): Promise<Platform> {
  const folder = mkdtempSync(join(tmpdir(), 'overread-'));
  let behind = 0;
  const front = createServer((request, response) => void serve(request, response));
  const port = await listen(front);
  const url = `http://localhost:${port}`;
  behind = await freePort();
  const server = spawn(join(built, 'overread-server'), ['--data', join(folder, 'data'), '--listen', `127.0.0.1:${behind}`, '--public-url', url], { stdio: 'ignore' });
  await ready(server, `http://127.0.0.1:${behind}/readyz`);

  const overread = async (...args: string[]) => {
    const { stdout } = await run(join(built, 'overread'), ['--json', ...args], { maxBuffer: 1 << 24 });
    return JSON.parse(stdout) as Record<string, unknown>;
  };
  const demo = await overread('demo', '--server', url, '--data', join(folder, 'data'), '--out', join(folder, 'demo'));
  return {
    url,
    folder,
    links: demo as Platform['links'],
    overread,
    close() {
      server.kill();
      front.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = normalize(decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/'));
    const file = path.startsWith('/api/') ? null : await readFile(join(pages, path)).catch(() => null);
    if (file) {
      response.writeHead(200, { ...headers(room, path), 'Content-Type': types[extname(path)] ?? 'application/octet-stream' }).end(file);
      return;
    }
    const onward = ask({ host: '127.0.0.1', port: behind, path: request.url, method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    request.pipe(onward);
  }
}

function listen(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve) =>
    server.listen(0, () => {
      const address = server.address();
      resolve(address !== null && typeof address !== 'string' ? address.port : 0);
    }),
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((closed) => server.close(closed));
  return port;
}

async function ready(server: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 100 && server.exitCode === null; tries++) {
    if (await fetch(url).then(({ ok }) => ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The server did not start.');
}
