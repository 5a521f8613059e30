import type { Answer, FaqId, Locale, Thresholds } from '@answerdesk/domain';
import { defaultThresholds } from './answer-question.ts';
import { askModel, prepareMeanings } from './ask-model.ts';
import type { AnswerModel } from './learn.ts';

/** A question whose right FAQ is known; undefined where none is right. */
export interface KnownQuestion {
  readonly text: string;
  readonly faqId: FaqId | undefined;
  readonly locale?: Locale;
}

/** What a model makes of a known question; `isRight` says that its likeliest FAQ is the right one, however sure it is. */
export interface JudgedQuestion {
  readonly outcome: Answer['outcome'];
  readonly confidence: number;
  readonly isRight: boolean;
}

/** How many questions were asked, and of them: likeliest FAQ right, answered, answered wrongly. */
export interface Score {
  readonly n: number;
  readonly right: number;
  readonly answered: number;
  readonly wrong: number;
}

/** Questions under way at a time: enough for their embeddings to be made together. */
const AT_ONCE = 64;

/** Asks a model questions as customers ask them, and says of each, in their order, whether it is right. */
export async function judgeQuestions(
  model: AnswerModel,
  questions: readonly KnownQuestion[],
  { at, thresholds = defaultThresholds }: { readonly at: Date; readonly thresholds?: Thresholds },
): Promise<JudgedQuestion[]> {
  const judged: JudgedQuestion[] = [];
  const judge = async (question: KnownQuestion): Promise<JudgedQuestion> => {
    const { outcome, confidence, trace } = await askModel(model, askedAt(question, at), thresholds);
    const likeliest = trace.candidates[0]?.faqId;
    return { outcome, confidence, isRight: likeliest !== undefined && likeliest === question.faqId };
  };
  for (let from = 0; from < questions.length; from += AT_ONCE) {
    judged.push(...(await Promise.all(questions.slice(from, from + AT_ONCE).map(judge))));
  }
  return judged;
}

/**
 * Has the meanings of known questions made, so that judging them does not depend on how busy the machine is. False where they
 * are not to be had now.
 */
export async function embedQuestions(model: AnswerModel, questions: readonly KnownQuestion[]): Promise<boolean> {
  return prepareMeanings(
    model,
    questions.map((question) => askedAt(question, new Date(0))),
  );
}

function askedAt({ text, locale }: KnownQuestion, at: Date) {
  return { text, at, ...(locale !== undefined && { locale }) };
}

/** Counts what was judged. */
export function scoreOf(judged: readonly JudgedQuestion[]): Score {
  const answered = judged.filter(({ outcome }) => outcome === 'answered');
  return {
    n: judged.length,
    right: judged.filter(({ isRight }) => isRight).length,
    answered: answered.length,
    wrong: answered.filter(({ isRight }) => !isRight).length,
  };
}
