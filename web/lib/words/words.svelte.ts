// What people read, in their language. The catalogues are Fluent files shared with the terminal and the mail; a room loads only
// the ones it names. Reading `t()` in a template follows a change of language.

import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { ActError } from '../core/rpc';

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** The catalogues in `locales/<language>/`. */
export type Catalogue = 'common' | 'consent' | 'errors' | 'start' | 'disc' | 'patient' | 'reading' | 'board' | 'share' | 'guide';

const files = import.meta.glob<string>('../../../locales/*/*.ftl', { query: '?raw', import: 'default' });
const remembered = 'overread-language';

const state = $state<{ language: Language; bundle: FluentBundle | null }>({ language: 'en', bundle: null });
let catalogues: Catalogue[] = [];

/** Loads the catalogues a room needs, in the language the person chose before or the browser asks for. */
export async function speak(names: Catalogue[], language: Language = preferred()): Promise<void> {
  catalogues = names;
  const bundle = new FluentBundle(locale(language), { useIsolating: false });
  const texts = await Promise.all(names.map((name) => text(language, name)));
  for (const errors of texts.map((source) => bundle.addResource(new FluentResource(source)))) {
    if (errors[0]) throw errors[0];
  }
  state.language = language;
  state.bundle = bundle;
  if (typeof document !== 'undefined') document.documentElement.lang = language;
}

/** Changes the language of the page and remembers it on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  await speak(catalogues, language);
  try {
    localStorage.setItem(remembered, language);
  } catch {
    // A browser that stores nothing still changes the page; it only forgets.
  }
}

/** The language of the page. */
export function language(): Language {
  return state.language;
}

/** The locale by which dates and numbers are written: day before month, 24 hours. */
export function locale(of: Language = state.language): string {
  return of === 'en' ? 'en-GB' : 'de-DE';
}

/** The words of a key. A missing key shows itself in brackets, so that a test and a person both see it. */
export function t(key: string, args?: Record<string, FluentVariable>): string {
  return format(key, args) ?? `[${key}]`;
}

/** The words of a key, or null where there are none. */
export function maybe(key: string, args?: Record<string, FluentVariable>): string | null {
  return format(key, args);
}

/** A sentence that says what happened and what to do, for anything that was thrown. */
export function explain(cause: unknown): string {
  const error = ActError.of(cause);
  return maybe(`error-${error.code}`) ?? (error.code === 'unexpected' ? t('error-unexpected') : error.message);
}

function format(key: string, args: Record<string, FluentVariable> | undefined): string | null {
  const [id = key, attribute] = key.split('.');
  const message = state.bundle?.getMessage(id);
  const pattern = attribute ? message?.attributes[attribute] : message?.value;
  return pattern && state.bundle ? state.bundle.formatPattern(pattern, args) : null;
}

async function text(language: Language, name: Catalogue): Promise<string> {
  const load = files[`../../../locales/${language}/${name}.ftl`];
  if (!load) throw new Error(`There is no catalogue ${language}/${name}.ftl.`);
  return load();
}

function preferred(): Language {
  const wanted = [stored(), ...(typeof navigator === 'undefined' ? [] : navigator.languages)];
  for (const tag of wanted) {
    const found = languages.find((language) => tag?.toLowerCase().startsWith(language));
    if (found) return found;
  }
  return 'en';
}

function stored(): string | null {
  try {
    return typeof localStorage === 'undefined' ? null : localStorage.getItem(remembered);
  } catch {
    return null;
  }
}
