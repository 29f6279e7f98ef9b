// How fast a browser's engine packs, verification included: the module of the intake worker under V8, on one core.
// node e2e/measure/pack.mjs FOLDER, a folder of `overread phantom --kind large`.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { initSync, pack_piece } from '../../lib/core/pkg/intake/intake.js';

const [size, perPiece] = [512, 15];
const bytes = size * size * 2;
initSync({ module: new WebAssembly.Module(readFileSync(new URL('../../lib/core/pkg/intake/intake_bg.wasm', import.meta.url))) });

const files = readdirSync(process.argv[2], { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const slices = files.map(({ parentPath, name }) => join(parentPath, name)).filter((path) => statSync(path).size > bytes);
const frames = slices.map((path) => readFileSync(path).subarray(-bytes));
const shape = { columns: size, rows: size, planes: 1, wide: true, big: false, planar: false, colour: false };
const rates = [];
for (let at = 0; at + perPiece <= frames.length; at += perPiece) {
  const raw = Buffer.concat(frames.slice(at, at + perPiece));
  const chunks = Array.from({ length: perPiece }, (_, file) => ({ file, offset: 0, length: bytes, kind: { frame: shape } }));
  const start = performance.now();
  const packed = pack_piece(JSON.stringify({ chunks, ended: [] }), raw);
  const seconds = (performance.now() - start) / 1000;
  rates.push({ MBs: (raw.length / 1e6 / seconds).toFixed(1), ratio: (raw.length / packed.take().length).toFixed(2) });
}
console.log(rates);
