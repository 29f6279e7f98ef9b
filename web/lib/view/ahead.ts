// The image that a viewer will show first, asked for before there is a viewer.

import { middle } from './order';
import type { FrameSource, Series } from './study';

/** The same source, with the first image of a series already on its way. */
export function ahead(frames: FrameSource, series: Series | undefined): FrameSource {
  const places = series?.instances.flatMap(({ file, number_of_frames }) => Array.from({ length: Math.max(1, number_of_frames) }, (_, frame) => ({ file, frame }))) ?? [];
  const first = places[middle(places.length)];
  if (!first) return frames;
  let coming: Promise<ArrayBuffer> | null = frames.frame(first.file, first.frame);
  // Whoever takes it hears what went wrong.
  coming.catch(() => {});
  return {
    ...frames,
    frame(file, frame, signal) {
      const taken = file === first.file && frame === first.frame ? coming : null;
      if (taken) coming = null;
      return taken ?? frames.frame(file, frame, signal);
    },
  };
}
