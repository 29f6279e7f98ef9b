// Serves a built folder with the strict headers of a room, on a free port.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { headers } from './headers';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

export interface Served {
  url: string;
  close(): void;
}

/** `extra` answers addresses that are not files of the folder. */
export async function serve(folder: string, room: Parameters<typeof headers>[0], extra: (path: string) => Uint8Array | string | undefined = () => undefined): Promise<Served> {
  const server = createServer((request, response) => {
    const asked = normalize(decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/'));
    const path = asked.endsWith('/') ? `${asked}index.html` : asked;
    const made = extra(path);
    const body = made !== undefined ? Promise.resolve(made) : readFile(join(folder, path));
    body.then(
      (bytes) => response.writeHead(200, { ...headers(room, path), 'Content-Type': types[extname(path)] ?? 'application/octet-stream' }).end(bytes),
      () => response.writeHead(404, headers(room, path)).end(),
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The test server has no port.');
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
