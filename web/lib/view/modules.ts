// The decoders' compiled modules. The page fetches them from our own files and hands them over, so that the workers that decode
// foreign bytes need no network of their own.

import type { Act } from '../core/rpc';
import type { Compiled } from './codecs';

/** What such a worker may ask the page for. */
export interface ModuleActs {
  module: Act<{ codec: Compiled }, WebAssembly.Module>;
}

const addresses: Record<Compiled, () => Promise<{ default: string }>> = {
  'jpeg-8': () => import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm?url'),
  'jpeg-ls': () => import('@cornerstonejs/codec-charls/decodewasm?url'),
  'jpeg-2000': () => import('@cornerstonejs/codec-openjpeg/decodewasm?url'),
  htj2k: () => import('@cornerstonejs/codec-openjph/wasm?url'),
  'jpeg-xl': () => import('@cornerstonejs/codec-libjxl/decodewasm?url'),
};

const known = new Map<Compiled, Promise<WebAssembly.Module>>();

/** The module of a codec, compiled once for all workers. One that could not be fetched is fetched again the next time. */
export function moduleOf(codec: Compiled): Promise<WebAssembly.Module> {
  let module = known.get(codec);
  if (!module) {
    module = compiled(codec);
    known.set(codec, module);
    module.catch(() => known.delete(codec));
  }
  return module;
}

async function compiled(codec: Compiled): Promise<WebAssembly.Module> {
  if (!Object.hasOwn(addresses, codec)) throw new TypeError('There is no such decoder.');
  const { default: address } = await addresses[codec]();
  return WebAssembly.compileStreaming(fetch(address));
}
