import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Faq } from '@answerdesk/domain';
import { essenceOf } from './normalise.ts';

/** FAQs as texts to learn: each text that says something new within its FAQ, and which FAQ, by place, it is of. */
export interface PlacedTexts {
  readonly texts: readonly string[];
  readonly places: Int32Array;
  /** Which FAQs, by place, have a question or variant of exactly this essence. */
  readonly placesOfEssence: ReadonlyMap<string, readonly number[]>;
}

/** Work is cut into pieces this long, so that customers' questions are answered between them. */
const PIECE_MS = 5;

/** Says for work of many small steps when others should have their turn. */
export function createPieces(): () => Promise<void> | undefined {
  let began = performance.now();
  return () => {
    if (performance.now() - began < PIECE_MS) return undefined;
    return nextTurn().then(() => {
      began = performance.now();
    });
  };
}

/** The questions and variants of FAQs, in their order. */
export async function placeTexts(faqs: readonly Faq[]): Promise<PlacedTexts> {
  const texts: string[] = [];
  const places: number[] = [];
  const placesOfEssence = new Map<string, number[]>();
  const pause = createPieces();
  for (const [place, faq] of faqs.entries()) {
    await pause();
    const byEssence = new Map([faq.question, ...faq.variants].map((text) => [essenceOf(text), text]));
    for (const [essence, text] of byEssence) {
      if (essence === '') continue;
      texts.push(text);
      places.push(place);
      const known = placesOfEssence.get(essence);
      if (known) known.push(place);
      else placesOfEssence.set(essence, [place]);
    }
  }
  return { texts, places: Int32Array.from(places), placesOfEssence };
}
