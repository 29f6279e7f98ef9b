// PDFs with pdf.js: its worker is one of our own files, nothing is evaluated, no script or link of the document runs, and what it
// needs for images and fonts comes from our own files as well.

import { startWorker } from '../../../lib/core';
import workerUrl from './pdf.worker.ts?worker&url';

const files = import.meta.glob<string>(['/node_modules/pdfjs-dist/wasm/*.wasm', '/node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}'], { query: '?url', import: 'default' });

/** Widest drawing in pixels; sharp on the page, bounded in memory. */
const widest = 1600;

export interface OpenPdf {
  pages: number;
  draw(number: number, canvas: HTMLCanvasElement): Promise<void>;
  text(number: number): Promise<string>;
  close(): Promise<void>;
}

/** What pdf.js asks for by name, from our own files. */
class OwnFiles {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const path = Object.keys(files).find((path) => path.endsWith(`/${filename}`));
    const address = path && (await files[path]?.());
    if (!address) throw new Error(`There is no ${filename}.`);
    return new Uint8Array(await (await fetch(address)).arrayBuffer());
  }
}

/** Opens a document; `bytes` is copied. */
export async function openPdf(bytes: Uint8Array<ArrayBuffer>): Promise<OpenPdf> {
  const { getDocument, PDFWorker } = await import('pdfjs-dist');
  const port = startWorker(workerUrl, 'pdf');
  const worker = PDFWorker.create({ port } as never);
  const task = getDocument({
    data: bytes.slice(),
    worker,
    isEvalSupported: false,
    enableXfa: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
    BinaryDataFactory: OwnFiles,
  } as never);
  const document = await task.promise.catch((cause: unknown) => {
    port.terminate();
    throw cause;
  });
  return {
    pages: document.numPages,
    async draw(number, canvas) {
      const page = await document.getPage(number);
      const { width } = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({ scale: Math.min(widest, Math.max(800, canvas.clientWidth * devicePixelRatio)) / width });
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      await page.render({ canvas, viewport }).promise;
    },
    async text(number) {
      const { items } = await (await document.getPage(number)).getTextContent();
      return words(items.filter((item) => 'str' in item));
    },
    async close() {
      await task.destroy();
      port.terminate();
    },
  };
}

/** The words of a page; a gap of more than a line and a half is a new paragraph. */
function words(items: { str: string; hasEOL: boolean; height: number; transform: number[] }[]): string {
  let line: number | null = null;
  return items.reduce((text, { str, hasEOL, height, transform }) => {
    const place = transform[5] ?? 0;
    const isApart = str !== '' && line !== null && Math.abs(line - place) > 1.75 * height;
    if (str !== '') line = place;
    return `${text}${isApart ? '\n\n' : ''}${str}${hasEOL ? '\n' : ''}`;
  }, '');
}
