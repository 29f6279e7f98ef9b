// The decoders: each takes a codestream and gives back its samples with the size, precision and sign that the codestream has.
// They are others' well-kept work, compiled to WebAssembly, and come when the first frame needs one.

import type { WasmDecoder, WasmModule } from '@cornerstonejs/codec-charls/decodewasmjs';
import type { Codec, Codestream } from './codestream';

/** Samples as the codestream has them. */
export interface Decoded {
  width: number;
  height: number;
  components: number;
  /** Bits of a sample, before its sign is applied. */
  bits: number;
  /** By plane instead of by pixel. */
  planar: boolean;
  samples: Uint8Array | Uint16Array;
}

/** Decodes a codestream. Rejects with whatever the decoder said. */
export async function run({ codec, precision }: Codestream, bytes: Uint8Array): Promise<Decoded> {
  if (codec === 'jpeg-lossless') return jpegLossless(bytes, precision ?? 16);
  if (codec === 'jpeg-12') return (await import('./jpeg12')).decodeJpeg12(bytes);
  const module = await loaded(codec);
  try {
    return wasm(new module[classes[codec]](), codec, bytes);
  } catch (cause) {
    // After an abort nothing of a module can be trusted.
    modules.delete(codec);
    throw cause;
  }
}

export type Compiled = Exclude<Codec, 'jpeg-lossless' | 'jpeg-12'>;

const classes: Record<Compiled, keyof WasmModule> = { 'jpeg-8': 'JPEGDecoder', 'jpeg-ls': 'JpegLSDecoder', 'jpeg-2000': 'J2KDecoder', htj2k: 'HTJ2KDecoder', 'jpeg-xl': 'JpegXLDecoder' };

const scripts: Record<Compiled, () => Promise<typeof import('@cornerstonejs/codec-charls/decodewasmjs')>> = {
  'jpeg-8': () => import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs'),
  'jpeg-ls': () => import('@cornerstonejs/codec-charls/decodewasmjs'),
  'jpeg-2000': () => import('@cornerstonejs/codec-openjpeg/decodewasmjs'),
  htj2k: () => import('@cornerstonejs/codec-openjph/wasmjs'),
  'jpeg-xl': () => import('@cornerstonejs/codec-libjxl/decodewasmjs'),
};

type Source = (codec: Compiled) => Promise<WebAssembly.Module>;

let source: Source = () => Promise.reject(new Error('Nobody gives the compiled modules.'));
const modules = new Map<Compiled, Promise<WasmModule>>();

/** Who gives the compiled modules. Nothing is fetched here: whoever decodes foreign bytes has no network. */
export function takeModulesFrom(whoever: Source): void {
  source = whoever;
}

function loaded(codec: Compiled): Promise<WasmModule> {
  let module = modules.get(codec);
  if (!module) {
    module = started(codec);
    modules.set(codec, module);
    module.catch(() => modules.delete(codec));
  }
  return module;
}

async function started(codec: Compiled): Promise<WasmModule> {
  const [{ default: factory }, compiled] = await Promise.all([scripts[codec](), source(codec)]);
  return new Promise((resolve, reject) => {
    const instantiateWasm = (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void) => {
      WebAssembly.instantiate(compiled, imports).then((instance) => done(instance, compiled), reject);
      return {};
    };
    factory({ instantiateWasm, print: quiet, printErr: quiet }).then(resolve, reject);
  });
}

/** What a decoder prints about a damaged frame is said by the frame's own error. */
function quiet(): void {}

function wasm(decoder: WasmDecoder, codec: Compiled, bytes: Uint8Array): Decoded {
  try {
    decoder.getEncodedBuffer(bytes.length).set(bytes);
    if (decoder.decodeSubResolution && codec === 'htj2k') decoder.decodeSubResolution(0);
    else decoder.decode();
    const { width, height, componentCount, bitsPerSample } = decoder.getFrameInfo();
    const length = width * height * componentCount;
    if (length === 0) throw new Error('The decoder gave nothing.');
    const decoded = decoder.getDecodedBuffer();
    if (decoded.length < length * (bitsPerSample > 8 ? 2 : 1)) throw new Error('The decoder stopped early.');
    // A copy: the view is of the module's memory.
    const own = decoded.slice();
    const samples = bitsPerSample > 8 ? new Uint16Array(own.buffer, 0, length) : own;
    return { width, height, components: componentCount, bits: bitsPerSample, planar: codec === 'jpeg-ls' && componentCount > 1 && decoder.getInterleaveMode?.() === 0, samples };
  } finally {
    decoder.delete();
  }
}

async function jpegLossless(bytes: Uint8Array, precision: number): Promise<Decoded> {
  const { Decoder } = await import('@cornerstonejs/jpeg-lossless-decoder-js');
  const decoder = new Decoder();
  const decoded = decoder.decode(bytes.slice().buffer, 0, bytes.length, precision > 8 ? 2 : 1);
  const samples = precision > 8 ? new Uint16Array(decoded.buffer, decoded.byteOffset) : new Uint8Array(decoded.buffer, decoded.byteOffset);
  const { dimX: width, dimY: height, numComp: components } = decoder.frame;
  return { width, height, components, bits: precision, planar: false, samples };
}
