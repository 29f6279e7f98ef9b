// Decodes frames away from the page. It has neither keys nor network: the page gives it the decoders' modules.

import { Remote, serve, type Act, type Port } from '../core/rpc';
import { takeModulesFrom } from './codecs';
import { decode, type FrameFormat, type Pixels } from './decode';
import type { ModuleActs } from './modules';
import type { Tables } from './tables';

/** The acts of this worker. */
export interface Decoding {
  /** Through this port it asks for the decoders' modules. */
  connect: Act<{ port: MessagePort }, void>;
  decode: Act<{ format: FrameFormat; bytes: ArrayBuffer; tables: Tables }, Pixels>;
}

serve<Decoding>(self as unknown as Port, {
  connect({ port }) {
    const page = new Remote<ModuleActs>(port as unknown as Port);
    port.start();
    takeModulesFrom((codec) => page.call('module', { codec }));
  },
  async decode({ format, bytes, tables }, run) {
    const pixels = await decode(format, bytes, tables);
    run.transfer(pixels.data.buffer as ArrayBuffer);
    return pixels;
  },
});
