// The worker that reads what lies on a disc. It has neither keys nor network: its first message is the compiled module, and
// the files come from the page. Whatever a bad file does to it ends here; the page learns that it stopped.

import type { CopySummary, IntakeActs, Inventory, LockedArchive, PackActs, Shipment, Supplied, SupplyActs } from './acts';
import { Lanes } from './lanes';
import { DiscCopy, Intake, initSync, type Supplied as Held } from './pkg/intake/intake.js';
import { ActError, never, Remote, serve, type Handlers, type Port, type Run } from './rpc';

/** Milliseconds between two reports of progress. */
const piece = 50;

let intake: Intake | null = null;
let copy: DiscCopy | null = null;
/** The ports of what is supplied now. */
let supplying: MessagePort[] = [];

addEventListener(
  'message',
  ({ data }: MessageEvent<{ module: WebAssembly.Module }>) => {
    initSync({ module: data.module });
    serve<IntakeActs>(self as unknown as Port, handlers);
  },
  { once: true },
);

const handlers: Handlers<IntakeActs> = {
  open({ files, documents, passwords = [] }) {
    const all = [...files, ...documents];
    intake?.free();
    intake = null;
    return guarded(() => {
      intake = Intake.open(all.map(({ path }) => path), all.map(({ file }) => file), files.length, passwords);
      return JSON.parse(intake.size()) as { files: number; bytes: number };
    });
  },
  async examine(_, run) {
    const { files } = JSON.parse(guarded(() => opened().size())) as { files: number };
    await inPieces(run, files, () => opened().examine(piece));
    return JSON.parse(guarded(() => opened().inventory())) as Inventory;
  },
  locked() {
    return JSON.parse(guarded(() => opened().locked())) as LockedArchive[];
  },
  old_studies({ on }) {
    return JSON.parse(guarded(() => opened().old_studies(on))) as { uid: string; months: number }[];
  },
  thumbnail({ file, frame }) {
    const picture = guarded(() => opened().thumbnail(file, frame));
    return picture ? { file, frame, width: picture.width, height: picture.height, grey: picture.grey as Uint8Array<ArrayBuffer> } : null;
  },
  frame({ file, frame }, run) {
    return given(run, guarded(() => opened().frame(file, frame)));
  },
  table({ file, span }, run) {
    return given(run, guarded(() => opened().table(file, span.offset, span.length)));
  },
  ship({ compartment, leave_out }) {
    const parcel = guarded(() => opened().begin_parcel(compartment === 'original', Uint32Array.from(leave_out)));
    return parcel === undefined ? null : { ...(JSON.parse(parcel) as Omit<Shipment, 'compartment'>), compartment };
  },
  supply({ compartment, port, packers }) {
    const original = compartment === 'original';
    for (const old of supplying) old.close();
    supplying = [port, ...packers];
    guarded(() => opened().begin_supply(original));
    const lanes = new Lanes(() => readPiece(original), packers.map((packer) => new Remote<PackActs>(packer as unknown as Port)));
    serve<SupplyActs>(port as unknown as Port, {
      async pictures(_, run) {
        while (!guarded(() => opened().make_pictures(original, piece / 2))) {
          await new Promise((resolve) => setTimeout(resolve));
          run.signal.throwIfAborted();
        }
        return moved(run, taken(guarded(() => opened().take_pictures(original))));
      },
      async piece(_, run) {
        return moved(run, await lanes.next());
      },
    });
    for (const started of supplying) started.start();
  },
  last: (_, run) => never(run),
  begin_copy(choice) {
    copy?.free();
    copy = null;
    copy = guarded(() => (choice.kind === 'original' ? DiscCopy.as_they_are() : DiscCopy.deidentified(choice.dates, random(32))));
  },
  copy_file({ path, bytes }) {
    const added = guarded(() => begun().add(path, new Uint8Array(bytes)));
    return added === undefined ? null : (JSON.parse(added) as { path: string; size: number });
  },
  copy_piece({ offset, length }, run) {
    const bytes = guarded(() => begun().read(offset, length));
    run.transfer(bytes.buffer);
    return bytes.buffer as ArrayBuffer;
  },
  finish_copy({ readme }, run) {
    const made = begun();
    const dicomdir = guarded(() => made.dicomdir(random(16)));
    const summary = JSON.parse(guarded(() => made.summary())) as CopySummary;
    const name = guarded(() => made.beside(readme));
    made.free();
    copy = null;
    run.transfer(dicomdir.buffer);
    return { ...summary, dicomdir: dicomdir.buffer as ArrayBuffer, readme: name };
  },
};

function begun(): DiscCopy {
  if (!copy) throw new ActError('nothing-chosen', 'Start the download again.');
  return copy;
}

function random(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

function opened(): Intake {
  if (!intake) throw new ActError('nothing-chosen', 'Choose the disc first.');
  return intake;
}

/** Bytes that go to the page without being copied. */
function given(run: Run<never>, bytes: Uint8Array | undefined): ArrayBuffer | null {
  if (!bytes) return null;
  run.transfer(bytes.buffer);
  return bytes.buffer as ArrayBuffer;
}

/** Works in pieces, so that progress is seen and a stop is heard. */
async function inPieces(run: Run<{ done: number; total: number }>, total: number, work: () => number): Promise<void> {
  for (let done = 0; done < total; ) {
    done = guarded(work);
    run.progress({ done, total });
    await new Promise((resolve) => setTimeout(resolve));
    run.signal.throwIfAborted();
  }
}

/** After a trap nothing of the module can be trusted: the worker ends, and the page's calls end with it. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof WebAssembly.RuntimeError || cause instanceof RangeError) reportError(cause);
    throw cause;
  }
}

function readPiece(original: boolean): Supplied | null {
  try {
    return taken(guarded(() => opened().next_piece(original)));
  } catch (cause) {
    if (cause instanceof ActError) throw cause;
    throw new ActError('source-gone', 'A file changed or disappeared while it was being read. Choose the same disc or folder again.');
  }
}

/** What the module holds, taken out of it. */
function taken(held: Held | undefined): Supplied | null {
  if (!held) return null;
  const supplied = { meta: held.meta, bytes: held.take() as Uint8Array<ArrayBuffer> };
  held.free();
  return supplied;
}

/** Bytes that go to another worker without being copied. */
function moved(run: Run<never>, supplied: Supplied | null): Supplied | null {
  if (supplied) run.transfer(supplied.bytes.buffer);
  return supplied;
}
