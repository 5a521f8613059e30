import type { Faq } from '@answerdesk/domain';
import type { Knowledge } from './learn-texts.ts';
import { learnAside } from './learning-thread.ts';
import { essenceOf } from './normalise.ts';

/** What the engine knows of one tenant's FAQs at one version; the FAQ at place `i` is label `i` of what it learnt. */
export interface AnswerModel {
  readonly version: number;
  readonly faqs: readonly Faq[];
  readonly knowledge: Knowledge;
  /** Which FAQs, by place, have a question or variant of exactly this essence. */
  readonly placesOfEssence: ReadonlyMap<string, readonly number[]>;
}

export interface LearnOptions {
  /** The version of the tenant's FAQs that these are; answers' traces carry it. */
  readonly version: number;
  /** The same FAQs in the same order with the same seed give the same model. */
  readonly seed?: number;
}

const SEED = 20_260_101;

/**
 * Learns a tenant's FAQs: each is a label, question and variants are its texts. Any number of FAQs will do, none too.
 * The work is done on a thread of its own.
 */
export async function learn(faqs: readonly Faq[], options: LearnOptions): Promise<AnswerModel> {
  const texts: string[] = [];
  const labels: number[] = [];
  const placesOfEssence = new Map<string, number[]>();
  for (const [place, faq] of faqs.entries()) {
    const byEssence = new Map([faq.question, ...faq.variants].map((text) => [essenceOf(text), text]));
    for (const [essence, text] of byEssence) {
      if (essence === '') continue;
      texts.push(text);
      labels.push(place);
      const places = placesOfEssence.get(essence);
      if (places) places.push(place);
      else placesOfEssence.set(essence, [place]);
    }
  }
  const knowledge = await learnAside({
    texts,
    labelOfText: Int32Array.from(labels),
    labelCount: faqs.length,
    seed: options.seed ?? SEED,
  });
  return { version: options.version, faqs, knowledge, placesOfEssence };
}
