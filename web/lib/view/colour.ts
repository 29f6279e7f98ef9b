// Colours as red, green and blue of 8 bits each, whatever the file keeps them as.

/** Where the samples of a pixel lie. */
export type Layout = 'pixel' | 'plane' | '422';

/** Three samples for each pixel, `bits` significant ones each, as RGB; `ybr` where they are luminance and chrominance. */
export function toRgb(samples: ArrayLike<number>, pixels: number, layout: Layout, bits: number, ybr: boolean): Uint8Array {
  const data = new Uint8ClampedArray(pixels * 3);
  const scale = bits > 8 ? 2 ** (8 - bits) : 255 / (2 ** bits - 1);
  for (let i = 0; i < pixels; i++) {
    const [at, second, third] = layout === 'plane' ? [i, i + pixels, i + 2 * pixels] : layout === 'pixel' ? [3 * i, 3 * i + 1, 3 * i + 2] : pair(i);
    const [a, b, c] = [samples[at] ?? 0, samples[second] ?? 0, samples[third] ?? 0];
    if (ybr) fromYbr(data, 3 * i, a, b, c, scale, 2 ** (bits - 1));
    else [data[3 * i], data[3 * i + 1], data[3 * i + 2]] = scale === 1 ? [a, b, c] : scale < 1 ? [Math.floor(a * scale), Math.floor(b * scale), Math.floor(c * scale)] : [a * scale, b * scale, c * scale];
  }
  return new Uint8Array(data.buffer);
}

/** Y1 Y2 Cb Cr for two pixels (PS3.3 C.7.6.3.1.2, YBR_FULL_422). */
function pair(pixel: number): [number, number, number] {
  const start = (pixel >> 1) * 4;
  return [start + (pixel & 1), start + 2, start + 3];
}

/** PS3.3 C.7.6.3.1.2, YBR_FULL. */
function fromYbr(data: Uint8ClampedArray, at: number, y: number, cb: number, cr: number, scale: number, middle: number): void {
  data[at] = (y + 1.402 * (cr - middle)) * scale;
  data[at + 1] = (y - 0.344136 * (cb - middle) - 0.714136 * (cr - middle)) * scale;
  data[at + 2] = (y + 1.772 * (cb - middle)) * scale;
}

/** Colours of palette entries: `first` is the pixel value of entry 0, values outside take the nearest entry. */
export interface Palette {
  first: number;
  red: Uint8Array;
  green: Uint8Array;
  blue: Uint8Array;
}

/** Paints palette values (PS3.3 C.7.6.3.1.5 and .6). */
export function paint(values: ArrayLike<number>, pixels: number, { first, red, green, blue }: Palette): Uint8Array {
  const data = new Uint8Array(pixels * 3);
  const last = Math.min(red.length, green.length, blue.length) - 1;
  for (let i = 0; i < pixels; i++) {
    const entry = Math.min(last, Math.max(0, (values[i] ?? 0) - first));
    data[3 * i] = red[entry] as number;
    data[3 * i + 1] = green[entry] as number;
    data[3 * i + 2] = blue[entry] as number;
  }
  return data;
}
