import type { Answer, Thresholds } from '@answerdesk/domain';
import {
  type Considered,
  consider,
  decide,
  defaultThresholds,
  type Question,
  writtenLanguage,
} from './answer-question.ts';
import type { SpokenText } from './embedding/create-embedding.ts';
import { inKnownWords } from './glossary/in-known-words.ts';
import type { AnswerModel } from './learn.ts';
import { essenceOf } from './normalise.ts';

/**
 * Answers a question as `answerQuestion` does, and by its meaning too where the model was learnt so. Where the meaning is
 * not to be had at once (150 ms) words alone decide. Where nothing is learnt yet, what an FAQ does not have word for word
 * waits for the first lesson, as long as the model cache says. Never rejects, whatever the text.
 */
export async function askModel(
  model: AnswerModel,
  question: Question,
  thresholds: Thresholds = defaultThresholds,
): Promise<Answer> {
  return decide(await considerMeaning(model, question), thresholds);
}

/** Does all of the work of `askModel` but the decision, so that one question can be decided at several thresholds. */
export async function considerMeaning(served: AnswerModel, question: Question): Promise<Considered> {
  const model = served.placesOfEssence.has(essenceOf(question.text)) ? served : await (served.learning ?? served);
  const embedding = await embeddingOf(model, question);
  return consider(model, { ...question, ...(embedding && { embedding }) });
}

/**
 * Has the meanings of questions at hand that nobody waits for, so that `askModel` finds them at once however busy the machine is.
 * False where they are not to be had now.
 */
export async function prepareMeanings(model: AnswerModel, questions: readonly Question[]): Promise<boolean> {
  const tenantId = model.faqs[0]?.tenantId;
  if (!model.embedding || tenantId === undefined) return true;
  return model.embedding.prepareQuestions(
    tenantId,
    questions.flatMap((question) => spokenOf(model, question) ?? []),
  );
}

async function embeddingOf(model: AnswerModel, question: Question): Promise<Float32Array | undefined> {
  const tenantId = model.faqs[0]?.tenantId;
  if (!model.embedding || tenantId === undefined) return undefined;
  const spoken = spokenOf(model, question);
  return spoken && model.embedding.ofQuestion(tenantId, spoken);
}

/** A question in known words; what an FAQ has word for word needs no vector. */
function spokenOf(model: AnswerModel, question: Question): SpokenText | undefined {
  const { text } = question;
  if (model.placesOfEssence.has(essenceOf(text))) return undefined;
  return { text: inKnownWords(model.terms, text), language: writtenLanguage(model, question) };
}
