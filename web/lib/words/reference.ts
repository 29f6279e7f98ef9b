/** The first letters of a case's number: enough to tell cases apart on the telephone or an envelope, and no secret. */
export function shortId(id: string): string {
  return id.slice(0, 6);
}
