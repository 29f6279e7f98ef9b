// What a page can ask of its two workers. `core` holds the person's keys and speaks with the server; `intake` reads what
// is on the disc and has neither keys nor network. Both are Rust compiled to WebAssembly; no rule lives on this side.
// Names and shapes are those of the Rust types, as JSON.

import type { Act } from './rpc';

export type Hex = string;
/** Milliseconds of Unix time. */
export type Moment = number;
export type Role = 'coordinator' | 'radiologist' | 'patient' | 'link_holder';
export type Compartment = 'intake' | 'images' | 'original' | 'report' | 'thread';
export type Service = 'standard' | 'express' | 'priority';
export type Standing = 'asked' | 'accepted' | 'committed' | 'revealed' | 'signed';
export type Side = 'left' | 'right' | 'both' | 'midline' | 'none';
export type Certainty = 'established' | 'most_likely' | 'likely' | 'may_represent' | 'unlikely' | 'very_unlikely';
export type Verdict = 'agrees' | 'adds' | 'not_confirmed' | 'characterises_differently' | 'raises_question';
export type Impact = 'none' | 'unlikely' | 'likely';
export type Party = 'surgeon' | 'hospital' | 'first_radiologist';
export type Kind =
  | 'opened' | 'consented' | 'images_added' | 'documents_added' | 'submitted' | 'returned' | 'resumed' | 'rescheduled'
  | 'assigned' | 'accepted' | 'declined' | 'recused' | 'first_read_committed' | 'original_revealed' | 'report_signed'
  | 'addendum_signed' | 'translation_signed' | 'opened_by' | 'question' | 'answer' | 'notice' | 'acknowledged'
  | 'share_created' | 'share_opened' | 'share_revoked' | 'regranted' | 'member_removed' | 'refused' | 'withdrawn'
  | 'restricted' | 'closed' | 'outcome_added' | 'erased';

export interface Me {
  person: Hex;
  practice: Hex;
  role: Role;
  name?: string | null;
  birth_date?: string | null;
  subspecialty?: string | null;
  licence?: string | null;
  country?: string | null;
  /** Whether a recovery code was made. */
  has_recovery_code: boolean;
}

export interface PracticePage {
  name: string;
  telephone: string;
  address: string;
  about: string;
  /** ISO 3166-1 alpha-2. */
  countries: string[];
  prices: { service: Service; amount: number; currency: string }[];
}

export interface Welcome {
  practice: Hex;
  practice_name: string;
  role: Role;
  name?: string | null;
}

export interface NewInvite {
  role: Role;
  name?: string | undefined;
  birth_date?: string | undefined;
  subspecialty?: string | undefined;
  licence?: string | undefined;
  country?: string | undefined;
}

export interface Colleague {
  person: Hex;
  role: Role;
  name?: string | null;
  subspecialty?: string | null;
  licence?: string | null;
  country?: string | null;
}

export interface CaseLine {
  case: Hex;
  state: Kind;
  deadline: Moment | null;
  service: Service | null;
  waits_for_patient: boolean;
  /** Whether the patient posts the disc, and the practice may read it in. */
  by_post: boolean;
  /** Whether a posted disc has not been read in yet. */
  waits_for_disc: boolean;
  role: Role | null;
  radiologist: Hex | null;
  standing: Standing | null;
  opened: Moment;
  changed: Moment;
}

export interface EntryView {
  seq: number;
  kind: Kind;
  author: Hex;
  role: Role | null;
  time: Moment;
  /** With `opened_by`: what was opened. */
  what: Compartment | null;
}

export interface ShareView {
  share: Hex;
  created: Moment;
  expires: Moment;
  opens: number | null;
  pin: boolean;
  what: Compartment[];
  openings: Moment[];
  confirmed_version: number | null;
  opened_before_newest: boolean;
  revoked: boolean;
}

