// What the person has answered so far: sealed on this device as it is typed, picked up after a reload. Files are not kept; the
// same folder is asked for again.

import type { CoreActs, IntakeForm, Me, Service, Side } from '../../lib/core/acts';
import type { Remote } from '../../lib/core/rpc';
import { t } from '../../lib/words';
import type { StepId } from './steps';

/** Version of the consent text that is shown. */
export const consentVersion = () => t('consent-text-version');

export interface Answers {
  /** Steps the person has gone through. */
  answered: StepId[];
  who: '' | 'self' | 'relative';
  relative_name: string;
  relation: string;
  declared: boolean;
  name: string;
  birth_date: string;
  procedure_code: string;
  procedure_text: string;
  side: Side | '';
  levels: string[];
  surgery_date: string;
  date_unknown: boolean;
  surgeon: string;
  hospital: string;
  first_radiologist: string;
  question: string;
  telephone: string;
  urgent_wish: NonNullable<IntakeForm['urgent_wish']> | '';
  service: Service | '';
  warning_signs: { list_version: number; at: number } | null;
  consent_at: number | null;
  /** In which language the consent was shown. */
  consent_language: string;
  /** The disc goes by post, and the practice may read it in: when that was agreed to, and in which language it was shown. */
  posting: { at: number; language: string } | null;
  /** Whom the disc names otherwise, and the person said that it is the same. */
  named_on_disc: IntakeForm['patient'][];
  /** The folder that was chosen, to name it when it is asked for again. */
  disc: string;
  original: '' | 'files' | 'text' | 'none';
  original_text: string;
  history: string;
  /** How many files were chosen for the history; after a reload they are asked for again. */
  history_files: number;
  /** The recovery sheet was put away. */
  recovery_done: boolean;
}

function blank(): Answers {
  return {
    answered: [], who: '', relative_name: '', relation: '', declared: false, name: '', birth_date: '', procedure_code: '', procedure_text: '',
    side: '', levels: [], surgery_date: '', date_unknown: false, surgeon: '', hospital: '', first_radiologist: '', question: '', telephone: '',
    urgent_wish: '', service: '', warning_signs: null, consent_at: null, consent_language: '', posting: null, named_on_disc: [], disc: '', original: '', original_text: '', history: '', history_files: 0, recovery_done: false,
  };
}

export const draft = $state<Answers>(blank());
/** Whether the last word is safe; a trouble is shown, the answers stay on the page. */
export const keeping = $state<{ trouble: unknown }>({ trouble: null });

const name = 'case';
const quiet = 400;
let keeper: Remote<CoreActs> | null = null;
let kept = '';
let timer: ReturnType<typeof setTimeout> | undefined;

/** Reads what this person answered before. */
export async function loadDraft(core: Remote<CoreActs>, me: Me): Promise<void> {
  // Nothing is kept before what was kept is known: a slow answer must not find a blank form in its place.
  keeper = null;
  const before = (await core.call('draft', { name })) as Partial<Answers> | null;
  // What was answered on this page before the person had keys is newer than what lies in the drawer.
  Object.assign(draft, { ...blank(), ...before, warning_signs: draft.warning_signs ?? before?.warning_signs ?? null });
  draft.name ||= me.name ?? '';
  draft.birth_date ||= me.birth_date ?? '';
  kept = '';
  keeper = core;
  keepSoon();
}

/** Keeps the answers a moment after the last change. Call whenever they may have changed. */
export function keepSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void keepNow(), quiet);
}

/** Keeps the answers at once. */
export async function keepNow(): Promise<void> {
  clearTimeout(timer);
  const text = JSON.stringify(draft);
  if (!keeper || text === kept) return;
  try {
    await keeper.call('keep_draft', { name, value: JSON.parse(text) });
    kept = text;
    keeping.trouble = null;
  } catch (cause) {
    keeping.trouble = cause;
  }
}

/** After a case was sent nothing of it stays in the draft. */
export async function emptyDraft(): Promise<void> {
  Object.assign(draft, { ...blank(), recovery_done: draft.recovery_done });
  await keepNow();
}

/** The answers as the intake form that is sealed. */
export function toForm(answers: Answers, procedureLabel: string): IntakeForm {
  const said = <Key extends string>(key: Key, value: string) => (value.trim() ? ({ [key]: value.trim() } as Record<Key, string>) : {});
  return {
    for_whom: answers.who === 'relative' ? { who: 'relative', name: answers.relative_name.trim(), relation: answers.relation.trim() } : { who: 'self' },
    patient: { ...said('name', answers.name), ...said('birth_date', answers.birth_date) },
    ...((answers.named_on_disc ?? []).length > 0 ? { named_on_disc: answers.named_on_disc.map((named) => ({ ...named })) } : {}),
    ...(answers.procedure_code ? { procedure: { code: answers.procedure_code, text: answers.procedure_code === 'other' ? answers.procedure_text.trim() : procedureLabel } } : {}),
    ...(answers.side ? { side: answers.side } : {}),
    ...(answers.levels.length > 0 ? { levels: [...answers.levels] } : {}),
    ...(answers.date_unknown ? {} : said('surgery_date', answers.surgery_date)),
    ...said('surgeon', answers.surgeon),
    ...said('hospital', answers.hospital),
    ...said('first_radiologist', answers.first_radiologist),
    question: answers.question.trim(),
    ...said('history', answers.history),
    ...said('telephone', answers.telephone),
    ...(answers.urgent_wish ? { urgent_wish: answers.urgent_wish } : {}),
    service: answers.service || 'standard',
    ...(answers.warning_signs ? { warning_signs_answered: { ...answers.warning_signs } } : {}),
    ...(answers.consent_at ? { consent: { text_version: consentVersion(), language: answers.consent_language, at: answers.consent_at, ...byPost(answers) } } : {}),
  };
}

function byPost({ posting }: Answers) {
  return posting ? { by_post: { text_version: consentVersion(), ...posting } } : {};
}
