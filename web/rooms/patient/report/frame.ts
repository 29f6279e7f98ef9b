// Drawing single frames without a viewer: uncompressed grey frames in the window that the file asks for (PS3.3 section C.11),
// and baseline JPEG by the browser itself. Everything else stays a small picture here; the viewer of the other rooms has decoders.

import type { DiscPatient, PreviewPicture } from '../../../lib/core/acts';

type Instance = DiscPatient['studies'][number]['series'][number]['instances'][number];

const implicitLittle = '1.2.840.10008.1.2';
const explicitLittle = '1.2.840.10008.1.2.1';
const deflated = '1.2.840.10008.1.2.1.99';
const explicitBig = '1.2.840.10008.1.2.2';
const jpegBaseline = '1.2.840.10008.1.2.4.50';

export function drawPreview(canvas: HTMLCanvasElement, { width, height, grey }: PreviewPicture): void {
  paint(canvas, width, height, (index) => grey[index] ?? 0);
}

/** Draws a frame; false when this page has no decoder for it. */
export async function drawFrame(canvas: HTMLCanvasElement, instance: Instance, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const { transfer_syntax: syntax, rows, columns } = instance;
  if (syntax === jpegBaseline) {
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
    [canvas.width, canvas.height] = [picture.width, picture.height];
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
    return true;
  }
  const native = [implicitLittle, explicitLittle, deflated, explicitBig].includes(syntax);
  if (!native || instance.samples_per_pixel !== 1 || !instance.photometric.startsWith('MONOCHROME')) return false;
  const values = stored(instance, bytes);
  if (!values || values.length < rows * columns) return false;
  const { low, high } = windowOf(instance, values);
  const inverse = instance.photometric === 'MONOCHROME1';
  paint(canvas, columns, rows, (index) => {
    const grey = Math.round((((values[index] ?? 0) - low) / (high - low)) * 255);
    return inverse ? 255 - grey : grey;
  });
  return true;
}

/** Values after slope and intercept; null where the bits lie in an unusual way. */
function stored({ bits_allocated, bits_stored, pixel_representation, transfer_syntax, rescale_slope, rescale_intercept }: Instance, bytes: Uint8Array<ArrayBuffer>): Float32Array | null {
  if (bits_allocated !== 8 && bits_allocated !== 16) return null;
  const size = bits_allocated / 8;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const unused = 32 - bits_stored;
  const little = transfer_syntax !== explicitBig;
  return Float32Array.from({ length: Math.floor(bytes.byteLength / size) }, (_, index) => {
    const raw = size === 1 ? view.getUint8(index) : view.getUint16(index * 2, little);
    const value = pixel_representation === 1 ? (raw << unused) >> unused : (raw << unused) >>> unused;
    return value * (rescale_slope ?? 1) + (rescale_intercept ?? 0);
  });
}

/** The file's first window, or from the darkest to the brightest value. */
function windowOf({ window_center, window_width }: Instance, values: Float32Array): { low: number; high: number } {
  const [center, width] = [window_center?.[0], window_width?.[0]];
  if (center !== undefined && width !== undefined && width > 1) return { low: center - 0.5 - (width - 1) / 2, high: center - 0.5 + (width - 1) / 2 };
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return { low, high: high > low ? high : low + 1 };
}

function paint(canvas: HTMLCanvasElement, width: number, height: number, grey: (index: number) => number): void {
  [canvas.width, canvas.height] = [width, height];
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let index = 0; index < width * height; index += 1) {
    rgba[index * 4] = rgba[index * 4 + 1] = rgba[index * 4 + 2] = grey(index);
    rgba[index * 4 + 3] = 255;
  }
  canvas.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
}