export interface CaseView extends CaseLine {
  people: { person: Hex; role: Role }[];
  entries: EntryView[];
  shares: ShareView[];
  epoch: number;
  /** Newest version of the report; 0 before it is signed. */
  reports: number;
  has_original: boolean;
  head: Hex;
}

/** A text that was shown and agreed to. */
export interface Agreed {
  text_version: string;
  language: string;
  at: Moment;
}

/** The sealed intake form; see docs/spec/intake-form.md. */
export interface IntakeForm {
  for_whom: { who: 'self' } | { who: 'relative'; name: string; relation: string };
  patient: { name?: string; birth_date?: string };
  /** Whom the disc names otherwise, where the sender said that it is the same person. */
  named_on_disc?: IntakeForm['patient'][];
  procedure?: { code: string; text: string };
  side?: Side;
  levels?: string[];
  surgery_date?: string;
  surgeon?: string;
  hospital?: string;
  first_radiologist?: string;
  question: string;
  history?: string;
  telephone?: string;
  urgent_wish?: 'call_first' | 'read_alone' | 'with_doctor';
  service: Service;
  warning_signs_answered?: { list_version: number; at: Moment };
  consent?: Agreed & { by_post?: Agreed };
}

export interface Declaration {
  radiologist: Radiologist;
  independence: Record<Party, { name?: string; independent: boolean }>;
}

export interface Radiologist {
  person: Hex;
  name: string;
  licence: string;
  country: string;
  subspecialty: string;
  /** Opens what the inviter committed to. */
  introduced?: Hex;
}

/** A case with what was sealed in it and is open to this person. */
export interface CaseDetails {
  view: CaseView;
  /** Null when the intake compartment is not open to this person. */
  form: IntakeForm | null;
  declaration: Declaration | null;
  /** Words behind entries (reasons, questions, answers), by the entry's number. */
  messages: Record<number, string>;
  /** What the practice read in from posted discs, by the entry's number. */
  read_in: Record<number, ReadIn>;
}

export interface ReadIn {
  /** Name of the coordinator who signed the entry. */
  by: string | null;
  /** None among papers. */
  images: number;
  files: number;
}

export interface KeyImage {
  study: string;
  series: string;
  instance: string;
  /** From 1. */
  frame: number;
  caption?: string;
}

export type Adequacy = { grade: 'adequate' } | { grade: 'limited'; reason: string } | { grade: 'not_adequate'; reason: string };

/** A check of the images that found something, and what the radiologist says of it. */
export interface JudgedCheck {
  code: string;
  of?: string;
  found?: string;
  judgement: 'confirmed' | 'overruled';
  because?: string;
}

export interface Finding {
  id: string;
  text: string;
  region?: string;
  side: Side;
  level?: string;
  certainty: Certainty;
  key_images?: KeyImage[];
}

export interface FirstRead {
  adequacy: Adequacy;
  checks?: JudgedCheck[];
  findings: Finding[];
  impression?: string;
}

export interface ReportFinding extends Finding {
  verdict?: Verdict;
  impact?: Impact;
  answers?: { document?: string; quote?: string; place?: { page: number; x: number; y: number; width: number; height: number } };
}

export interface PlainSummary {
  language: string;
  what_was_looked_at: string;
  what_was_seen: string;
  how_sure: string;
  same_or_different?: string;
  does_not_say: string;
  questions_for_surgeon: string[];
}

/** What the radiologist writes; see docs/spec/report.md. */
export interface Report {
  question: string;
  technique: string;
  adequacy: Adequacy;
  checks?: JudgedCheck[];
  prior_imaging?: string;
  numbering?: string;
  findings: ReportFinding[];
  impression: { text: string; certainty: Certainty; findings: string[] }[];
  recommendation?: string;
  plain_summary: PlainSummary;
  display_used: string;
}

