// How fast packs of 8 MiB are sealed and opened in Chromium, beside bare SubtleCrypto: node e2e/measure/seal.mjs
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { transformWithOxc } from 'vite';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'target/measure');
const flags = { ...process.env, RUSTFLAGS: '--cfg getrandom_backend="wasm_js"' };
const cargo = (args, env = process.env) => execFileSync('cargo', args, { cwd: root, env, stdio: 'inherit' });
cargo(['build', '--locked', '--quiet', '--target-dir', 'target/wasm', '--target', 'wasm32-unknown-unknown', '--profile', 'wasm', '-p', 'overread-wasm-core', '--example', 'measure'], flags);
cargo(['run', '--locked', '--quiet', '-p', 'overread-wasm-bindgen', '--', 'target/wasm/wasm32-unknown-unknown/wasm/examples/measure.wasm', 'measure', folder]);

const outside = readFileSync(join(root, 'web/lib/core/outside.ts'), 'utf8');
const files = {
  '/': ['text/html', '<!doctype html><title>Measure</title>'],
  '/measure.js': ['text/javascript', readFileSync(join(folder, 'measure.js'))],
  '/measure_bg.wasm': ['application/wasm', readFileSync(join(folder, 'measure_bg.wasm'))],
  '/outside.js': ['text/javascript', (await transformWithOxc(outside, 'outside.ts')).code],
};
const server = createServer((request, response) => {
  const [type, body] = files[request.url] ?? ['text/plain', ''];
  response.writeHead(200, { 'Content-Type': type }).end(body);
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${server.address().port}/`);
const measured = await page.evaluate(async () => {
  const size = 8 << 20;
  const times = 24;
  const pack = new Uint8Array(size);
  for (let at = 0; at < size; at += 65536) crypto.getRandomValues(pack.subarray(at, at + 65536));
  const speed = (bytes, ms) => Math.round(bytes / 1e3 / ms);

  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const iv = new Uint8Array(12);
  let begun = performance.now();
  let sealed;
  for (let time = 0; time < times; time++) sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, pack);
  const encrypt = speed(size * times, performance.now() - begun);
  begun = performance.now();
  for (let time = 0; time < times; time++) await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed);
  const decrypt = speed(size * times, performance.now() - begun);
  begun = performance.now();
  for (let time = 0; time < times; time++) await crypto.subtle.digest('SHA-256', pack);
  const digest = speed(size * times, performance.now() - begun);

  const { default: init, measure } = await import('/measure.js');
  const { Outside } = await import('/outside.js');
  await init({ module_or_path: await (await fetch('/measure_bg.wasm')).arrayBuffer() });
  const { bytes, seal_ms, open_ms, hash_ms } = await measure(new Outside(), pack, times);
  return {
    'SubtleCrypto encrypt, 8 MiB at once': encrypt,
    'SubtleCrypto decrypt, 8 MiB at once': decrypt,
    'SubtleCrypto SHA-256': digest,
    'seal a pack': speed(bytes, seal_ms),
    'open a pack': speed(bytes, open_ms),
    'SHA-256 in WebAssembly': speed(bytes, hash_ms),
  };
});
await browser.close();
server.close();

console.log('MB/s:', measured);
for (const name of ['core', 'intake']) {
  const module = join(root, `web/lib/core/pkg/${name}/${name}_bg.wasm`);
  console.log(`${name}: ${statSync(module).size} bytes, ${brotliCompressSync(readFileSync(module)).length} compressed`);
}
