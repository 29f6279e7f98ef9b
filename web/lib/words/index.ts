export { chooseLanguage, explain, language, languages, locale, maybe, speak, t } from './words.svelte';
export type { Catalogue, Language } from './words.svelte';
export { certaintyBands, certaintyRange, certaintyWord } from './certainty';
export { shortId } from './reference';
export { calendarDay, clock, count, date, duration, megabytes, moment, size } from './moments';
export { learnProcedures, procedureName } from './procedures.svelte';