export interface ReportBody {
  format: string;
  case: Hex;
  version: number;
  addendum?: { addendum_of: number; reason: string };
  /** Patient and planned operation as the intake form named them; reports signed before it was kept have none. */
  subject?: Pick<IntakeForm, 'patient' | 'procedure' | 'side' | 'levels' | 'surgery_date'>;
  radiologist: Radiologist;
  independence: Declaration['independence'];
  read_at: Moment;
  signed_at: Moment;
  image_set: Hex;
  ledger_head: Hex;
  original: 'none' | 'not_opened' | 'opened';
  since_first_read: { added: string[]; left_out: string[]; changed: string[] };
  report: Report;
}

export interface VerifiedReport {
  body: ReportBody;
  first_read: FirstRead;
  signer: Hex;
  time: Moment;
  seq: number;
  superseded: boolean;
  outcome: 'same' | 'same_and_more' | 'differs' | 'could_not_compare';
}

/** Something to look at again before signing; see docs/spec/report.md. */
export interface Warning {
  kind: string;
  /** `findings/1`, `impression/2` (counted from 1), `plain_summary`, `numbering`. */
  place: string;
  words?: string[];
}

export interface Signature {
  version: number;
  warnings: Warning[];
  since_first_read: ReportBody['since_first_read'];
  comparison_removed: boolean;
}

/** A set of files that was sent at once; `set` counts the sets of a compartment from 0. */
export interface ImageSet {
  set: number;
  /** The inventory as intake wrote it; see `lib/view/study.ts` for series and instances. */
  inventory: Inventory;
  not_sent: { path: string; size: number; reason?: string }[];
}

export interface Inventory {
  files: FileRecord[];
  patients: DiscPatient[];
  captures: unknown[];
  warnings: { code: string; detail: string }[];
}

export interface FileRecord {
  path: string;
  size: number;
  /** As serialised by the intake crate: used as something, or skipped for a named reason. */
  outcome: unknown;
  document?: string | null;
  may_hold_report: boolean;
}

/** The images of a case before they are opened. */
export interface PreparedImages {
  sets: number;
  patients: DiscPatient[];
}

export interface DiscPatient {
  name: string;
  birth_date?: string | null;
  id?: string | null;
  sex?: string | null;
  studies: {
    uid: string;
    date?: string | null;
    time?: string | null;
    description?: string | null;
    accession?: string | null;
    institution?: string | null;
    series: import('../view/study').Series[];
    checks?: import('../view/study').Check[];
  }[];
}

/** An archive with files that wait for a password, by their numbers in the inventory. */
export interface LockedArchive {
  archive: string;
  files: number[];
}

export interface OriginalFile {
  compartment: 'images' | 'original';
  set: number;
  file: number;
  path: string;
  size: number;
  /** What kind of document it is, for files of the original compartment. */
  document?: string | null;
}

export interface PreviewPicture {
  file: number;
  frame: number;
  width: number;
  height: number;
  grey: Uint8Array;
}

/** What goes into one compartment, made by intake and sealed by core; intake supplies its pictures and bytes through a port. */
export interface Shipment {
  compartment: 'images' | 'original';
  inventory: Inventory;
  not_sent: { path: string; size: number; reason?: string }[];
}

export interface SendProgress {
  stage: 'sending' | 'waiting' | 'signing';
  done: number;
  total: number;
  sent: number;
}

export interface NewShare {
  what: ('images' | 'report')[];
  hours: number;
  opens?: number | undefined;
  pin?: string | undefined;
}

export interface ShareLanding {
  practice_name: string;
  telephone: string;
  share: ShareView;
  reports: number;
  is_open: boolean;
}

export interface ServiceOffer {
  service: Service;
  due: Moment;
  offered: boolean;
}

export interface Procedure {
  code: string;
  region: string;
  side_applies: boolean;
  level_applies: boolean;
  label: { en: string; de: string };
  /** What else people call it, in any language. */
  words: string[];
}

type OnCase = { case: Hex };

