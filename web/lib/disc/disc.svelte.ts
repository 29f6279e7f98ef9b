// The disc as it was chosen: what is on it, whose it is, what is left out. It is examined by a worker that has no keys and no
// network, because what lies on a disc may be broken or worse; if that worker dies, the page goes on.

import type { DiscPatient, Hex, IntakeForm, Inventory, LockedArchive, PreviewPicture, Shipment } from '../core/acts';
import { connectCore, connectIntake } from '../core/core';
import { ActError, type Remote } from '../core/rpc';
import type { IntakeActs } from '../core/acts';
import type { DiscFile, Gathered } from '../ui';
import { t } from '../words';
import { described, personName } from './discWords';
import { besides } from './besides';
import { keptBack } from './known';
import { nameOf, withAnother, type Source } from './sources';

type Kind = 'original' | 'history';
/** `unknown`: nothing on the disc, or in the case, says whose it is. */
export type Compared = 'fits' | 'differs' | 'unknown';

/** How a disc is compared with its case. */
export interface Comparison {
  /** It came by post: it has to say whose it is. */
  posted?: boolean;
  surgery_date?: string | undefined;
  /** A case whose images were sent before. */
  sent?: Hex | undefined;
}

let worker: Remote<IntakeActs> | null = null;
let examined = '';

function intake(): Remote<IntakeActs> {
  worker ??= connectIntake();
  return worker;
}

class Disc {
  sources = $state.raw<Source[]>([]);
  files = $derived<DiscFile[]>(this.sources.flatMap(({ placed }) => placed.files));
  unreadable = $derived<Gathered['unreadable']>(this.sources.flatMap(({ placed }) => placed.unreadable));
  documents = $state.raw<Record<Kind, DiscFile[]>>({ original: [], history: [] });
  inventory = $state.raw<Inventory | null>(null);
  examining = $state<{ done: number; total: number } | null>(null);
  trouble = $state.raw<unknown>(null);
  /** Numbers of the files that stay here. */
  leftOut = $state<number[]>([]);
  /** What the person said about people on the disc whose name or birth date differs, by their place in the inventory. */
  decided = $state<Record<number, 'same' | 'other'>>({});
  /** How each person on the disc compares with the person of the case, by their place; null until that was done. */
  compared = $state.raw<Compared[] | null>(null);

  /** Archives that need a password. */
  locked = $state.raw<LockedArchive[]>([]);
  /** Of these, which the last password did not open, and which the person leaves closed. */
  refused = $state<string[]>([]);
  closed = $state<string[]>([]);
  /** Held while this disc is open, never kept and never sent. */
  #passwords: string[] = [];
  #documents: DiscFile[] = [];
  #asked: { of_case: IntakeForm['patient']; how: Comparison } | null = null;
  /** Months of the examinations that are older than such examinations should be, by study; on which day. */
  old = $state.raw<{ months: Map<string, number>; at: 'operation' | 'today' }>({ months: new Map(), at: 'today' });
  /** Numbers of the files whose images the case holds already. */
  known = $state.raw<ReadonlySet<number>>(new Set());

  /** The person has seen the summary and wants it sent; after a reload that is asked again. */
  confirmed = false;

  /** The names of what was chosen as people know them. */
  get name(): string {
    return this.sources.map(({ name }) => name).join(', ');
  }

  get isEmpty(): boolean {
    return this.files.length === 0 && this.documents.original.length === 0 && this.documents.history.length === 0;
  }

  /** How many files of each kind are on this page. */
  get atHand(): { disc: number; original: number; history: number } {
    return { disc: this.files.length, original: this.documents.original.length, history: this.documents.history.length };
  }

  /** Adds a disc, a folder or files to what was chosen before; what turned out to hold no images makes room. */
  choose(gathered: Gathered): void {
    const mistaken = this.inventory && this.inventory.patients.length === 0 && this.locked.length === 0;
    const broken = this.trouble !== null;
    const before = mistaken ? [] : this.sources.filter(({ chosen }) => !broken || nameOf(chosen) !== nameOf(gathered));
    if (before.length === 0) this.#passwords = [];
    this.sources = withAnother(before, gathered);
    this.#forgetInventory();
  }

  /** Takes one of the things that were chosen out again. */
  takeOut(source: Source): void {
    this.sources = this.sources.filter((other) => other !== source);
    if (this.sources.length === 0) this.#passwords = [];
    this.#forgetInventory();
  }

  add(kind: Kind, files: DiscFile[]): void {
    const named = files.map(({ path, file }) => ({ path: `${kind}/${path}`, file }));
    const known = new Set(named.map(({ path }) => path));
    this.documents = { ...this.documents, [kind]: [...this.documents[kind].filter(({ path }) => !known.has(path)), ...named] };
    this.#forgetInventory();
  }

