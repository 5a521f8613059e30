/** A piece of a sentence that is read in its own direction, whatever the sentence's (Unicode's isolates). */
export function apart(text: string): string {
  return `\u2068${text}\u2069`;
}
