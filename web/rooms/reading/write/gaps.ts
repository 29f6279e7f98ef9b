// What is still empty, in words, with the box where it belongs. The rules of what may be committed and signed are the core's; this
// only spares a person the way there and back.

import { t } from '../../../lib/words';
import { isWritten, type FirstDraft, type ReportDraft } from './draft';

export interface Gap {
  field: string;
  message: string;
}

/** What a first read lacks. */
export function gapsOfFirstRead(draft: FirstDraft): Gap[] {
  return [...ofChecks(draft), ...ofAdequacy(draft), ...ofFindings(draft, false)];
}

/** What a report lacks; with a comparison where the original report was opened. */
export function gapsOfReport(draft: ReportDraft, opened: boolean): Gap[] {
  const texts = ['question', 'technique', 'what_was_looked_at', 'what_was_seen', 'how_sure', 'does_not_say', 'display_used'] as const;
  const found: Gap[] = [...ofChecks(draft), ...ofAdequacy(draft), ...ofFindings(draft, opened)];
  const items = draft.impression.filter(({ text }) => text.trim());
  if (items.length === 0 && draft.grade !== 'not_adequate') found.push({ field: 'impression-0-text', message: t('gap-impression') });
  draft.impression.forEach((item, index) => {
    if (!item.text.trim()) return;
    const number = index + 1;
    if (!item.certainty) found.push({ field: `impression-${index}-certainty`, message: t('gap-impression-certainty', { number }) });
    if (item.findings.length === 0) found.push({ field: `impression-${index}-findings`, message: t('gap-impression-findings', { number }) });
  });
  for (const name of texts) if (!draft[name].trim()) found.push({ field: name, message: t(`gap-${name}`) });
  if (opened && !draft.same_or_different.trim()) found.push({ field: 'same_or_different', message: t('gap-same_or_different') });
  return found;
}

function ofChecks({ checks = [] }: Pick<FirstDraft, 'checks'>): Gap[] {
  return checks.flatMap(({ code, of, found, judgement, because }, index) => (judgement === 'overruled' && !because?.trim() ? [{ field: `check-${index}-because`, message: t('gap-check-because', { check: [of, found ?? code].filter(Boolean).join(': ') }) }] : []));
}

function ofAdequacy({ grade, reason }: Pick<FirstDraft, 'grade' | 'reason'>): Gap[] {
  if (!grade) return [{ field: 'adequacy', message: t('gap-adequacy') }];
  return grade !== 'adequate' && !reason.trim() ? [{ field: 'adequacy-reason', message: t('gap-reason') }] : [];
}

function ofFindings({ findings, grade }: Pick<FirstDraft, 'findings' | 'grade'>, opened: boolean): Gap[] {
  const written = findings.filter(isWritten);
  if (written.length === 0) return grade === 'not_adequate' ? [] : [{ field: `${findings[0]?.id ?? 'f1'}-text`, message: t('gap-findings') }];
  return written.flatMap(({ id, text, side, certainty, verdict, impact }) => {
    const number = findings.findIndex((finding) => finding.id === id) + 1;
    const of = (box: string, is: boolean) => (is ? [] : [{ field: `${id}-${box}`, message: t(`gap-finding-${box}`, { number }) }]);
    return [
      ...of('text', text.trim() !== ''),
      ...of('side', side !== ''),
      ...of('certainty', certainty !== ''),
      ...(opened ? [...of('verdict', verdict !== ''), ...of('impact', impact !== '')] : []),
    ];
  });
}
