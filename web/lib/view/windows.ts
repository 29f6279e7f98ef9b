// Windows by which grey values are displayed (PS3.3 C.11.2): the ones recorded with the images, the usual presets for CT, and
// one taken from the values themselves where nothing better is known.

import type { StackImage } from './study';
import type { Tables } from './tables';

/** Centre and width in modality units (Hounsfield units for CT). */
export interface Window {
  center: number;
  width: number;
}

/** A preset and the key that sets it. `nameKey` is its key in the catalogue; without a window it is computed. */
export interface Preset {
  key: string;
  nameKey: string;
  window?: Window;
}

const ct: Preset[] = [
  { key: '1', nameKey: 'window-recorded' },
  { key: '2', nameKey: 'window-abdomen', window: { center: 40, width: 400 } },
  { key: '3', nameKey: 'window-lung', window: { center: -600, width: 1500 } },
  { key: '4', nameKey: 'window-bone', window: { center: 400, width: 1800 } },
  { key: '5', nameKey: 'window-brain', window: { center: 40, width: 80 } },
  { key: '6', nameKey: 'window-mediastinum', window: { center: 50, width: 350 } },
  { key: '7', nameKey: 'window-liver', window: { center: 80, width: 150 } },
  { key: '8', nameKey: 'window-spine', window: { center: 50, width: 250 } },
  { key: '9', nameKey: 'window-auto' },
];

const other: Preset[] = [
  { key: '1', nameKey: 'window-recorded' },
  { key: '2', nameKey: 'window-auto' },
  { key: '3', nameKey: 'window-narrow' },
  { key: '4', nameKey: 'window-wide' },
];

export function presets(modality: string): Preset[] {
  return modality === 'CT' ? ct : other;
}

/** The window of a preset for the image that is displayed. */
export function windowOf(preset: Preset, image: StackImage, values: ArrayLike<number>): Window {
  if (preset.window) return preset.window;
  const recorded = recordedWindow(image) ?? autoWindow(values);
  switch (preset.nameKey) {
    case 'window-auto':
      return autoWindow(values);
    case 'window-narrow':
      return { center: recorded.center, width: Math.max(1, recorded.width / 2) };
    case 'window-wide':
      return { center: recorded.center, width: recorded.width * 2 };
    default:
      return recorded;
  }
}

/** The first window recorded with an image; a CT without one is shown as abdomen. */
export function recordedWindow({ instance, series }: StackImage): Window | null {
  const [center] = instance.window_center;
  const [width] = instance.window_width;
  if (center !== undefined && width !== undefined && width >= 1) return { center, width };
  return series.modality === 'CT' ? { center: 40, width: 400 } : null;
}

/** The tables by which an image is displayed: a VOI table only where no window is recorded. */
export function forDisplay(image: StackImage, tables: Tables): Tables {
  return recordedWindow(image) ? { ...tables, voi: undefined } : tables;
}

/** From the 1st to the 99th percentile: a few very bright pixels do not darken the rest, nor does `padding`. */
export function autoWindow(values: ArrayLike<number>, padding?: number): Window {
  const step = Math.max(1, Math.floor(values.length / 40_000));
  const sample: number[] = [];
  for (let i = 0; i < values.length; i += step) if (values[i] !== padding) sample.push(values[i] as number);
  sample.sort((one, two) => one - two);
  const low = sample[Math.floor(sample.length * 0.01)] ?? 0;
  const high = sample[Math.floor(sample.length * 0.99)] ?? 1;
  return { center: (low + high + 1) / 2, width: Math.max(1, high - low + 1) };
}

/** The lowest and highest displayed value of a window, linear function (PS3.3 C.11.2.1.2.1). */
export function rangeOf({ center, width }: Window): { lower: number; upper: number } {
  return { lower: center - 0.5 - (width - 1) / 2, upper: center - 0.5 + (width - 1) / 2 };
}

export function windowOfRange({ lower, upper }: { lower: number; upper: number }): Window {
  return { center: (lower + upper) / 2 + 0.5, width: upper - lower + 1 };
}
