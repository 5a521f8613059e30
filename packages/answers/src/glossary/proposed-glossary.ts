import { type Faq, type Glossary, type GlossaryTerm, glossaryTermIdSchema, noGlossary } from '@answerdesk/domain';
import { applyChange } from './apply-change.ts';
import { proposeTerms } from './propose-terms.ts';
import { keyOfTerm } from './read-units.ts';

/** The glossary of an owner who writes some terms and then accepts every proposal as it is, with its synonyms. */
export async function proposedGlossary(
  faqs: readonly Faq[],
  written: readonly (readonly [name: string, ...synonyms: string[]])[],
): Promise<Glossary> {
  const own = written.map(([name, ...synonyms], index) => termOf(`written${index}`, name, synonyms));
  const before = applyChange(noGlossary, { put: own, remove: [], reject: [], propose: [] }).glossary;
  const { terms } = await proposeTerms(faqs, before);
  // A synonym that is proposed as a term as well is that term.
  const names = new Set(terms.map(({ name }) => keyOfTerm(name)));
  const put = terms.map(({ name, synonyms }, index) =>
    termOf(
      `proposed${index}`,
      name,
      synonyms.map(({ text }) => text).filter((text) => !names.has(keyOfTerm(text))),
    ),
  );
  return applyChange(before, { put, remove: [], reject: [], propose: [] }).glossary;
}

function termOf(id: string, name: string, synonyms: readonly string[]): GlossaryTerm {
  return { id: glossaryTermIdSchema.parse(id), name, synonyms: [...synonyms], linked: [], unlinked: [] };
}
