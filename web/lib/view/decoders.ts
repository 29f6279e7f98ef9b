// A few decoding workers; each frame goes to the one with the least to do.

import { ActError, Remote, serve, startWorker, type Port } from '../core';
import type { FrameFormat, Pixels } from './decode';
import type { Decoding } from './decode.worker';
import { moduleOf, type ModuleActs } from './modules';
import type { Tables } from './tables';
import workerUrl from './decode.worker.ts?worker&url';

interface Decoder {
  remote: Remote<Decoding>;
  open: number;
}

let decoders: Decoder[] = [];

/** Milliseconds after which a frame is given up; the largest honest ones take a few seconds. */
const patience = 60_000;

/** Decodes one frame in a worker; `bytes` is given away. */
export async function decodeFrame(format: FrameFormat, bytes: ArrayBuffer, tables: Tables): Promise<Pixels> {
  const decoder = leastBusy();
  decoder.open++;
  const timer = setTimeout(() => decoder.remote.close(), patience);
  try {
    return await decoder.remote.call('decode', { format, bytes, tables }, { transfer: [bytes] });
  } catch (cause) {
    if (!decoder.remote.stopped) throw cause;
    // A worker that a hostile frame has killed or kept busy is replaced; the other images go on.
    decoders = decoders.filter((other) => other !== decoder);
    throw new ActError('frame-undecodable', 'The decoder stopped at this image. Please use the button for the original files.');
  } finally {
    clearTimeout(timer);
    decoder.open--;
  }
}

/** Starts a worker before there is a frame for it. */
export function startDecoder(): void {
  if (decoders.length === 0) leastBusy();
}

function leastBusy(): Decoder {
  const wanted = Math.max(1, Math.min(4, (navigator.hardwareConcurrency || 2) - 1));
  const idle = decoders.find(({ open }) => open === 0);
  if (idle) return idle;
  if (decoders.length < wanted) {
    const decoder = { remote: started(), open: 0 };
    decoders.push(decoder);
    return decoder;
  }
  return decoders.reduce((least, other) => (other.open < least.open ? other : least));
}

function started(): Remote<Decoding> {
  const remote = new Remote<Decoding>(startWorker(workerUrl, 'decode'));
  const { port1, port2 } = new MessageChannel();
  serve<ModuleActs>(port1 as unknown as Port, { module: ({ codec }) => moduleOf(codec) });
  port1.start();
  // A worker that stops before it hears this says so at its first frame.
  remote.call('connect', { port: port2 }, { transfer: [port2] }).catch(() => {});
  return remote;
}
