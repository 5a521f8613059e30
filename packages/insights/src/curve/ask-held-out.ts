import { type AnswerModel, embedQuestions, essenceOf, type JudgedQuestion, judgeQuestions } from '@answerdesk/answers';
import { type Faq, type Glossary, stableHash, type Thresholds } from '@answerdesk/domain';
import type { FaqHistory } from './faq-history.ts';
import type { HeldOutQuestion, Verdicts } from './ports.ts';

/** Lessons of a tenant in one turn: others wait. */
const MOST_LESSONS = 8;

export interface AskingDeps {
  /** Learns FAQs behind what serves customers, off this thread, to be asked with a glossary. */
  readonly learn: (faqs: readonly Faq[], glossary: Glossary) => Promise<AnswerModel>;
}

/** Asks one set of held-out questions of FAQs as they were at one time and another. */
export interface Asking {
  /** The questions, as numbers that stand for them. */
  readonly tags: readonly number[];
  /** The revision of the glossary that they are read with. */
  readonly glossary: number;
  /**
   * What the FAQs as they were after so many steps make of each question at a moment, with the dial where it stood then unless
   * told; undefined when the turn's lessons are used
   * up, or when meanings could not be learnt or asked now, which would measure something else.
   */
  after(steps: number, at: Date, thresholds?: Thresholds): Promise<readonly JudgedQuestion[] | undefined>;
}

/**
 * The questions that are fit to measure by: none that an FAQ has had word for word at any time, for it was taught; and none of
 * an FAQ that is gone, of which nobody can say any more what is right.
 */
export function fitQuestions(
  heldOut: readonly HeldOutQuestion[],
  { served, taught }: Pick<FaqHistory, 'served' | 'taught'>,
): HeldOutQuestion[] {
  return heldOut.filter(({ text, faqId }) => faqId !== undefined && served.has(faqId) && !taught.has(essenceOf(text)));
}

/** What was learnt last is kept for the turn, as is what was judged: what is just after one change is just before the next. */
export function createAsking(
  { learn }: AskingDeps,
  history: FaqHistory,
  questions: readonly HeldOutQuestion[],
  options: { readonly glossary: Glossary; readonly dialAt: (at: Date) => Thresholds },
): Asking {
  const { glossary, dialAt } = options;
  const judged = new Map<string, readonly JudgedQuestion[]>();
  let last: { readonly steps: number; readonly model: AnswerModel } | undefined;
  let lessons = 0;
  let isGivenUp = false;

  async function modelAfter(steps: number): Promise<AnswerModel | undefined> {
    if (last?.steps === steps) return last.model;
    if (isGivenUp || lessons >= MOST_LESSONS) return undefined;
    lessons += 1;
    const model = await learn(await history.faqsAfter(steps), glossary);
    isGivenUp = model.isIncomplete === true || !(await embedQuestions(model, questions));
    if (isGivenUp) return undefined;
    last = { steps, model };
    return model;
  }

  return {
    tags: questions.map(({ id }) => stableHash(id)),
    glossary: glossary.revision,
    async after(steps, at, thresholds = dialAt(at)) {
      const always = `${steps} ${thresholds.answer} ${thresholds.clarify}`;
      const then = `${always} ${at.getTime()}`;
      const known = judged.get(always) ?? judged.get(then);
      if (known) return known;
      const model = await modelAfter(steps);
      if (!model) return undefined;
      const answers = await judgeQuestions(model, questions, { at, thresholds });
      const isOfMoment = model.faqs.some(({ validFrom, validUntil }) => validFrom ?? validUntil);
      judged.set(isOfMoment ? then : always, answers);
      return answers;
    },
  };
}

/** What was made of questions, by the numbers that stand for them. */
export function verdictsOf(tags: readonly number[], judged: readonly JudgedQuestion[]): Verdicts {
  const those = (isSo: (one: JudgedQuestion) => boolean) =>
    tags.filter((_, index) => {
      const one = judged[index];
      return one !== undefined && isSo(one);
    });
  return {
    asked: [...tags],
    right: those(({ isRight }) => isRight),
    answered: those(({ outcome }) => outcome === 'answered'),
  };
}
