import { faqIdSchema, localeSchema } from '@answerdesk/domain';
import { describe, expect, it } from 'vitest';
import { bicycleShop } from '../test/shop.ts';
import { backgroundTexts } from './background-texts.ts';
import type { AnswerModel } from './learn.ts';
import { type Lesson, learnTexts } from './learn-texts.ts';
import { match } from './match.ts';
import type { Embeddings } from './projection.ts';
import { createRandom } from './random.ts';

const DIMENSIONS = 24;
const labelOfText = Int32Array.from(
  bicycleShop.flatMap(({ variants }, place) => [place, ...variants.map(() => place)]),
);
const lesson: Lesson = {
  texts: bicycleShop.flatMap(({ question, variants }) => [question, ...variants]),
  labelOfText,
  labelCount: bicycleShop.length,
  seed: 1,
};
const random = createRandom(7);
/** Texts of one FAQ point one way, but for a little; the background points elsewhere. */
const near = (axis: number) => ofLengthOne((place) => (place === axis ? 1 : 0) + 0.4 * (random.next() - 0.5));
const embeddings = inRows([...labelOfText].map(near));
const backgroundEmbeddings = inRows(backgroundTexts.map((_, place) => near(8 + (place % 16))));
const embeddedLesson: Lesson = { ...lesson, embeddings, backgroundEmbeddings };
const at = new Date(0);
const language = localeSchema.parse('en');
const unheardOf = 'zzyzx qwopf';

describe('a model that learnt from embeddings', () => {
  const model = modelOf(embeddedLesson);

  it('finds an FAQ by its meaning, where no word is known', () => {
    const found = match(model, { text: unheardOf, at, embedding: near(3) }, language);
    expect(found.candidates[0]?.faqId).toBe('faq3');
    expect(found.confidence).toBeGreaterThan(match(model, { text: unheardOf, at }, language).confidence);
  });

  it('is less sure of a question whose meaning is that of the background', () => {
    const text = 'how much is it to hire one';
    const sure = match(model, { text, at, embedding: near(2) }, language).confidence;
    expect(match(model, { text, at, embedding: near(9) }, language).confidence).toBeLessThan(sure);
  });

  it('scores a question without a fit embedding by its words, as a model without embeddings does', () => {
    const lexical = modelOf(lesson);
    const text = 'can i bring the helmet back';
    const expected = match(lexical, { text, at }, language).candidates[0]?.faqId;
    for (const embedding of [undefined, new Float32Array(DIMENSIONS), new Float32Array(3).fill(1)]) {
      const asked = { text, at, ...(embedding && { embedding }) };
      expect(match(model, asked, language)).toEqual(match(model, { text, at }, language));
      expect(match(model, asked, language).candidates[0]?.faqId).toBe(expected);
    }
    expect(match(lexical, { text, at, embedding: near(0) }, language)).toEqual(match(lexical, { text, at }, language));
  });

  it('is the same again from the same lesson, byte for byte, and survives a copy', () => {
    const again = learnTexts(embeddedLesson);
    expect(again).toStrictEqual(model.knowledge);
    expect(structuredClone(again)).toStrictEqual(again);
  });

  it('takes texts of which some or all have no embedding', () => {
    const some = { ...embeddings, rows: embeddings.rows.map((value, place) => (place < 9 * DIMENSIONS ? 0 : value)) };
    const none = { ...embeddings, rows: new Float32Array(embeddings.rows.length) };
    for (const each of [some, none]) {
      const partly = modelOf({ ...lesson, embeddings: each });
      const found = match(partly, { text: 'where is my parcel now', at, embedding: near(4) }, language);
      expect(found.candidates[0]?.faqId).toBe('faq4');
    }
  });

  it('never learns from rows that are not one for each text', () => {
    const short = { ...embeddings, rows: embeddings.rows.slice(DIMENSIONS) };
    expect(() => learnTexts({ ...lesson, embeddings: short })).toThrow(/one embedding for each/);
    expect(() => learnTexts({ ...embeddedLesson, backgroundEmbeddings: embeddings })).toThrow(/one embedding for each/);
  });
});

describe('a lesson of many labels', () => {
  it('finds a label by its meaning among 300', () => {
    const labels = Int32Array.from({ length: 900 }, (_, text) => Math.floor(text / 3));
    const meanings = Array.from({ length: 300 }, () => ofLengthOne(() => random.next() - 0.5));
    const about = (label: number) =>
      ofLengthOne((place) => (meanings[label]?.[place] ?? 0) + 0.05 * (random.next() - 0.5));
    const knowledge = learnTexts({
      texts: Array.from(labels, (label, text) => `topic ${label} in wording ${text}`),
      labelOfText: labels,
      labelCount: 300,
      seed: 1,
      embeddings: inRows([...labels].map(about)),
    });
    const faqs = Array.from({ length: 300 }, (_, place) => ({ ...faqAt(0), id: faqIdSchema.parse(`faq${place}`) }));
    const model: AnswerModel = { version: 1, faqs, knowledge, placesOfEssence: new Map() };
    const found = match(model, { text: unheardOf, at, embedding: about(207) }, language);
    expect(found.candidates[0]?.faqId).toBe('faq207');
  });
});

function faqAt(place: number) {
  const faq = bicycleShop[place];
  if (!faq) throw new Error(`no FAQ at ${place}`);
  return faq;
}

function modelOf(taught: Lesson): AnswerModel {
  return { version: 1, faqs: bicycleShop, knowledge: learnTexts(taught), placesOfEssence: new Map() };
}

function ofLengthOne(valueAt: (place: number) => number): Float32Array {
  const vector = Float32Array.from({ length: DIMENSIONS }, (_, place) => valueAt(place));
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function inRows(vectors: readonly Float32Array[]): Embeddings {
  const rows = new Float32Array(vectors.length * DIMENSIONS);
  for (const [place, vector] of vectors.entries()) rows.set(vector, place * DIMENSIONS);
  return { dimensions: DIMENSIONS, rows };
}
