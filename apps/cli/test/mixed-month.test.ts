import type { RehearsedTurn } from '@answerdesk/conversations';
import { faqIdSchema } from '@answerdesk/domain';
import { createChance } from '@answerdesk/testing';
import { expect, test } from 'vitest';
import { figuresOf } from './mixed-month/figures.ts';
import { DAYS, planMonth } from './mixed-month/plan-month.ts';
import type { Shop } from './mixed-month/read-shop.ts';
import { type Bot, walkVisit } from './mixed-month/walk-visit.ts';

const answers = ['delivery', 'returns', 'hours'];
const textsOf = (answer: string) => Array.from({ length: 200 }, (_, index) => `Question ${index} about ${answer}?`);
const shop: Shop = {
  name: 'a shop',
  faqs: answers.map((answer) => ({ question: answer, variants: [], answer, locale: 'en' })),
  asked: new Map(answers.map((answer) => [answer, textsOf(answer)])),
  strangers: Array.from({ length: 50 }, (_, index) => `Who won cup number ${index}?`),
};
const visits = planMonth(shop, 200, createChance(1));
const answerOf = new Map(answers.map((answer) => [`faq-${answer}`, answer]));
const truth = { answerOf: (id: string) => answerOf.get(id), soothing: ['I am sorry.'] };

/** What a bot comes to that does with each text what `reply` says: send an FAQ's answer, or call a person. */
async function judge(reply: (text: string) => string | 'person' | 'clarify') {
  const bot: Bot = async (content, state) => {
    const text = 'text' in content ? content.text : '';
    const chosen = content.kind === 'choice' ? content.choiceId.replace('faq:faq-', '') : answers[Number(text) - 1];
    const does = chosen ?? reply(text);
    const turn = {
      handover: {
        content: { kind: 'reply', text: 'A person comes.' },
        repliedAs: 'handover',
        trace: { reason: 'no-answer' },
      },
    } as const;
    if (does === 'person') return { ...turn.handover, state: { ...state, isWaiting: true } } satisfies RehearsedTurn;
    if (does === 'clarify') {
      const choices = [
        ...answers.map((answer) => ({ id: `faq:faq-${answer}`, label: answer })),
        { id: 'person', label: 'None' },
      ];
      return { content: { kind: 'reply', text: 'Which?', choices }, repliedAs: 'clarify', state };
    }
    const trace = { faqId: faqIdSchema.parse(`faq-${does}`) };
    return { content: { kind: 'reply', text: does }, repliedAs: 'answered', trace, state };
  };
  const visited = [];
  for (const [index, visit] of visits.entries()) visited.push(await walkVisit(bot, visit, truth, createChance(index)));
  return {
    ...figuresOf(visited.flatMap(({ happened }) => happened)),
    putRight: visited.flatMap(({ putRight }) => putRight),
  };
}

const topics = new Map(
  visits.flatMap(({ said }) =>
    said.flatMap((each): [string, string][] =>
      each.kind === 'standard'
        ? [
            [each.text, each.answer],
            [each.again, each.answer],
          ]
        : [],
    ),
  ),
);

test('the judge of a month tells bots apart that are always right, always wrong, silent or ask back', async () => {
  const right = await judge((text) => topics.get(text) ?? 'person');
  expect(right).toMatchObject({ right: 1, wrongOfStandard: 0, strangersAnswered: 0, called: 1 });
  const wrong = await judge((text) => answers.find((answer) => answer !== topics.get(text)) ?? 'person');
  expect(wrong).toMatchObject({ strangersAnswered: 1, right: 0, wrong: 1, wrongOfAnswers: 1, called: 0 });
  const silent = await judge(() => 'person');
  expect(silent).toMatchObject({ handedOver: 1, right: 0, wrong: 0, calledInVain: 0 });
  expect(silent.putRight).toHaveLength(silent.standard);
  const askingBack = await judge(() => 'clarify');
  expect(askingBack).toMatchObject({ rightByChoice: 1, right: 1, wrong: 0 });
});

test('a month is planned the same by the same chance, over all its days, and asks nothing twice', () => {
  expect(planMonth(shop, 200, createChance(1))).toEqual(visits);
  expect(new Set(visits.map(({ day }) => day)).size).toBe(DAYS);
  const texts = visits.flatMap(({ said }) => said.flatMap((each) => (each.kind === 'standard' ? [each.again] : [])));
  expect(new Set(texts).size).toBe(texts.length);
});