/** The acts of the core worker. Every act may reject with an `ActError` whose code has a sentence in `locales/`. */
export interface CoreActs {
  // who I am
  start: Act<void, { me: Me | null }>;
  practice: Act<void, { practice: Hex; page: PracticePage } | null>;
  welcome: Act<{ link: string }, Welcome>;
  join: Act<{ link: string }, Me>;
  come_as_patient: Act<{ practice?: Hex | undefined }, Me>;
  recovery_code: Act<void, string>;
  recover: Act<{ code: string }, Me>;
  leave: Act<void, void>;
  // practice
  invite: Act<NewInvite, string>;
  change_page: Act<PracticePage, void>;
  colleagues: Act<void, Colleague[]>;
  // pure words and rules
  procedures: Act<void, Procedure[]>;
  offers: Act<{ surgery_date?: string | undefined; utc_offset_minutes: number }, ServiceOffer[]>;
  form_gaps: Act<IntakeForm, string[]>;
  /** In what a person named on a disc differs from the person of the case. */
  difference: Act<{ of_case: IntakeForm['patient']; on_disc: DiscPatient }, { name: boolean; birth_date: boolean; unknown: boolean }>;
  segments: Act<{ text: string; language: string }, { text: string; term?: string; plain?: string }[]>;
  // cases
  cases: Act<void, CaseLine[]>;
  case: Act<OnCase, CaseDetails>;
  /** Opens a case, or gives back the one of this person that is not submitted yet. */
  open_case: Act<void, Hex>;
  send: Act<OnCase & { shipment: Shipment; supply: MessagePort; pause?: boolean }, { seq: number }, SendProgress>;
  pause: Act<{ paused: boolean }, void>;
  submit: Act<OnCase & { form: IntakeForm }, void>;
  reschedule: Act<OnCase & { form: IntakeForm; service?: Service | undefined }, void>;
  return_case: Act<OnCase & { reason: string }, void>;
  resume: Act<OnCase & { answer?: string | undefined }, void>;
  withdraw: Act<OnCase & { reason?: string | undefined }, void>;
  refuse: Act<OnCase & { reason?: string | undefined }, void>;
  assign: Act<OnCase & { person: Hex }, void>;
  accept: Act<OnCase & { parties?: Party[] | undefined }, void>;
  decline: Act<OnCase & { reason?: string | undefined }, void>;
  recuse: Act<OnCase & { reason?: string | undefined }, void>;
  acknowledge: Act<OnCase & { seq: number }, void>;
  // images; also for an opened share
  images: Act<OnCase, ImageSet[]>;
  /** The images of all sets as one: a series that came in parts is one. Files are numbered through. */
  examinations: Act<OnCase, DiscPatient[]>;
  /** What the images are, where they may soon be opened; fetches nothing of any image, so nothing goes on the record. */
  prepare_images: Act<OnCase, PreparedImages>;
  /** Puts on the record that the images were opened; how many sets there are now. */
  open_images: Act<OnCase, number>;
  /** For each image of a disc whether the case holds it already; opens none. */
  already_sent: Act<OnCase & { on_disc: { uid: string; size: number }[] }, boolean[]>;
  frame: Act<OnCase & { file: number; frame: number }, ArrayBuffer>;
  preview: Act<OnCase & { file: number; frame: number }, PreviewPicture | null>;
  table: Act<OnCase & { file: number; span: { offset: number; length: number } }, ArrayBuffer>;
  /** Every file in the compartments this person holds; each is verified when fetched. */
  files: Act<OnCase, OriginalFile[]>;
  file: Act<OnCase & { compartment: 'images' | 'original'; set: number; file: number }, ArrayBuffer>;
  // reading
  commit: Act<OnCase & { first_read: FirstRead }, void>;
  /** False when there is no original report. */
  reveal: Act<OnCase, boolean>;
  /** The first read as it was committed. */
  first_read: Act<OnCase, FirstRead>;
  /** What signing would refuse or warn about, without signing. */
  check_report: Act<OnCase & { report: Report }, Signature>;
  sign: Act<OnCase & { report: Report; addendum_reason?: string | undefined }, Signature>;
  reports: Act<OnCase, VerifiedReport[]>;
  keep_draft: Act<{ name: string; value: unknown }, void>;
  draft: Act<{ name: string }, unknown>;
  // sharing
  create_share: Act<OnCase & { share: NewShare }, string>;
  revoke_share: Act<OnCase & { share: Hex }, void>;
  look_at_share: Act<{ link: string }, ShareLanding>;
  /** The case can then be asked for images, files and reports. */
  open_share: Act<{ link: string; pin?: string | undefined }, { case: Hex; view: CaseView }>;
  confirm_share: Act<{ link: string; seq: number }, void>;
}

