import { describe, expect, it } from 'vitest';
import { bicycleShop, faqsOf } from '../test/shop.ts';
import { answerQuestion, learn } from './index.ts';
import { learnTexts } from './learn-texts.ts';

const lesson = {
  texts: bicycleShop.flatMap(({ question, variants }) => [question, ...variants]),
  labelOfText: Int32Array.from(bicycleShop.flatMap(({ variants }, place) => [place, ...variants.map(() => place)])),
  labelCount: bicycleShop.length,
  seed: 1,
};

describe('learning', () => {
  it('the same texts with the same seed gives the same knowledge, byte for byte', () => {
    expect(learnTexts(lesson)).toStrictEqual(learnTexts(lesson));
    expect(learnTexts({ ...lesson, seed: 2 }).scorer.linear).not.toStrictEqual(learnTexts(lesson).scorer.linear);
  });

  it('calibrates on held-out texts when there are enough, and by the prior when there are not', () => {
    const few = { ...lesson, texts: lesson.texts.slice(0, 5), labelOfText: lesson.labelOfText.slice(0, 5) };
    const many = { ...lesson, texts: [...lesson.texts, ...lesson.texts.map((text) => `please ${text}`)] };
    const labelOfText = Int32Array.of(...lesson.labelOfText, ...lesson.labelOfText);
    expect(learnTexts(few).calibration).toEqual(learnTexts({ ...few, seed: 5 }).calibration);
    expect(learnTexts({ ...many, labelOfText }).calibration).not.toEqual(learnTexts(few).calibration);
  });

  it('gives way to other work meanwhile and is the same on its own thread', async () => {
    const large = faqsOf(
      Array.from({ length: 40 }, (_, place) => ({
        question: `question number ${place} about topic ${place * 7}`,
        variants: ['tell me', 'i wonder', 'please explain'].map((start) => `${start} topic ${place * 7} no ${place}`),
        answer: `answer ${place}`,
      })),
    );
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 1);
    const model = await learn(large, { version: 1, seed: 3 });
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(1);
    const again = await learn(large, { version: 1, seed: 3 });
    expect(again.knowledge).toStrictEqual(model.knowledge);
    expect(answerQuestion(model, { text: 'explain topic 21', at: new Date() })).toMatchObject({ faqId: 'faq3' });
  });

  it('takes FAQs whose texts are empty but for punctuation, or the same twice', async () => {
    const faqs = faqsOf([
      { question: '???', variants: ['', '???'], answer: 'a' },
      { question: 'Hi there', variants: ['hi there!', 'Hi  there'], answer: 'b' },
    ]);
    const model = await learn(faqs, { version: 1 });
    expect(answerQuestion(model, { text: 'hi there', at: new Date() })).toMatchObject({ faqId: 'faq1' });
    expect(answerQuestion(model, { text: '???', at: new Date() })).toMatchObject({ faqId: 'faq0' });
  });
});
