// The decoders compiled to WebAssembly come without types. Each is a C++ class behind the same few acts.

declare module '*wasmjs' {
  export interface WasmDecoder {
    /** Room for the codestream inside the module's memory. */
    getEncodedBuffer(length: number): Uint8Array;
    decode(): void;
    decodeSubResolution?(level: number): void;
    getFrameInfo(): { width: number; height: number; bitsPerSample: number; componentCount: number; isSigned?: boolean };
    /** A view of the module's memory, good until the next act. */
    getDecodedBuffer(): Uint8Array;
    /** Of JPEG-LS: 0 when each component lies by itself. */
    getInterleaveMode?(): number;
    delete(): void;
  }
  export type WasmModule = Record<'CharLSDecoder' | 'JpegLSDecoder' | 'J2KDecoder' | 'HTJ2KDecoder' | 'JPEGDecoder' | 'JpegXLDecoder', new () => WasmDecoder>;
  const factory: (options: { instantiateWasm: (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void) => object; print?: () => void; printErr?: () => void }) => Promise<WasmModule>;
  export default factory;
}

// The same decoder as plain JavaScript, for tests outside a browser.
declare module '@cornerstonejs/codec-charls/decode' {
  const factory: unknown;
  export default factory;
}
