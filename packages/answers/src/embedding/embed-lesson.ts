import type { Faq, Locale } from '@answerdesk/domain';
import { backgroundTexts } from '../background-texts.ts';
import { detectLanguage } from '../language/detect-language.ts';
import type { Lesson } from '../learn-texts.ts';
import { createPieces, type PlacedTexts } from '../place-texts.ts';
import type { Embedding, SpokenText } from './create-embedding.ts';

/** So many of an FAQ's texts tell what language it is in. */
const TEXTS_LOOKED_AT = 5;

let background: SpokenText[] | undefined;

export interface EmbeddedLesson extends Pick<Lesson, 'embeddings' | 'backgroundEmbeddings'> {
  /** The embedder could not do now what it is there for. */
  readonly isIncomplete: boolean;
}

/**
 * The vectors of what is to be learnt: of texts whose FAQ says, or shows, that it is in a language that the embedder
 * speaks.
 */
export async function embedLesson(
  embedding: Embedding,
  faqs: readonly Faq[],
  { texts, places }: PlacedTexts,
  keptAs: 'lesson' | 'trial' = 'lesson',
): Promise<EmbeddedLesson> {
  const tenantId = faqs[0]?.tenantId;
  if (tenantId === undefined) return { isIncomplete: false };
  const languages = await languagesOf(faqs);
  const spoken = texts.map((text, index) => ({ text, language: languages[places[index] ?? 0] ?? 'und' }));
  const embeddings = await embedding.ofTexts(tenantId, spoken, keptAs);
  if (typeof embeddings === 'string') return { isIncomplete: embeddings === 'failed' };
  background ??= backgroundTexts.map((text) => ({ text, language: detectLanguage(text, {}) }));
  const backgroundEmbeddings = await embedding.ofSharedTexts(tenantId, background);
  if (typeof backgroundEmbeddings !== 'string') return { embeddings, backgroundEmbeddings, isIncomplete: false };
  return { embeddings, isIncomplete: backgroundEmbeddings === 'failed' };
}

/** The language of each FAQ's texts: the one it declares, else the one it shows. */
export async function languagesOf(faqs: readonly Faq[]): Promise<Locale[]> {
  const declared = [...new Set(faqs.flatMap(({ locale }) => locale ?? []))];
  const languages: Locale[] = [];
  const pause = createPieces();
  for (const { locale, question, variants } of faqs) {
    await pause();
    const sample = [question, ...variants.slice(0, TEXTS_LOOKED_AT - 1)].join('. ');
    languages.push(locale ?? detectLanguage(sample, { candidates: declared }));
  }
  return languages;
}
