import { type Choice, type InboundContent, messageIdSchema } from '@answerdesk/domain';
import { createSentences, customerLanguages } from '@answerdesk/locales';
import { beforeAll, describe, expect, test } from 'vitest';
import { composingWith, faqsOf, tenantId } from '../test/composing-shop.ts';
import type { ComposeDeps } from './composing/turn.ts';
import { type RehearsalState, rehearseTurn } from './rehearse-turn.ts';

const faqs = faqsOf([
  ['When do you open?', 'opening hours'],
  ['Do you deliver abroad?', 'delivery'],
  ['How much is delivery?', 'delivery'],
  ['How can I pay?', 'credit card'],
  ['Can I return a pullover?', 'refund'],
]);
/** Like one question and no other, and too little so to be answered. */
const vague = 'what is the credit limit';
const ofTwo = 'delivery';
const sentences = createSentences();
let deps: ComposeDeps;

beforeAll(async () => {
  deps = await composingWith(faqs);
});

function talk(begun: Partial<RehearsalState> = {}) {
  let state: RehearsalState = { unsureTurns: 0, isWaiting: false, ...begun };
  return async (content: InboundContent | string, locale?: string) => {
    const said = typeof content === 'string' ? ({ kind: 'text', text: content } as const) : content;
    const turn = await rehearseTurn(deps, tenantId, { content: said, ...(locale && { locale }), state });
    state = turn.state;
    return turn;
  };
}

/** A customer who was just asked whether they mean one question, in a language. */
async function askedIn(language: string) {
  const label = await sentences(language, 'clarifyOther');
  const offered: Choice[] = [
    { id: 'faq:f3', label: 'How can I pay?' },
    { id: 'none', label },
  ];
  const askedBack = { messageId: messageIdSchema.parse('rehearsal1'), asked: vague };
  return talk({ unsureTurns: 1, turns: 1, language, offered, askedBack });
}

test('where one question is likely and no other, it is asked whether that one is meant, with a way out', async () => {
  const say = talk();
  const asked = await say(vague);
  expect(asked).toMatchObject({ repliedAs: 'clarify', trace: { rule: 'one-choice' }, state: { unsureTurns: 1 } });
  expect(asked.content).toEqual({
    kind: 'reply',
    text: 'I want to be sure I answer the right question. Did you mean this?',
    choices: [
      { id: 'faq:f3', label: 'How can I pay?' },
      { id: 'none', label: 'No, something else' },
    ],
  });
  const answered = await say({ kind: 'choice', choiceId: 'faq:f3' });
  expect(answered).toMatchObject({
    repliedAs: 'answered',
    content: { text: 'Answer 3.' },
    trace: { chosenByCustomer: true },
    state: { unsureTurns: 0 },
  });
});

test('of several questions the customer is asked which one as ever', async () => {
  const { content, trace } = await talk()(ofTwo);
  expect(content).toMatchObject({ text: expect.stringContaining('one of these'), choices: { length: 3 } });
  expect(content.choices?.at(-1)).toEqual({ id: 'none', label: 'None of these' });
  expect(trace).toMatchObject({ rule: 'same-words' });
});

test.each(['perfect', 'ok', 'great, thanks'])('what is said in agreement is a yes: %s', async (words) => {
  expect(await (await askedIn('en'))(words)).toMatchObject({ repliedAs: 'answered', content: { text: 'Answer 3.' } });
});

test('an okay that goes on to something else takes nothing', async () => {
  const { repliedAs } = await (await askedIn('en'))('ok but I need something else');
  expect(repliedAs).not.toBe('answered');
});

test('an answer that was just rejected is not asked back about', async () => {
  const say = talk();
  expect(await say('credit card')).toMatchObject({ repliedAs: 'answered', content: { text: 'Answer 3.' } });
  await say('that did not help');
  const { content, repliedAs } = await say(vague);
  expect(repliedAs).toBe('handover');
  expect(content.choices ?? []).not.toContainEqual(expect.objectContaining({ id: 'faq:f3' }));
});

test('the way out hands over what was asked as what the bot cannot answer, by its button, by a no, by its words', async () => {
  const ways = [
    { kind: 'choice', choiceId: 'none' } as const,
    'no',
    'nope',
    '2',
    'the second one',
    'no something else',
    'wrong',
    'not that',
    '👎',
  ];
  for (const way of ways) {
    const say = talk();
    await say(vague);
    const { repliedAs, state, trace } = await say(way);
    expect({ way, repliedAs, isWaiting: state.isWaiting }).toEqual({ way, repliedAs: 'handover', isWaiting: true });
    expect(trace).toMatchObject({ outcome: 'handover', reason: 'no-answer', askedId: 'rehearsal1' });
  }
});

