import type { Faq } from '@answerdesk/domain';
import type { Embedding } from './embedding/create-embedding.ts';
import { type EmbeddedLesson, embedLesson } from './embedding/embed-lesson.ts';
import type { Features } from './features.ts';
import type { KnownTerms } from './glossary/known-terms.ts';
import type { Knowledge } from './learn-texts.ts';
import { learnAside } from './learning-thread.ts';
import { placeTexts } from './place-texts.ts';

/** What was not learnt yet: for each FAQ, by place, the label that was learnt of it (-1: none), and the new texts. */
export interface FreshTexts {
  readonly labelOfPlace: Int32Array;
  readonly texts: readonly { readonly place: number; readonly features: Features }[];
  /** The words of the new texts. */
  readonly words: ReadonlySet<number>;
}

/** What the engine knows of one tenant's FAQs at one version. */
export interface AnswerModel {
  readonly version: number;
  readonly faqs: readonly Faq[];
  /** The FAQ at place `i` is label `i` of what was learnt, unless `fresh` says otherwise. */
  readonly knowledge: Knowledge;
  /** Which FAQs, by place, have a question or variant of exactly this essence. */
  readonly placesOfEssence: ReadonlyMap<string, readonly number[]>;
  /** What questions are embedded by, where texts were. */
  readonly embedding?: Embedding;
  /** Whether texts could not be embedded that should have been: it is worth learning again. */
  readonly isIncomplete?: boolean;
  /** The tenant's terms, where it has any. */
  readonly terms?: KnownTerms;
  /** What changed since it was learnt. */
  readonly fresh?: FreshTexts;
  /** The same FAQs learnt, where nothing of them is yet; or what there is by the time that a customer waits for it. */
  readonly learning?: Promise<AnswerModel>;
}

export interface LearnOptions {
  /** The version of the tenant's FAQs that these are; answers' traces carry it. */
  readonly version: number;
  /** The same FAQs in the same order with the same seed give the same model. */
  readonly seed?: number;
  /** Compares meanings too; without it words alone are compared. */
  readonly embedding?: Embedding;
  /** Of FAQs that nobody is served: their vectors are kept apart. */
  readonly isTrial?: boolean;
  /** A customer may be waiting for it: it goes before what is learnt behind a model that serves. */
  readonly isUrgent?: boolean;
  /** The same FAQs learnt by their words: where the texts still cannot be embedded, nothing is learnt and this is it. */
  readonly byWords?: AnswerModel;
}

/** The seed of every lesson that customers are answered from. */
export const SEED = 20_260_101;
const noEmbeddings: EmbeddedLesson = { isIncomplete: false };

/**
 * Learns a tenant's FAQs: each is a label, question and variants are its texts. Any number of FAQs will do, none too.
 * The work is done on threads of its own; where texts cannot be embedded, words alone are learnt.
 */
export async function learn(faqs: readonly Faq[], options: LearnOptions): Promise<AnswerModel> {
  const { version, seed = SEED, embedding, isUrgent = false, byWords, isTrial = false } = options;
  const placed = await placeTexts(faqs);
  const { isIncomplete, ...embedded } = embedding
    ? await embedLesson(embedding, faqs, placed, isTrial ? 'trial' : 'lesson')
    : noEmbeddings;
  if (byWords && !embedded.embeddings) {
    const { isIncomplete: _before, ...known } = byWords;
    return { ...known, ...(isIncomplete && { isIncomplete }) };
  }
  const lesson = { texts: placed.texts, labelOfText: placed.places, labelCount: faqs.length, seed, ...embedded };
  const knowledge = await learnAside(lesson, isUrgent);
  const { placesOfEssence } = placed;
  const model = { version, faqs, knowledge, placesOfEssence };
  return { ...model, ...(embedding && embedded.embeddings && { embedding }), ...(isIncomplete && { isIncomplete }) };
}
