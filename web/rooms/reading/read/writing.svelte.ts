// What is written in a case at each stage: the first read until it is committed, then the report, after its signature an addendum
// when one is wanted. Each is kept under a name of its own.

import type { CaseDetails, Hex, VerifiedReport } from '../../../lib/core/acts';
import type { Examination } from '../../../lib/view';
import { calendarDay, language, languages, t } from '../../../lib/words';
import { core, session } from '../session.svelte';
import { Desk } from '../write/desk.svelte';
import { addendumFrom, blankFirstRead, reportFrom, type FirstDraft, type ReportDraft } from '../write/draft';

type Stage = 'first' | 'report' | 'signed' | 'addendum';

export class Writing {
  stage = $state<Stage>('first');
  first = $state.raw<Desk<FirstDraft> | null>(null);
  report = $state.raw<Desk<ReportDraft> | null>(null);
  /** Ids of the findings that were committed. */
  committed = $state.raw<string[]>([]);
  /** The version that an addendum supersedes. */
  supersedes = $state(0);
  trouble = $state<unknown>(null);
  #opening: Stage | null = null;

  constructor(
    readonly id: Hex,
    details: CaseDetails,
    readonly examinations: Examination[],
  ) {
    this.stage = stageOf(details);
  }

  /** What is being written now. */
  get desk(): Desk<FirstDraft> | Desk<ReportDraft> | null {
    if (this.stage === 'first') return this.first;
    return this.stage === 'signed' ? null : this.report;
  }

  /** Whether the original report is open to this radiologist: only once its opening in this turn at the case is on the record. */
  isOpen(details: CaseDetails): boolean {
    const { entries } = details.view;
    const asked = entries.findLastIndex(({ kind }) => kind === 'assigned');
    return this.opened({ ...details, view: { ...details.view, entries: entries.slice(Math.max(asked, 0)) } });
  }

  /** Whether this radiologist, having committed, opened the original report; also in an earlier turn at the same case. */
  opened({ view }: CaseDetails): boolean {
    const hasCommitted = view.standing !== null && !['asked', 'accepted'].includes(view.standing);
    return hasCommitted && view.entries.some(({ kind, author }) => kind === 'original_revealed' && author === session.me?.person);
  }

  /** Gets what was written before at the case's stage. */
  async open(details: CaseDetails): Promise<void> {
    const stage = stageOf(details);
    if (this.#opening === stage) return;
    this.#opening = stage;
    this.trouble = null;
    try {
      if (stage === 'first') {
        const desk = new Desk<FirstDraft>(`first-read:${this.id}`);
        await desk.open(blankFirstRead);
        this.first = desk;
      } else {
        const read = await core.call('first_read', { case: this.id });
        this.committed = read.findings.map(({ id }) => id);
        if (stage === 'report') {
          const desk = new Desk<ReportDraft>(`report:${this.id}`);
          await desk.open(() => reportFrom(read, details.form, this.#technique(), patientLanguage(details)));
          this.report = desk;
        }
      }
      this.stage = stage;
    } catch (cause) {
      this.trouble = cause;
      this.#opening = null;
    }
  }

  /** The case went on. */
  async follow(details: CaseDetails): Promise<void> {
    if (this.stage !== 'addendum' && stageOf(details) !== this.#opening) await this.open(details);
  }

  /** Begins an addendum, or goes on with one. */
  async addendum(newest: VerifiedReport): Promise<void> {
    const { version, report } = newest.body;
    const desk = new Desk<ReportDraft>(`addendum:${this.id}:${version}`);
    try {
      await desk.open(() => addendumFrom(report));
      this.supersedes = version;
      this.report = desk;
      this.stage = 'addendum';
    } catch (cause) {
      this.trouble = cause;
    }
  }

  /** Back to what is signed. What was written of an addendum is kept. */
  signed(): void {
    void this.report?.close();
    this.#opening = 'signed';
    this.stage = 'signed';
  }

  async close(): Promise<void> {
    await Promise.all([this.first?.close(), this.report?.close()]);
  }

  /** What was examined, for the radiologist to go on from. */
  #technique(): string {
    return this.examinations
      .map(({ date, description, series }) => {
        const kinds = [...new Set(series.map(({ modality }) => modality))].join(', ');
        const images = series.reduce((sum, { instances }) => sum + instances.length, 0);
        // Most descriptions begin with the kind of examination already.
        const name = description ?? '';
        return t('technique-line', { kinds: name.startsWith(kinds.slice(0, 2)) ? '' : kinds, name, date: date ? calendarDay(date) : t('banner-unknown'), series: series.length, images }).replace(/\s+,/g, ',').trim();
      })
      .join(' ');
  }
}

/** The language in which the patient agreed, where the report can be written in it. */
function patientLanguage({ form }: CaseDetails): string {
  return languages.find((tag) => form?.consent?.language.startsWith(tag)) ?? language();
}

function stageOf({ view }: CaseDetails): Stage {
  if (view.reports > 0 || view.standing === 'signed') return 'signed';
  return view.standing === 'committed' || view.standing === 'revealed' ? 'report' : 'first';
}