test('a second unsure turn in a row hands over, whether one question is likely or several', async () => {
  for (const [first, second] of [
    [vague, vague],
    [vague, ofTwo],
    [ofTwo, vague],
  ] as const) {
    const say = talk();
    expect(await say(first), first).toMatchObject({ repliedAs: 'clarify' });
    expect(await say(second), second).toMatchObject({ repliedAs: 'handover', trace: { reason: 'unsure-twice' } });
  }
});

test('another question instead of a yes is answered', async () => {
  const say = talk();
  await say(vague);
  expect(await say('When do you open?')).toMatchObject({ content: { text: 'Answer 0.' }, state: { unsureTurns: 0 } });
});

test('a yes answers a question back about one FAQ alone, and once', async () => {
  const ofSeveral = talk();
  await ofSeveral(ofTwo);
  for (const text of ['yes', 'ok', '👍', 'that is it']) {
    expect((await ofSeveral(text)).repliedAs, text).toBe('small-talk');
  }
  const once = talk();
  await once(vague);
  expect(await once('yes')).toMatchObject({ repliedAs: 'answered' });
  for (const text of ['yes', 'ok', '👍']) expect((await once(text)).repliedAs, text).toBe('small-talk');
});

const said: Readonly<Record<string, readonly [yes: readonly string[], no: readonly string[]]>> = {
  ar: [
    ['نعم', 'صحيح', 'تمام', '١'],
    ['لا', 'لا شكرا'],
  ],
  cs: [
    ['ano', 'přesně tak', 'dobře'],
    ['ne', 'ne děkuji'],
  ],
  da: [['ja', 'ja tak', 'netop'], ['nej']],
  de: [
    ['ja', 'Ja, genau!', 'das ist es', 'das meinte ich', 'ok'],
    ['nein', 'nee', 'falsch'],
  ],
  el: [['ναι', 'ακριβώς', 'εντάξει'], ['όχι']],
  en: [
    [
      'yes',
      'Yes please!',
      'yep that one',
      'yes, that is it',
      'exactly',
      'that’s what I meant',
      '👍',
      '👍🏽',
      'ok',
      '1',
    ],
    ['no', 'nope', 'no thanks', 'not really', 'wrong'],
  ],
  es: [
    ['sí', 'sí, eso', 'exacto', 'vale'],
    ['no', 'no gracias'],
  ],
  fa: [['بله', 'همین', 'باشه', '۱'], ['نه']],
  fi: [['kyllä', 'joo', 'juuri se'], ['ei']],
  fr: [
    ['oui', 'oui, c’est ça', 'd’accord'],
    ['non', 'non merci'],
  ],
  he: [['כן', 'בדיוק'], ['לא']],
  hi: [
    ['हाँ', 'जी हाँ', 'haan ji', 'ठीक है'],
    ['नहीं', 'जी नहीं'],
  ],
  hu: [['igen', 'igen, erre', 'rendben'], ['nem']],
  id: [
    ['ya', 'iya betul', 'oke'],
    ['tidak', 'bukan'],
  ],
  it: [['sì', 'proprio quella', 'va bene'], ['no']],
  ja: [
    ['はい', 'そうです', 'はい、それです'],
    ['いいえ', '違います'],
  ],
  ko: [
    ['네', '네 맞아요'],
    ['아니요', '아니에요'],
  ],
  nb: [['ja', 'stemmer'], ['nei']],
  nl: [
    ['ja', 'klopt', 'ja graag'],
    ['nee', 'dat niet'],
  ],
  pl: [['tak', 'o to chodzi'], ['nie']],
  'pt-BR': [['sim', 'isso mesmo', 'tá bom'], ['não']],
  ro: [['da', 'exact'], ['nu']],
  ru: [
    ['да', 'да, именно', 'об этом', 'ага'],
    ['нет', 'нет, не это'],
  ],
  sv: [['ja', 'just det'], ['nej']],
  th: [
    ['ใช่', 'ใช่ค่ะ', 'โอเค'],
    ['ไม่', 'ไม่ใช่'],
  ],
  tr: [['evet', 'aynen', 'tamam'], ['hayır']],
  uk: [['так', 'саме так', 'про це'], ['ні']],
  vi: [
    ['vâng', 'đúng rồi', 'dạ'],
    ['không', 'không phải'],
  ],
  'zh-CN': [
    ['是的', '对，就是这个', '嗯', '好的', '一'],
    ['不是', '不对', '不是这个'],
  ],
  'zh-TW': [
    ['是的', '對', '沒錯', '好'],
    ['不是', '不對'],
  ],
};

