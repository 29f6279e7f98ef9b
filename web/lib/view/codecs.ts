// The decoders: each takes a codestream and gives back its samples with the size, precision and sign that the codestream has.
// They are others' well-kept work, compiled to WebAssembly, and are fetched when the first frame needs one.

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

type Compiled = Exclude<Codec, 'jpeg-lossless' | 'jpeg-12'>;

const classes: Record<Compiled, keyof WasmModule> = { 'jpeg-8': 'JPEGDecoder', 'jpeg-ls': 'JpegLSDecoder', 'jpeg-2000': 'J2KDecoder', htj2k: 'HTJ2KDecoder', 'jpeg-xl': 'JpegXLDecoder' };

const sources: Record<Compiled, () => Promise<[typeof import('@cornerstonejs/codec-charls/decodewasmjs'), { default: string }]>> = {
  'jpeg-8': () => Promise.all([import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs'), import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm?url')]),
  'jpeg-ls': () => Promise.all([import('@cornerstonejs/codec-charls/decodewasmjs'), import('@cornerstonejs/codec-charls/decodewasm?url')]),
  'jpeg-2000': () => Promise.all([import('@cornerstonejs/codec-openjpeg/decodewasmjs'), import('@cornerstonejs/codec-openjpeg/decodewasm?url')]),
  htj2k: () => Promise.all([import('@cornerstonejs/codec-openjph/wasmjs'), import('@cornerstonejs/codec-openjph/wasm?url')]),
  'jpeg-xl': () => Promise.all([import('@cornerstonejs/codec-libjxl/decodewasmjs'), import('@cornerstonejs/codec-libjxl/decodewasm?url')]),
};

const modules = new Map<Compiled, Promise<WasmModule>>();

function loaded(codec: Compiled): Promise<WasmModule> {
  let module = modules.get(codec);
  if (!module) {
    module = sources[codec]().then(([{ default: factory }, { default: url }]) => factory({ locateFile: () => url, print: quiet, printErr: quiet }));
    modules.set(codec, module);
  }
  return module;
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