/** The acts of the intake worker. */
export interface IntakeActs {
  /** What was dropped or chosen, with documents (first report, letters) that were chosen beside the disc, and passwords for archives. */
  open: Act<{ files: { path: string; file: File }[]; documents: { path: string; file: File }[]; passwords?: string[] }, { files: number; bytes: number }>;
  examine: Act<void, Inventory, { done: number; total: number }>;
  /** Archives that still need a password, after everything was examined. */
  locked: Act<void, LockedArchive[]>;
  /** Examinations that are older on that day (`YYYY-MM-DD`) than such examinations should be. */
  old_studies: Act<{ on: string }, { uid: string; months: number }[]>;
  /** Small picture of a frame of an examined file, for the inventory. */
  thumbnail: Act<{ file: number; frame: number }, PreviewPicture | null>;
  /** The bytes of a frame of an examined file, or of one of its tables; null where they cannot be had. */
  frame: Act<{ file: number; frame: number }, ArrayBuffer | null>;
  table: Act<{ file: number; span: { offset: number; length: number } }, ArrayBuffer | null>;
  /** What goes into one compartment, leaving out the files with these numbers of the examined inventory. */
  ship: Act<{ compartment: 'images' | 'original'; leave_out: number[] }, Shipment | null>;
  /** Supplies the last shipment of a compartment from its beginning through `port`; `packers` lead to workers that pack. */
  supply: Act<{ compartment: 'images' | 'original'; port: MessagePort; packers: MessagePort[] }, void>;
  /** Never answers; fails when the worker stops. */
  last: Act<void, never>;
  /** Begins a copy for a person; one at a time. */
  begin_copy: Act<CopyChoice, void>;
  /** Copies one file, whose pieces can then be read; null where it is left out. */
  copy_file: Act<{ path: string; bytes: ArrayBuffer }, { path: string; size: number } | null>;
  copy_piece: Act<{ offset: number; length: number }, ArrayBuffer>;
  /** The table of contents and what to say of the copy, with a free name for a text beside it. */
  finish_copy: Act<{ readme: string }, CopySummary & { dicomdir: ArrayBuffer; readme: string }>;
}

/** The files as on the disc, or such that they name nobody. */
export type CopyChoice = { kind: 'original' } | { kind: 'deidentified'; dates: 'shift' | 'keep' | 'remove' };

/** What a person should know of a copy before passing it on. */
export interface CopySummary {
  files: number;
  left_out: { path: string; reason: string }[];
  warnings: { code: 'burned_in' | 'several_patients' | 'truncated' | 'not_listed'; count: number; detail: string }[];
}

/** Bytes on their way from one worker to the next, and what they are as JSON of the modules. */
export interface Supplied {
  meta: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What intake answers while a shipment is sent; null at the end. */
export interface SupplyActs {
  pictures: Act<void, Supplied | null>;
  piece: Act<void, Supplied | null>;
}

/** What a packer answers to the page, and through the ports that it was given. */
export interface PackerActs {
  connect: Act<{ port: MessagePort }, void>;
  /** Never answers; fails when the worker stops. */
  last: Act<void, never>;
}

export interface PackActs {
  /** A piece that was read becomes a piece that is packed, verified. */
  pack: Act<Supplied, Supplied>;
}
