// How long sending still takes, from the speed of the last seconds: it follows the line but does not jump.

const memory = 15_000;

export class Pace {
  #measured: { at: number; done: number }[] = [];

  /** Milliseconds that are left at this moment; null while the speed is not known. */
  left(at: number, done: number, total: number): number | null {
    this.#measured = [...this.#measured.filter((one) => at - one.at < memory), { at, done }];
    const first = this.#measured[0];
    const speed = first && at > first.at ? (done - first.done) / (at - first.at) : 0;
    return speed > 0 ? (total - done) / speed : null;
  }

  /** Nothing moves for a while: that time says nothing about the line. */
  rest(): void {
    this.#measured = [];
  }
}
