// A page's two workers, one of each, started by the first call to them.

import type { CoreActs, Hex, IntakeActs, SendProgress, Shipment } from './acts';
import coreScript from './core.worker.ts?worker&url';
import intakeScript from './intake.worker.ts?worker&url';
import { LazyWorker } from './lazy';
import type { Packers } from './packers';
import coreModule from './pkg/core/core_bg.wasm?url';
import intakeModule from './pkg/intake/intake_bg.wasm?url';
import { Remote, type CallOptions } from './rpc';

let core: Remote<CoreActs> | null = null;
let intake: Remote<IntakeActs> | null = null;

/** The worker that holds the person's keys and speaks with the server. */
export function connectCore(): Remote<CoreActs> {
  if (!core || core.stopped) core = new Remote<CoreActs>(new LazyWorker('core', coreScript, coreModule));
  return core;
}

/** The worker that reads discs. After it stopped this gives a new one, which has nothing open. */
export function connectIntake(): Remote<IntakeActs> {
  if (!intake || intake.stopped) intake = new Remote<IntakeActs>(new LazyWorker('intake', intakeScript, intakeModule));
  return intake;
}

/** Sends what intake shipped last for a compartment; the bytes go from worker to worker. */
export async function sendShipment(
  id: Hex,
  shipment: Shipment,
  packers: Packers,
  options: Pick<CallOptions<SendProgress>, 'onProgress' | 'signal'> & { pause?: boolean } = {},
): Promise<{ seq: number }> {
  const { compartment } = shipment;
  const { port1: supply, port2: port } = new MessageChannel();
  const ports = await packers.ports();
  await connectIntake().call('supply', { compartment, port, packers: ports }, { transfer: [port, ...ports] });
  const { pause = false, signal, ...rest } = options;
  const stop = new AbortController();
  signal?.addEventListener('abort', () => stop.abort(), { signal: stop.signal });
  if (signal?.aborted) stop.abort();
  const sent = connectCore().call('send', { case: id, shipment, supply, pause }, { ...rest, signal: stop.signal, transfer: [supply] });
  // A worker that stops never answers through its ports; the page hears it.
  const stopped = connectIntake().call('last', undefined, { signal: stop.signal });
  try {
    return await Promise.race([sent, stopped, packers.stopped]);
  } finally {
    stop.abort();
    for (const late of [sent, stopped]) late.catch(() => {});
  }
}