/** What lets the question drop, as it is typed. */
const dropped: Readonly<Record<string, readonly string[]>> = {
  ar: ['لا يهم', 'انسى الموضوع', 'خلاص مو مهم'],
  cs: ['to je jedno', 'nech to být', 'neřešte to'],
  da: ['glem det', 'lige meget', 'pyt med det'],
  de: ['egal', 'ach egal!', 'vergiss es', 'Schon gut, danke', 'hat sich erledigt'],
  el: ['άστο', 'δεν πειράζει', 'ξέχνα το'],
  en: ['never mind', 'nvm', 'Forget it.', 'ok never mind', 'never mind, thanks', "doesn't matter", 'no, never mind'],
  es: ['olvídalo', 'da igual', 'no importa', 'déjalo, gracias'],
  fa: ['بیخیال', 'ولش کن', 'مهم نیست'],
  fi: ['antaa olla', 'ei väliä', 'unohda'],
  fr: ['laisse tomber', 'laissez tomber merci', 'tant pis', 'peu importe', "c'est pas grave"],
  he: ['לא משנה', 'עזוב', 'תשכח מזה'],
  hi: ['छोड़ो', 'रहने दो', 'koi baat nahi'],
  hu: ['mindegy', 'hagyjuk', 'felejtsd el'],
  id: ['lupakan saja', 'gak jadi', 'ya udah gapapa'],
  it: ['lascia perdere', 'non importa', 'fa niente'],
  ja: ['なんでもないです', 'やっぱりいいです', 'もういいです'],
  ko: ['됐어요', '아무것도 아니에요', '신경 쓰지 마세요'],
  nb: ['glem det', 'samma det', 'det spiller ingen rolle'],
  nl: ['laat maar', 'maakt niet uit', 'vergeet het maar'],
  pl: ['nieważne', 'mniejsza z tym', 'zapomnij o tym'],
  'pt-BR': ['deixa pra lá', 'esquece', 'tanto faz'],
  ro: ['las-o baltă', 'nu contează', 'nu mai e nevoie'],
  ru: ['неважно', 'забудьте', 'ладно, проехали'],
  sv: ['glöm det', 'strunta i det', 'det spelar ingen roll'],
  th: ['ช่างมัน', 'ช่างเถอะ', 'ไม่เป็นไรค่ะ'],
  tr: ['boş ver', 'neyse', 'önemli değil'],
  uk: ['неважливо', 'забудьте', 'байдуже'],
  vi: ['thôi bỏ đi', 'thôi khỏi', 'kệ đi'],
  'zh-CN': ['算了', '算了吧，谢谢', '没事了'],
  'zh-TW': ['算了', '沒事了', '無所謂'],
};

describe.each(customerLanguages)('in %s', (language) => {
  const [yes, no] = said[language] ?? [[], []];

  test('a yes is the one question that was asked for', async () => {
    expect(yes).not.toEqual([]);
    for (const text of yes) {
      const { repliedAs, trace } = await (await askedIn(language))(text, language);
      expect({ text, repliedAs, faqId: trace?.faqId }).toEqual({ text, repliedAs: 'answered', faqId: 'f3' });
    }
  });

  test('"never mind" ends it politely: nobody is called, and a yes after it takes nothing', async () => {
    const phrases = dropped[language] ?? [];
    expect(phrases).not.toEqual([]);
    for (const text of phrases) {
      const say = await askedIn(language);
      const { content, repliedAs, state } = await say(text, language);
      expect({ text, repliedAs, isWaiting: state.isWaiting, unsureTurns: state.unsureTurns }).toEqual({
        ...{ text, repliedAs: 'small-talk', isWaiting: false, unsureTurns: 0 },
      });
      expect({ text, said: content.text }).toEqual({ text, said: await sentences(language, 'smallTalkNo') });
      const [yes] = said[language]?.[0] ?? [];
      expect({ text, after: (await say(yes ?? '', language)).repliedAs }).toEqual({ text, after: 'small-talk' });
    }
  });

  test('a no, and the words of the way out with or without marks, are the way out', async () => {
    const label = await sentences(language, 'clarifyOther');
    const typed = [...no, label, label.replace(/\p{P}/gu, ' '), `  ${label}! `];
    for (const text of typed) {
      const { repliedAs, trace } = await (await askedIn(language))(text, language);
      expect({ text, repliedAs, reason: trace?.reason }).toEqual({
        text,
        repliedAs: 'handover',
        reason: 'no-answer',
      });
    }
  });
});
