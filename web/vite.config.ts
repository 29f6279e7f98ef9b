// Four rooms, four pages, four bundles. The server sends one fixed header per room, so nothing here may need an inline
// script, an inline style or another origin.
import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const here = import.meta.dirname;
const rooms = ['patient', 'reading', 'board', 'share'];

/** Where a room's page is served: the patient's at the root, the others under their own name. */
function served(page: string): string {
  const room = /rooms\/(\w+)\/index\.html$/.exec(page)?.[1];
  if (!room) return page.replace(/^.*\//, '');
  return room === 'patient' ? 'index.html' : `${room}/index.html`;
}

/** Writes each page where the server looks for it, and serves it there during development. */
function pages(): Plugin {
  return {
    name: 'overread-pages',
    enforce: 'post',
    generateBundle(_, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type !== 'asset' || !name.endsWith('.html')) continue;
        delete bundle[name];
        this.emitFile({ type: 'asset', fileName: served(name), source: file.source });
      }
    },
    configureServer(server) {
      server.middlewares.use((request, _, next) => {
        const path = (request.url ?? '/').split('?')[0] ?? '/';
        const room = path === '/' ? 'patient' : /^\/(\w+)\/$/.exec(path)?.[1];
        if (room && rooms.includes(room)) request.url = `/rooms/${room}/index.html`;
        next();
      });
    },
  };
}

/** Where tests find the decoders: Node fetches nothing from files. */
function decoderFiles(): Plugin {
  return {
    name: 'overread-decoder-files',
    enforce: 'pre',
    load(id) {
      if (!process.env.VITEST || !id.endsWith('.wasm?url')) return null;
      const file = id.replace('?url', '');
      return `export default ${JSON.stringify(`data:application/wasm;base64,${readFileSync(file, 'base64')}`)}`;
    },
  };
}

/** Pages that only tests open; they are never part of the shipped build. */
function fixtures(): Record<string, string> {
  const folder = resolve(here, 'e2e/fixtures');
  const names = readdirSync(folder).filter((name) => name.endsWith('.html'));
  return Object.fromEntries(names.map((name) => [name.replace('.html', ''), resolve(folder, name)]));
}

function roomPages(): Record<string, string> {
  return Object.fromEntries(rooms.map((room) => [room, resolve(here, `rooms/${room}/index.html`)]));
}

export default defineConfig(({ mode }) => ({
  root: here,
  base: '/',
  publicDir: 'public',
  plugins: [svelte(), pages(), decoderFiles()],
  resolve: {
    alias: {
      // vtk.js reads XML with it; no viewer of ours does, and its code needs Node's modules.
      xmlbuilder2: resolve(here, 'lib/view/no-xml.ts'),
    },
  },
  optimizeDeps: { exclude: ['@cornerstonejs/dicom-image-loader'] },
  worker: { format: 'es' },
  server: { proxy: { '/api': 'http://localhost:8080' } },
  build: {
    outDir: mode === 'fixtures' ? resolve(here, '../target/web-fixtures') : 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // A `data:` address is outside the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
      input: mode === 'fixtures' ? fixtures() : roomPages(),
    },
  },
  test: { include: ['{lib,rooms}/**/*.test.ts'] },
}));
