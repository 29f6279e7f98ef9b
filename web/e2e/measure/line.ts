// A line of so many bits a second in each direction, between a browser and a server on the same machine.

import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Bytes that pass at a time: a hundredth of a second at 13 Mbit/s. */
const step = 16_384;

/** Milliseconds by which timers are late at worst. */
const late = 20;

/** One direction. All connections share it. */
class Direction {
  bytes = 0;
  #free = 0;

  /** Resolves when `length` bytes have passed at `mbits`. */
  async pass(length: number, mbits: number): Promise<void> {
    this.bytes += length;
    const now = performance.now();
    // A timer that comes late may be made up for, no more.
    this.#free = Math.max(now - late, this.#free) + (length * 8) / (mbits * 1000);
    const wait = this.#free - now;
    if (wait > 2) await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

export class Line {
  readonly up = new Direction();
  readonly down = new Direction();
  /** Mbit/s; changes at once. */
  mbits = Infinity;
  #server: Server;

  private constructor(to: number) {
    this.#server = createServer({ noDelay: true }, (near) => {
      const far = connect({ port: to, host: '127.0.0.1', noDelay: true });
      void this.#carry(near, far, this.up);
      void this.#carry(far, near, this.down);
    });
  }

  /** A line to a port of this machine. */
  static async to(port: number): Promise<Line> {
    const line = new Line(port);
    await new Promise<void>((ready) => line.#server.listen(0, '127.0.0.1', ready));
    return line;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server.close();
  }

  async #carry(from: Socket, to: Socket, direction: Direction): Promise<void> {
    from.on('error', () => to.destroy());
    try {
      for await (const part of from as AsyncIterable<Buffer>) {
        for (let at = 0; at < part.length; at += step) {
          const piece = part.subarray(at, at + step);
          await direction.pass(piece.length, this.mbits);
          if (!to.write(piece)) await new Promise((resolve) => to.once('drain', resolve).once('close', resolve));
        }
      }
    } catch {
      to.destroy();
    }
    to.end();
  }
}