  remove(kind: Kind, path: string): void {
    this.documents = { ...this.documents, [kind]: this.documents[kind].filter((file) => file.path !== path) };
    this.#forgetInventory();
  }

  clear(): void {
    this.sources = [];
    this.documents = { original: [], history: [] };
    this.confirmed = false;
    this.#passwords = [];
    this.#forgetInventory();
    worker?.close();
    worker = null;
  }

  /** The documents that go with the disc: the first report as the person gave it, and the history. */
  documentsFor(original: string, text: string): DiscFile[] {
    const typed = new File([text], 'original-report.txt', { type: 'text/plain', lastModified: 0 });
    const first = original === 'files' ? this.documents.original : original === 'text' ? [{ path: 'original/original-report.txt', file: typed }] : [];
    return [...first, ...this.documents.history];
  }

  /** Reads everything that was chosen, unless that was done already. Troubles are kept, not thrown. */
  async examine(documents: DiscFile[] = []): Promise<void> {
    const chosen = fingerprint([...this.files, ...documents]);
    if (this.examining || (this.inventory && chosen === examined)) return;
    this.trouble = null;
    this.examining = { done: 0, total: 0 };
    try {
      await intake().call('open', { files: this.files, documents, passwords: this.#passwords });
      this.inventory = await intake().call('examine', undefined, { onProgress: (progress) => (this.examining = progress) });
      this.locked = await intake().call('locked', undefined);
      examined = chosen;
      this.#documents = documents;
      this.leftOut = [];
      this.decided = {};
      this.compared = null;
      this.known = new Set();
    } catch (cause) {
      this.trouble = cause;
      if (ActError.of(cause).code === 'worker-stopped') worker = null;
    }
    this.examining = null;
  }

  /** Tries a password on an archive: everything is looked at again with it. */
  async unlock(archive: string, password: string): Promise<void> {
    const waiting = () => this.locked.find((one) => one.archive === archive)?.files.length ?? 0;
    const before = waiting();
    this.#passwords.push(password);
    examined = '';
    await this.examine(this.#documents);
    const opened = waiting() < before;
    if (!opened) this.#passwords.pop();
    this.refused = opened ? this.refused.filter((one) => one !== archive) : [...new Set([...this.refused, archive])];
    if (this.#asked && !this.trouble) await this.compare(this.#asked.of_case, this.#asked.how);
  }

  /** Archives that the person has neither opened nor left closed. */
  get waiting(): LockedArchive[] {
    return this.locked.filter(({ archive }) => !this.closed.includes(archive));
  }

  /** What must be decided about them. */
  lockedProblems(): { field: string; message: string }[] {
    return this.locked.flatMap((one, index) => (this.waiting.includes(one) ? [{ field: `locked-${index}`, message: t('locked-decide', { archive: one.archive }) }] : []));
  }

  /** Compares everyone named on the disc with the person of the case, and the images with those of a case that was sent. */
  async compare(of_case: IntakeForm['patient'], how: Comparison = {}): Promise<void> {
    const { posted = false, surgery_date, sent } = how;
    const one = async (on_disc: DiscPatient): Promise<Compared> => {
      const { name, birth_date, unknown } = await connectCore().call('difference', { of_case, on_disc });
      return name || birth_date ? 'differs' : posted && unknown ? 'unknown' : 'fits';
    };
    this.#asked = { of_case, how };
    if (this.inventory) {
      const old = await intake().call('old_studies', { on: surgery_date ?? new Date().toISOString().slice(0, 10) });
      this.old = { months: new Map(old.map(({ uid, months }) => [uid, months])), at: surgery_date ? 'operation' : 'today' };
      if (sent && this.compared === null) await this.#recognise(this.inventory, sent);
    }
    this.compared = await Promise.all((this.inventory?.patients ?? []).map(one));
  }

  /** What the case holds already stays here unless the person wants it sent again. */
  async #recognise(inventory: Inventory, sent: Hex): Promise<void> {
    const images = inventory.patients.flatMap(({ studies }) => studies.flatMap(({ series }) => series.flatMap(({ instances }) => instances)));
    const on_disc = images.map(({ uid, file }) => ({ uid, size: inventory.files[file]?.size ?? 0 }));
    const there = await connectCore().call('already_sent', { case: sent, on_disc });
    this.known = new Set(images.filter((_, at) => there[at]).map(({ file }) => file));
    this.leave(keptBack(inventory, this.known), true);
  }

  /** Whether there are images, and the case holds every one of them. */
  get isAllKnown(): boolean {
    const images = (this.inventory?.patients ?? []).flatMap(filesOf);
    return images.length > 0 && images.every((file) => this.known.has(file));
  }

  /** Whether it must be asked if a person on the disc is the person of the case. */
  mustAsk(index: number): boolean {
    return this.compared?.[index] !== 'fits' || (this.inventory?.patients.length ?? 0) > 1;
  }

  /** Whom the disc names otherwise, where the person said that it is the same. */
  get namedOtherwise(): IntakeForm['patient'][] {
    const same = (this.inventory?.patients ?? []).filter((_, index) => this.compared?.[index] === 'differs' && this.decided[index] === 'same');
    return same.map(({ name, birth_date }) => ({ ...(name ? { name: personName(name) } : {}), ...(birth_date ? { birth_date } : {}) }));
  }

  /** What must be answered before anything leaves. */
  problems(): { field?: string; message: string }[] {
    const locked = this.lockedProblems();
    if (locked.length > 0) return locked;
    const patients = this.inventory?.patients ?? [];
    const undecided = patients.flatMap(({ name, birth_date }, index) => (this.mustAsk(index) && !this.decided[index] ? [{ field: `whose-${index}`, message: t('inventory-decide', { person: described(personName(name), birth_date) }) }] : []));
    if (undecided.length > 0) return undecided;
    const images = patients.flatMap(filesOf);
    if (this.isAllKnown && images.every((file) => this.leftOut.includes(file))) return this.#documents.length > 0 ? [] : [{ message: t('inventory-all-there') }];
    return images.length > 0 && images.every((file) => this.leftOut.includes(file)) ? [{ message: t('inventory-none-left') }] : [];
  }

  /** Small picture of a file; what intake cannot decompress is decoded by a worker of its own, which sees only this frame. */
  async thumbnail(file: number): Promise<PreviewPicture | null> {
    const made = await intake().call('thumbnail', { file, frame: 0 });
    const all = this.inventory?.patients.flatMap(({ studies }) => studies.flatMap(({ series }) => series)) ?? [];
    const series = all.find(({ instances }) => instances.some((instance) => instance.file === file));
    if (made || !series) return made;
    const there = (bytes: ArrayBuffer | null) => {
      if (!bytes) throw new ActError('source-gone', 'A file changed or disappeared while it was being read. Choose the same disc or folder again.');
      return bytes;
    };
    const frames = {
      frame: async (file: number, frame: number) => there(await intake().call('frame', { file, frame })),
      table: async (file: number, span: { offset: number; length: number }) => there(await intake().call('table', { file, span })),
    };
    const { smallPicture } = await import('../view/small');
    return { file, frame: 0, ...(await smallPicture(series, frames, { file, frame: 0 })) };
  }

  /** What goes into a compartment; null when there is nothing for it. */
  ship(compartment: Shipment['compartment']): Promise<Shipment | null> {
    return intake().call('ship', { compartment, leave_out: $state.snapshot(this.leftOut) as number[] });
  }

  /** What the person says of somebody on the disc; what lies beside the images of others only stays here with them. */
  decide(index: number, answer: 'same' | 'other'): void {
    if (!this.inventory) return;
    const before = besides(this.inventory, this.#others);
    this.decided[index] = answer;
    const now = besides(this.inventory, this.#others);
    const patient = this.inventory.patients[index];
    if (patient) this.leave(filesOf(patient), answer === 'other');
    this.leave(before, false);
    this.leave(now, true);
  }

  get #others(): Set<number> {
    return new Set(Object.entries(this.decided).flatMap(([index, answer]) => (answer === 'other' ? [Number(index)] : [])));
  }

  leave(files: number[], out: boolean): void {
    const these = new Set(files);
    this.leftOut = [...this.leftOut.filter((file) => !these.has(file)), ...(out ? files : [])];
  }

  #forgetInventory(): void {
    this.inventory = null;
    this.leftOut = [];
    this.decided = {};
    this.compared = null;
    this.locked = [];
    this.refused = [];
    this.closed = [];
    this.known = new Set();
    this.trouble = null;
  }
}

export const disc = new Disc();

/** The files of a person's examinations. */
export function filesOf(patient: Pick<DiscPatient, 'studies'>): number[] {
  return patient.studies.flatMap((study) => study.series.flatMap((series) => series.instances.map((instance) => instance.file)));
}

function fingerprint(files: DiscFile[]): string {
  return files.map(({ path, file }) => `${path}\n${file.size}\n${file.lastModified}`).join('\n');
}
