// A worker that packs. It has neither keys nor network nor files: its first message is the compiled module, then it is given a
// port through which pieces come.

import type { PackActs, PackerActs } from './acts';
import { initSync, pack_piece } from './pkg/intake/intake.js';
import { ActError, never, serve, type Port } from './rpc';

addEventListener(
  'message',
  ({ data }: MessageEvent<{ module: WebAssembly.Module }>) => {
    initSync({ module: data.module });
    serve<PackerActs>(self as unknown as Port, { connect: ({ port }) => connect(port), last: (_, run) => never(run) });
  },
  { once: true },
);

function connect(port: MessagePort): void {
  serve<PackActs>(port as unknown as Port, {
    pack({ meta, bytes }, run) {
      const packed = guarded(() => pack_piece(meta, bytes));
      if (!packed) throw new ActError('source-gone', 'A file changed or disappeared while it was being read. Choose the same disc or folder again.');
      const taken = packed.take() as Uint8Array<ArrayBuffer>;
      run.transfer(taken.buffer);
      return { meta: packed.meta, bytes: taken };
    },
  });
  port.start();
}

/** After a trap nothing of the module can be trusted: the page learns that this worker has stopped. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof WebAssembly.RuntimeError || cause instanceof RangeError) reportError(cause);
    throw cause;
  }
}
