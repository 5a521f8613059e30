import type { Faq, FaqId, Glossary, Locale, TenantId, Thresholds } from '@answerdesk/domain';
import { backgroundTexts } from '../background-texts.ts';
import type { Calibrations } from '../calibrate.ts';
import type { Embedding, SpokenText } from '../embedding/create-embedding.ts';
import { languagesOf } from '../embedding/embed-lesson.ts';
import { detectLanguage } from '../language/detect-language.ts';
import { createPieces } from '../place-texts.ts';
import { ASKS_BACK, type JudgeTask } from './judge-cases.ts';
import type { GateDeps } from './ports.ts';
import { type RegressionCase, withoutFold } from './regression-cases.ts';

/** What a case came to. */
export type CaseAnswer =
  | { readonly outcome: 'answered'; readonly faqId: FaqId }
  | { readonly outcome: 'clarify' | 'handover' };

/** What else decides an answer; the same before and after. */
export interface AskingRules {
  readonly calibration: Calibrations;
  readonly thresholds: Thresholds;
  readonly personOnlyCategories: readonly string[];
  readonly at: Date;
  readonly glossary?: Glossary;
}

let background: SpokenText[] | undefined;

/**
 * Asks every case of FAQs as they would be learnt: wordings of FAQs that were taught without them, the others of all there
 * is. Where texts cannot be embedded, words are compared. Rejects as `judge` does.
 */
export async function askAll(
  { judge, embedding }: Pick<GateDeps, 'judge' | 'embedding'>,
  tenantId: TenantId,
  faqs: readonly Faq[],
  cases: readonly RegressionCase[],
  rules: AskingRules,
  signal: AbortSignal,
): Promise<Map<string, CaseAnswer>> {
  if (cases.length === 0) return new Map();
  const served = faqs.map(withoutAnswers);
  const vectors = embedding ? await embedAll(embedding, tenantId, served, cases) : {};
  signal.throwIfAborted();
  const parts = [...Map.groupBy(cases, ({ fold }) => fold)].map(([fold, asked]) => {
    const taught = fold === undefined ? served : withoutFold(served, fold);
    const questions = asked.map(({ text, language }) => ({ text, ...(language !== undefined && { language }) }));
    return { asked, task: { faqs: taught, cases: questions, ...rules, ...vectors } };
  });
  const tasks = parts.map(({ task }) => task);
  const given = await judge(tenantId, tasks, signal);
  const answers = new Map<string, CaseAnswer>();
  for (const [part, { asked, task }] of parts.entries()) {
    for (const [at, { id }] of asked.entries()) answers.set(id, answerOf(given[part]?.[at] ?? ASKS_BACK, task.faqs));
  }
  return answers;
}

function answerOf(given: number, faqs: readonly Faq[]): CaseAnswer {
  const faq = faqs[given];
  if (faq) return { outcome: 'answered', faqId: faq.id };
  return { outcome: given === ASKS_BACK ? 'clarify' : 'handover' };
}

/** What an answer says changes nothing of who is asked; it need not cross threads. */
function withoutAnswers({ buttons: _buttons, imageUrl: _image, ...faq }: Faq): Faq {
  const translations = faq.translations?.map((translation) => ({ ...translation, answer: '' }));
  return { ...faq, answer: '', ...(translations && { translations }) };
}

async function embedAll(
  embedding: Embedding,
  tenantId: TenantId,
  faqs: readonly Faq[],
  cases: readonly RegressionCase[],
): Promise<Pick<JudgeTask, 'vectors' | 'backgroundEmbeddings'>> {
  const languages = await languagesOf(faqs);
  const pause = createPieces();
  const languageOf = new Map<string, Locale>();
  for (const [place, { question, variants }] of faqs.entries()) {
    for (const text of [question, ...variants]) languageOf.set(text, languages[place] ?? 'und');
  }
  for (const { text, language } of cases) {
    await pause();
    if (!languageOf.has(text)) languageOf.set(text, language ?? detectLanguage(text, {}));
  }
  const spoken = [...languageOf].map(([text, language]) => ({ text, language }));
  const embeddings = await embedding.ofTexts(tenantId, spoken, 'trial');
  if (typeof embeddings === 'string') return {};
  background ??= backgroundTexts.map((text) => ({ text, language: detectLanguage(text, {}) }));
  const backgroundEmbeddings = await embedding.ofSharedTexts(tenantId, background);
  return {
    vectors: { texts: spoken.map(({ text }) => text), embeddings },
    ...(typeof backgroundEmbeddings !== 'string' && { backgroundEmbeddings }),
  };
}
