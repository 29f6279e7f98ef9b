// Proves that the type check sees type errors: it must refuse a file that is wrong on purpose.
import { spawnSync } from 'node:child_process';

const folder = 'e2e/fixtures/broken';
const run = spawnSync('npx', ['svelte-check', '--workspace', folder, '--tsconfig', `./tsconfig.json`], { encoding: 'utf8' });
if (run.status === 0 || !run.stdout.includes("Type 'string' is not assignable to type 'number'")) {
  console.error('The type check accepted a wrong file:\n' + run.stdout + run.stderr);
  process.exit(1);
}
