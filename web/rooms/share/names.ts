// Names and days as DICOM writes them (PS3.5 section 6.2), as people read them.

/** "Muster^Anna" becomes "Anna Muster". */
export function personName(name: string): string {
  const [alphabetic = ''] = name.split('=');
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = alphabetic.split('^').map((part) => part.trim());
  return [prefix, given, middle, family, suffix].filter(Boolean).join(' ');
}

/** "20260312" becomes "2026-03-12"; anything else stays. */
export function isoDay(day: string): string {
  return day.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
}
