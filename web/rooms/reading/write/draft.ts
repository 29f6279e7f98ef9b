// What is being written, as the boxes of the page hold it: every answer a text, empty where nothing was said yet. It becomes the
// first read and the report only when it is committed or signed.

import type { Adequacy, Certainty, Finding, FirstRead, Impact, IntakeForm, JudgedCheck, KeyImage, Report, ReportFinding, Side, Verdict } from '../../../lib/core/acts';

export interface FindingDraft {
  id: string;
  text: string;
  region: string;
  side: Side | '';
  level: string;
  certainty: Certainty | '';
  key_images: KeyImage[];
  verdict: Verdict | '';
  impact: Impact | '';
  /** The sentence of the original report that it answers, and its document. */
  quote: string;
  document: string;
}

export interface FirstDraft {
  grade: Adequacy['grade'] | '';
  reason: string;
  /** What was said of the checks; drafts that were kept before this have none. */
  checks?: JudgedCheck[];
  findings: FindingDraft[];
  impression: string;
}

export interface ImpressionDraft {
  text: string;
  certainty: Certainty | '';
  findings: string[];
}

export interface ReportDraft extends Omit<FirstDraft, 'impression'> {
  question: string;
  technique: string;
  prior_imaging: string;
  numbering: string;
  impression: ImpressionDraft[];
  recommendation: string;
  language: string;
  what_was_looked_at: string;
  what_was_seen: string;
  how_sure: string;
  same_or_different: string;
  does_not_say: string;
  /** One to a line. */
  questions_for_surgeon: string;
  display_used: string;
  addendum_reason: string;
}

export function blankFinding(others: FindingDraft[]): FindingDraft {
  const taken = new Set(others.map(({ id }) => id));
  let number = others.length + 1;
  while (taken.has(`f${number}`)) number += 1;
  return { id: `f${number}`, text: '', region: '', side: '', level: '', certainty: '', key_images: [], verdict: '', impact: '', quote: '', document: '' };
}

export function blankFirstRead(): FirstDraft {
  return { grade: '', reason: '', checks: [], findings: [blankFinding([])], impression: '' };
}

/** The first read as it is committed. Ask `gaps` first. */
export function toFirstRead(draft: FirstDraft): FirstRead {
  return { adequacy: adequacy(draft), ...judged(draft.checks), findings: draft.findings.filter(isWritten).map(finding), ...said('impression', draft.impression) };
}

/** The report begins with what was seen before the original report could be opened. */
export function reportFrom(first: FirstRead, form: IntakeForm | null, technique: string, language: string): ReportDraft {
  return {
    question: form?.question ?? '',
    technique,
    grade: first.adequacy.grade,
    reason: 'reason' in first.adequacy ? first.adequacy.reason : '',
    checks: copies(first.checks),
    prior_imaging: '',
    numbering: '',
    findings: first.findings.map(boxes),
    impression: [{ text: first.impression ?? '', certainty: '', findings: first.findings.length === 1 ? first.findings.map(({ id }) => id) : [] }],
    recommendation: '',
    language,
    what_was_looked_at: '',
    what_was_seen: '',
    how_sure: '',
    same_or_different: '',
    does_not_say: '',
    questions_for_surgeon: '',
    display_used: '',
    addendum_reason: '',
  };
}

/** An addendum begins with the report it supersedes. */
export function addendumFrom(report: Report): ReportDraft {
  const { plain_summary: plain } = report;
  return {
    question: report.question,
    technique: report.technique,
    grade: report.adequacy.grade,
    reason: 'reason' in report.adequacy ? report.adequacy.reason : '',
    checks: copies(report.checks),
    prior_imaging: report.prior_imaging ?? '',
    numbering: report.numbering ?? '',
    findings: report.findings.map(boxes),
    impression: report.impression.map((item) => ({ ...item })),
    recommendation: report.recommendation ?? '',
    language: plain.language,
    what_was_looked_at: plain.what_was_looked_at,
    what_was_seen: plain.what_was_seen,
    how_sure: plain.how_sure,
    same_or_different: plain.same_or_different ?? '',
    does_not_say: plain.does_not_say,
    questions_for_surgeon: plain.questions_for_surgeon.join('\n'),
    display_used: report.display_used,
    addendum_reason: '',
  };
}

