// Series for the viewer: made here, or read from files with dcmtk.

import type { Series } from '../lib/view/study';

export interface Prepared {
  series: Series[];
  /** The frame of a file in its transfer syntax. */
  frame(file: number): Uint8Array | undefined;
  preview(file: number): Uint8Array | undefined;
}

export const side = 256;

/** A made CT: a bright disc that grows from image to image, in a ramp with noise; a letter F marks the right way up. */
export function madeSeries(length = 12): Prepared {
  const stored = Array.from({ length }, (_, index) => madeSlice(index));
  const instances = stored.map((_, index) => ({
    file: index,
    sop_class: '1.2.840.10008.5.1.4.1.1.2',
    uid: `1.2.3.${index + 1}`,
    number: index + 1,
    transfer_syntax: '1.2.840.10008.1.2.1',
    rows: side,
    columns: side,
    samples_per_pixel: 1,
    photometric: 'MONOCHROME2',
    bits_allocated: 16,
    bits_stored: 12,
    high_bit: 11,
    pixel_representation: 0,
    number_of_frames: 1,
    rescale_slope: 1,
    rescale_intercept: -1024,
    window_center: [40],
    window_width: [400],
    pixel_spacing: [0.8, 0.8] as [number, number],
    image_position: [-102.4, -102.4, index * 5] as [number, number, number],
    image_orientation: [1, 0, 0, 0, 1, 0] as [number, number, number, number, number, number],
    frame_of_reference: '1.2.3',
    slice_thickness: 5,
    slice_location: index * 5,
    frames: [[{ offset: 0, length: side * side * 2 }]],
    truncated: false,
  }));
  const series: Series[] = [{ uid: '1.2', modality: 'CT', number: 2, description: 'Made 5 mm', instances }];
  return {
    series,
    frame: (file) => stored[file] && new Uint8Array(stored[file].buffer.slice(0)),
    preview: (file) => stored[file] && shrink(stored[file]),
  };
}

function madeSlice(index: number): Uint16Array {
  const slice = new Uint16Array(side * side);
  let seed = 42 + index;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff;
      const disc = Math.hypot(x - 128, y - 128) < 20 + index * 6 ? 150 : 0;
      const f = x > 30 && x < 60 && y > 30 && y < 80 && (x < 38 || y < 38 || (y > 50 && y < 58)) ? 300 : 0;
      slice[y * side + x] = 1024 - 160 + x + disc + f + (seed % 21) - 10;
    }
  }
  return slice;
}

function shrink(slice: Uint16Array): Uint8Array {
  const small = new Uint8Array(64 * 64);
  for (let i = 0; i < small.length; i++) {
    const value = (slice[Math.floor(i / 64) * 4 * side + (i % 64) * 4] ?? 0) - 1024;
    small[i] = Math.max(0, Math.min(255, ((value + 160) / 400) * 255));
  }
  return small;
}
