// The import rule of the rooms: a room imports only itself and `lib`, never another room; only `reading` and `share` import
// `lib/view`, but for its small pictures; `lib` imports no room. Worker files count like every other file.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const web = import.meta.dirname;
const viewers = ['reading', 'share'];
const faults = [];

for (const folder of ['rooms', 'lib']) {
  for (const entry of readdirSync(join(web, folder), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(ts|svelte|mjs|js)$/.test(entry.name)) continue;
    check(join(entry.parentPath, entry.name));
  }
}
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}

function check(file) {
  const from = relative(web, file).split('/');
  const text = readFileSync(file, 'utf8');
  for (const [, target] of text.matchAll(/(?:from|import|new URL)\s*\(?\s*['"](\.[^'"]+)['"]/g)) {
    const to = relative(web, resolve(dirname(file), target.split('?')[0])).split('/');
    const fault = forbidden(from, to);
    if (fault) faults.push(`${from.join('/')} imports ${to.join('/')}: ${fault}`);
  }
}

function forbidden(from, to) {
  if (from[0] === 'lib' && to[0] === 'rooms') return 'lib imports no room';
  if (from[0] !== 'rooms') return null;
  if (to[0] === 'rooms' && to[1] !== from[1]) return 'a room imports no other room';
  if (to[0] === 'lib' && to[1] === 'view' && to[2] !== 'small' && !viewers.includes(from[1])) return `only ${viewers.join(' and ')} import lib/view`;
  if (to[0] !== 'rooms' && to[0] !== 'lib' && to[0] !== '..') return 'a room imports only lib';
  return null;
}
