// One frame as a still picture, without an engine: decoded by the same workers, drawn on a canvas in the window recorded with it.

import type { Pixels } from './decode';
import { decodeFrame } from './decoders';
import { asOf, type FrameSource, type Preview, type Series, type StackImage } from './study';
import { tablesFor } from './tables';
import { autoWindow, forDisplay, rangeOf, recordedWindow } from './windows';

type Colour = (pixel: number) => [number, number, number];

/** Where a still picture is found: a file of the series and its frame, from 0. */
export interface Place {
  series: Series;
  instance: Series['instances'][number];
  frame: number;
}

/** Draws the small picture of a frame; false where there is none. */
export async function drawPreview(canvas: HTMLCanvasElement, frames: FrameSource, { instance, frame }: Place, signal: AbortSignal): Promise<boolean> {
  const found = await frames.preview(instance.file, frame);
  if (!found || signal.aborted) return false;
  paint(canvas, found.width, found.height, greyOf(found));
  return true;
}

/** Draws a frame at its own size. Rejects with an `ActError` where it cannot be decoded. */
export async function drawFrame(canvas: HTMLCanvasElement, frames: FrameSource, place: Place, signal: AbortSignal): Promise<void> {
  const instance = asOf(place.instance, place.frame);
  const image = { ...place, id: '', instance };
  const [tables, bytes] = await Promise.all([tablesFor(instance, frames), frames.frame(instance.file, place.frame, signal)]);
  const pixels = await decodeFrame(instance, bytes, forDisplay(image, tables));
  if (!signal.aborted) paint(canvas, instance.columns, instance.rows, pixels.components === 3 ? colourOf(pixels) : windowed(pixels, image));
}

function greyOf({ grey }: Preview): Colour {
  return (pixel) => same(grey[pixel] ?? 0);
}

function colourOf({ data }: Pixels): Colour {
  return (pixel) => [data[3 * pixel] ?? 0, data[3 * pixel + 1] ?? 0, data[3 * pixel + 2] ?? 0];
}

function windowed({ data, window, padding }: Pixels, image: StackImage): Colour {
  const { lower, upper } = rangeOf(recordedWindow(image) ?? window ?? autoWindow(data, padding));
  const inverse = image.instance.photometric === 'MONOCHROME1';
  return (pixel) => {
    const value = (((data[pixel] ?? lower) - lower) / Math.max(1e-6, upper - lower)) * 255;
    return same(inverse ? 255 - value : value);
  };
}

const same = (value: number): [number, number, number] => [value, value, value];

function paint(canvas: HTMLCanvasElement, width: number, height: number, colour: Colour): void {
  [canvas.width, canvas.height] = [width, height];
  const image = new ImageData(width, height);
  for (let pixel = 0; pixel < width * height; pixel += 1) image.data.set([...colour(pixel), 255], pixel * 4);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}
