// The desk of the reading room: what is being written, and which finding a key image or a sentence goes into.

import type { KeyImage } from '../../../lib/core/acts';
import { Kept } from '../kept.svelte';
import { blankFinding, type FindingDraft } from './draft';

export class Desk<T extends { findings: FindingDraft[] }> extends Kept<T> {
  /** Id of the finding that is being written. */
  active = $state('');

  get finding(): FindingDraft | undefined {
    const all = this.value?.findings ?? [];
    return all.find(({ id }) => id === this.active) ?? all.at(-1);
  }

  /** Begins another finding and gives back its id. */
  add(): string {
    if (!this.value) return '';
    const fresh = blankFinding(this.value.findings);
    this.value.findings.push(fresh);
    this.active = fresh.id;
    return fresh.id;
  }

  remove(id: string): void {
    if (this.value) this.value.findings = this.value.findings.filter((finding) => finding.id !== id);
  }

  /** Puts an image into the finding that is being written; the same image only once. Gives back the finding's number. */
  addKeyImage(image: KeyImage): number {
    if (!this.finding) this.add();
    const finding = this.finding;
    if (!finding || !this.value) return 0;
    const known = finding.key_images.some(({ study, series, instance, frame }) => study === image.study && series === image.series && instance === image.instance && frame === image.frame);
    if (!known) finding.key_images.push(image);
    this.active = finding.id;
    return this.value.findings.indexOf(finding) + 1;
  }

  /** The sentence that the finding being written answers; the same sentence again takes it back. */
  answer(document: string, quote: string): number {
    const finding = this.finding;
    if (!finding || !this.value) return 0;
    const same = finding.quote === quote && finding.document === document;
    finding.quote = same ? '' : quote;
    finding.document = same ? '' : document;
    this.active = finding.id;
    return this.value.findings.indexOf(finding) + 1;
  }
}
