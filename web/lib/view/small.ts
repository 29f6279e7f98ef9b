// A frame as a small grey picture, for images that intake cannot make one of. Nothing here draws with Cornerstone3D, so that
// every room may use it.

import type { Pixels } from './decode';
import { decodeFrame } from './decoders';
import { complete } from './examinations';
import { asOf, type FrameSource, type Preview, type Series, type StackImage } from './study';
import { tablesFor } from './tables';
import { autoWindow, forDisplay, rangeOf, recordedWindow } from './windows';

/** Longer side of a small picture, in pixels. */
const side = 128;

/** Decodes a frame and shrinks it, in the window it would be displayed in. Rejects with an `ActError` where it cannot be decoded. */
export async function smallPicture(series: Series, frames: Pick<FrameSource, 'frame' | 'table'>, place: { file: number; frame: number }): Promise<Preview> {
  const found = series.instances.find(({ file }) => file === place.file);
  if (!found) throw new Error('This image is not in its series.');
  const image: StackImage = { id: '', series, frame: place.frame, instance: asOf(complete(found), place.frame) };
  const [tables, bytes] = await Promise.all([tablesFor(image.instance, frames), frames.frame(place.file, place.frame)]);
  return shrink(image, await decodeFrame(image.instance, bytes, forDisplay(image, tables)));
}

/** The mean of a few values stands for each box of them. */
export function shrink(image: StackImage, pixels: Pixels): Preview {
  const { rows, columns, photometric } = image.instance;
  const scale = Math.max(1, Math.max(rows, columns) / side);
  const [width, height] = [Math.max(1, Math.floor(columns / scale)), Math.max(1, Math.floor(rows / scale))];
  const { lower, upper } = pixels.components === 3 ? { lower: 0, upper: 255 } : rangeOf(recordedWindow(image) ?? pixels.window ?? autoWindow(pixels.data, pixels.padding));
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let [sum, count] = [0, 0];
      for (const row of taps((y * rows) / height, ((y + 1) * rows) / height))
        for (const column of taps((x * columns) / width, ((x + 1) * columns) / width)) {
          sum += brightness(pixels, row * columns + column);
          count++;
        }
      const shown = Math.min(255, Math.max(0, ((sum / count - lower) / Math.max(1e-6, upper - lower)) * 255));
      grey[y * width + x] = Math.round(pixels.components === 1 && photometric === 'MONOCHROME1' ? 255 - shown : shown);
    }
  return { width, height, grey };
}

/** ITU-R BT.601 where there are colours. */
function brightness({ components, data }: Pixels, pixel: number): number {
  if (components === 1) return data[pixel] as number;
  const at = 3 * pixel;
  return 0.299 * (data[at] as number) + 0.587 * (data[at + 1] as number) + 0.114 * (data[at + 2] as number);
}

/** Up to four places of a range, at least one. */
function taps(from: number, to: number): number[] {
  const [first, length] = [Math.floor(from), Math.max(1, Math.floor(to) - Math.floor(from))];
  const count = Math.min(4, length);
  return Array.from({ length: count }, (_, tap) => first + Math.floor((tap * length) / count));
}
