// Decodes frames away from the page. It has no keys and asks the network only for our own decoder modules.

import { serve, type Act, type Port } from '../core/rpc';
import { decode, type FrameFormat, type Pixels } from './decode';
import type { Tables } from './tables';

/** The one act of this worker. */
export interface Decoding {
  decode: Act<{ format: FrameFormat; bytes: ArrayBuffer; tables: Tables }, Pixels>;
}

serve<Decoding>(self as unknown as Port, {
  async decode({ format, bytes, tables }, run) {
    const pixels = await decode(format, bytes, tables);
    run.transfer(pixels.data.buffer as ArrayBuffer);
    return pixels;
  },
});
