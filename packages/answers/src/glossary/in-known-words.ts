import type { KnownTerms } from './known-terms.ts';

/**
 * A question in the words of the tenant's FAQs: a synonym that no FAQ uses gives way to the form of its term that most use.
 * What the FAQs use themselves stays as it is, and so does everything where there are no terms.
 */
export function inKnownWords(terms: KnownTerms | undefined, question: string): string {
  if (!terms) return question;
  let written = '';
  let at = 0;
  for (const { form, start, end } of terms.finder.find(question)) {
    const usual = terms.usual[form.term];
    if (!usual || terms.uses.has(form.key)) continue;
    written += question.slice(at, start) + usual.text;
    at = end;
  }
  return written + question.slice(at);
}
