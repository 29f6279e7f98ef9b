// A few decoding workers; each frame goes to the one with the least to do.

import { Remote, startWorker } from '../core';
import type { FrameFormat, Pixels } from './decode';
import type { Decoding } from './decode.worker';
import workerUrl from './decode.worker.ts?worker&url';

interface Decoder {
  remote: Remote<Decoding>;
  open: number;
}

let decoders: Decoder[] = [];

/** Decodes one frame in a worker; `bytes` is given away. */
export async function decodeFrame(format: FrameFormat, bytes: ArrayBuffer): Promise<Pixels> {
  const decoder = leastBusy();
  decoder.open++;
  try {
    return await decoder.remote.call('decode', { format, bytes }, { transfer: [bytes] });
  } catch (cause) {
    // A worker that a hostile frame has killed is replaced; the other images go on.
    if ((cause as { code?: string }).code === 'worker-stopped') decoders = decoders.filter((other) => other !== decoder);
    throw cause;
  } finally {
    decoder.open--;
  }
}

function leastBusy(): Decoder {
  const wanted = Math.max(1, Math.min(4, (navigator.hardwareConcurrency || 2) - 1));
  const idle = decoders.find(({ open }) => open === 0);
  if (idle) return idle;
  if (decoders.length < wanted) {
    const decoder = { remote: new Remote<Decoding>(startWorker(workerUrl, 'decode')), open: 0 };
    decoders.push(decoder);
    return decoder;
  }
  return decoders.reduce((least, other) => (other.open < least.open ? other : least));
}