/** The report as it is signed. Ask `gaps` first. */
export function toReport(draft: ReportDraft): Report {
  return {
    question: draft.question.trim(),
    technique: draft.technique.trim(),
    adequacy: adequacy(draft),
    ...judged(draft.checks),
    ...said('prior_imaging', draft.prior_imaging),
    ...said('numbering', draft.numbering),
    findings: draft.findings.filter(isWritten).map(reportFinding),
    impression: draft.impression
      .filter(({ text }) => text.trim())
      .map(({ text, certainty, findings }) => ({ text: text.trim(), certainty: certainty || 'may_represent', findings: [...findings] })),
    ...said('recommendation', draft.recommendation),
    plain_summary: {
      language: draft.language,
      what_was_looked_at: draft.what_was_looked_at.trim(),
      what_was_seen: draft.what_was_seen.trim(),
      how_sure: draft.how_sure.trim(),
      ...said('same_or_different', draft.same_or_different),
      does_not_say: draft.does_not_say.trim(),
      questions_for_surgeon: draft.questions_for_surgeon.split('\n').map((line) => line.trim()).filter(Boolean),
    },
    display_used: draft.display_used.trim(),
  };
}

/** Whether anything was said in it. */
export function isWritten({ text, region, certainty, key_images }: FindingDraft): boolean {
  return Boolean(text.trim() || region.trim() || certainty || key_images.length > 0);
}

function boxes(given: ReportFinding): FindingDraft {
  return {
    id: given.id,
    text: given.text,
    region: given.region ?? '',
    side: given.side,
    level: given.level ?? '',
    certainty: given.certainty,
    key_images: (given.key_images ?? []).map((image) => ({ ...image })),
    verdict: given.verdict ?? '',
    impact: given.impact ?? '',
    quote: given.answers?.quote ?? '',
    document: given.answers?.document ?? '',
  };
}

function finding(draft: FindingDraft): Finding {
  return {
    id: draft.id,
    text: draft.text.trim(),
    ...said('region', draft.region),
    // `gaps` asked for both; these stand only where a finding is checked before it is complete.
    side: draft.side || 'none',
    ...said('level', draft.level),
    certainty: draft.certainty || 'may_represent',
    ...(draft.key_images.length > 0 ? { key_images: draft.key_images.map((image) => ({ ...image })) } : {}),
  };
}

function reportFinding(draft: FindingDraft): ReportFinding {
  return {
    ...finding(draft),
    ...(draft.verdict ? { verdict: draft.verdict } : {}),
    ...(draft.impact ? { impact: draft.impact } : {}),
    ...(draft.quote ? { answers: { ...said('document', draft.document), quote: draft.quote } } : {}),
  };
}

function copies(checks: JudgedCheck[] = []): JudgedCheck[] {
  return checks.map((check) => ({ ...check }));
}

function judged(checks: JudgedCheck[] = []): { checks?: JudgedCheck[] } {
  if (checks.length === 0) return {};
  return { checks: checks.map(({ because, ...check }) => ({ ...check, ...(check.judgement === 'overruled' ? said('because', because ?? '') : {}) })) };
}

function adequacy({ grade, reason }: Pick<FirstDraft, 'grade' | 'reason'>): Adequacy {
  return grade === 'limited' || grade === 'not_adequate' ? { grade, reason: reason.trim() } : { grade: 'adequate' };
}

function said<Key extends string>(key: Key, value: string): Partial<Record<Key, string>> {
  return (value.trim() ? { [key]: value.trim() } : {}) as Partial<Record<Key, string>>;
}
