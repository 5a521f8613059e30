import { z } from 'zod';
import { faqIdSchema, glossaryTermIdSchema } from './ids.ts';

/** How much a tenant's glossary may hold. */
export const glossaryLimits = {
  terms: 500,
  name: 80,
  synonyms: 40,
  links: 500,
  rejected: 5_000,
  changed: 200,
} as const;

const word = z.string().trim().min(1).max(glossaryLimits.name);
const faqIds = z.array(faqIdSchema).max(glossaryLimits.links);

/**
 * A thing of a tenant's field: what it is called, and whatever else customers call it, in any language. An FAQ that names it is
 * linked to it; `linked` are those linked besides, `unlinked` those that are not although they name it.
 */
export const glossaryTermSchema = z.strictObject({
  id: glossaryTermIdSchema,
  name: word,
  synonyms: z.array(word).max(glossaryLimits.synonyms),
  linked: faqIds,
  unlinked: faqIds,
});
export type GlossaryTerm = z.infer<typeof glossaryTermSchema>;

/** A tenant's terms as its owner accepted them; `rejected` names proposals that are never made again. */
export interface Glossary {
  /** Rises with every change; 0 where there was none. */
  readonly revision: number;
  readonly terms: readonly GlossaryTerm[];
  readonly rejected: readonly string[];
}

/**
 * A change to a glossary: terms to put in, over those with the same ids; ids to take out; proposals to reject, and to propose
 * again. What is named in none of them stays as it is.
 */
export const glossaryChangeSchema = z.strictObject({
  put: z.array(glossaryTermSchema).max(glossaryLimits.changed).default([]),
  remove: z.array(glossaryTermIdSchema).max(glossaryLimits.changed).default([]),
  reject: z.array(word).max(glossaryLimits.changed).default([]),
  propose: z.array(word).max(glossaryLimits.changed).default([]),
});
export type GlossaryChange = z.infer<typeof glossaryChangeSchema>;

export const noGlossary: Glossary = { revision: 0, terms: [], rejected: [] };
