import type { Answer, Faq, Thresholds } from '@answerdesk/domain';
import { describe, expect, it } from 'vitest';
import { bicycleShop, faqsOf } from '../test/shop.ts';
import { answerQuestion, defaultThresholds, learn } from './index.ts';

const at = new Date('2026-11-24T09:00:00Z');

interface AskOptions {
  readonly locale?: string;
  readonly at?: Date;
  readonly thresholds?: Thresholds;
}

async function ask(faqs: readonly Faq[], text: string, { thresholds, ...more }: AskOptions = {}): Promise<Answer> {
  return answerQuestion(await learn(faqs, { version: 7 }), { text, at, ...more }, thresholds);
}

/** Where so few words are known, an owner may want more to be answered than is by default. */
const readily = { thresholds: { answer: 0.35, clarify: 0.22 } };

const foundBy = ({ trace }: Answer) => trace.candidates[0]?.faqId;

describe('a matching question', () => {
  it('in other words is answered with the approved answer, word for word', async () => {
    const answer = await ask(bicycleShop, 'could you tell me what a tune-up would cost me?');
    expect(answer).toMatchObject({ outcome: 'answered', faqId: 'faq1', text: 'A tune-up is 75.', language: 'en' });
    expect(answer.trace).toMatchObject({ faqsVersion: 7, thresholds: defaultThresholds });
  });

  it('written as the FAQ itself is certain, whatever its case, width and punctuation', async () => {
    const answer = await ask(bicycleShop, ' ＷＨＥＮ are you  open!! ');
    expect(answer).toMatchObject({ outcome: 'answered', faqId: 'faq0' });
    expect(answer.confidence).toBeGreaterThan(0.95);
  });

  it('written as a variant is certain', async () => {
    const answer = await ask(bicycleShop, 'Bicycle hire?');
    expect(answer).toMatchObject({ outcome: 'answered', faqId: 'faq2' });
    expect(answer.confidence).toBeGreaterThan(0.95);
  });

  it('with typing mistakes is answered', async () => {
    expect(await ask(bicycleShop, 'wher is my parsel')).toMatchObject({ outcome: 'answered', faqId: 'faq4' });
    const slips = 'retrun unussed hemlet';
    expect(await ask(bicycleShop, slips, readily)).toMatchObject({ outcome: 'answered', faqId: 'faq3' });
  });

  it('is answered by a tenant with one FAQ, and by one with two', async () => {
    const wifi = { question: 'Is there wifi in the lobby?', answer: 'Yes, free of charge.' };
    const pets = { question: 'Are pets allowed in the rooms?', answer: 'Small ones are.' };
    expect(await ask(faqsOf([wifi]), 'is there free wifi in your lobby')).toMatchObject({ outcome: 'answered' });
    expect(await ask(faqsOf([wifi, pets]), 'are pets allowed in my room')).toMatchObject({
      outcome: 'answered',
      faqId: 'faq1',
    });
  });
});

describe('a question without an answer', () => {
  const strangers = [
    'who won the world cup',
    'asdf',
    'tell me about quantum physics',
    '😀😀',
    '',
    '   ',
    '?!',
    '\ud800',
  ];

  it.each(strangers)('is handed over: %j', async (text) => {
    const answer = await ask(bicycleShop, text);
    expect(answer).toMatchObject({ outcome: 'handover', reason: 'no-answer' });
    expect(answer.confidence).toBeLessThan(defaultThresholds.clarify);
  });

  it.each(strangers)('is not answered by a tenant with one FAQ, who asks back at most: %j', async (text) => {
    const answer = await ask(faqsOf([{ question: 'Is there wifi in the lobby?', answer: 'Yes.' }]), text);
    // They have a "the" in common.
    expect(answer.outcome).toBe(text === 'who won the world cup' ? 'clarify' : 'handover');
  });

  it('is handed over by a tenant without FAQs', async () => {
    expect(await ask([], 'hello?')).toMatchObject({ outcome: 'handover', confidence: 0 });
  });

  it('of a hundred thousand characters is read in part and handed over', async () => {
    expect(await ask(bicycleShop, 'lorem ipsum '.repeat(8_400))).toMatchObject({ outcome: 'handover' });
    expect(await ask(bicycleShop, '\u{20000}'.repeat(50_000))).toMatchObject({ outcome: 'handover' });
  });
});

describe('an ambiguous question', () => {
  it('that two FAQs have word for word brings both to choose from, though the match is exact', async () => {
    const faqs = faqsOf([
      { question: 'Opening hours of the shop', variants: ['opening hours'], answer: 'From ten.' },
      { question: 'Opening hours of the workshop', variants: ['opening hours'], answer: 'From eight.' },
      { question: 'Do you rent bicycles?', answer: 'Yes.' },
    ]);
    const answer = await ask(faqs, 'Opening hours?');
    expect(answer).toMatchObject({
      outcome: 'clarify',
      choices: [
        { faqId: 'faq0', question: 'Opening hours of the shop' },
        { faqId: 'faq1', question: 'Opening hours of the workshop' },
      ],
    });
    expect(answer.confidence).toBeLessThanOrEqual(0.5);
  });

  it('that is like one FAQ and no other brings that one to confirm, at whatever thresholds it is between', async () => {
    const model = await learn(bicycleShop, { version: 1 });
    const asked = (answer: number, clarify: number) =>
      answerQuestion(model, { text: 'retrun unussed hemlet', at }, { answer, clarify });
    const { confidence, ...unsure } = asked(0.95, 0.22);
    expect(unsure).toMatchObject({
      outcome: 'clarify',
      choices: [{ faqId: 'faq3', question: 'Can I return a helmet?' }],
      trace: { rule: 'one-choice' },
    });
    expect(asked(confidence, 0.22)).toMatchObject({ outcome: 'answered', trace: { rule: 'sure' } });
    expect(asked(1, confidence)).toMatchObject({ outcome: 'clarify', trace: { rule: 'one-choice' } });
    expect(asked(1, confidence + 0.01)).toMatchObject({
      outcome: 'handover',
      reason: 'no-answer',
      trace: { rule: 'too-unsure' },
    });
  });

  it('never brings a question that is always a person’s to confirm', async () => {
    const faqs = faqsOf([{ question: 'Do you buy used bicycles?', answer: 'Ask us.', category: 'Purchase' }]);
    const model = await learn(faqs, { version: 1 });
    const text = 'used bicycles in blue';
    const question = { text, at, personOnlyCategories: ['Purchase'] };
    expect(answerQuestion(model, question, { answer: 1, clarify: 0 })).toMatchObject({
      outcome: 'handover',
      reason: 'rule',
    });
  });

  it('offers three choices at most and never one question in two languages', async () => {
    const faqs = faqsOf([
      { question: 'PayPal', variants: ['paypal refund', 'pay'], answer: 'a', locale: 'en' },
      { question: 'PayPal fees', variants: ['paypal cost', 'pay'], answer: 'b', locale: 'en' },
      { question: 'PayPal', variants: ['paypal reembolso', 'pay'], answer: 'c', locale: 'es' },
      { question: 'PayPal tasas', variants: ['paypal coste', 'pay'], answer: 'd', locale: 'es' },
    ]);
    const answer = await ask(faqs, 'pay', { locale: 'en' });
    expect(answer.outcome === 'clarify' && answer.choices.map(({ faqId }) => faqId)).toEqual(['faq0', 'faq1']);
  });
});

describe('a text that an FAQ has in two languages, neither of them the customer’s,', () => {
  const draft = { variants: ['paypal'], answer: 'Yes.' };
  const faqs = faqsOf([
    { ...draft, question: 'Can I pay with PayPal?', locale: 'en' },
    { ...draft, question: '¿Puedo pagar con PayPal?', answer: 'Sí.', locale: 'es' },
  ]);

  it('is answered once, in the language that the tenant wrote first', async () => {
    expect(await ask(faqs, 'paypal', { locale: 'de' })).toMatchObject({ outcome: 'answered', text: 'Yes.' });
  });

  it('offers no choice between the two', async () => {
    const twice = faqsOf([...faqs, ...faqs.map((faq) => ({ ...faq, question: `${faq.question} (2)` }))]);
    const answer = await ask(twice, 'paypal', { locale: 'de' });
    expect(answer.outcome === 'clarify' && answer.choices.map(({ faqId }) => faqId)).toEqual(['faq0', 'faq2']);
    const model = await learn(twice, { version: 1 });
    const vague = { text: 'mein paypal geht nicht', at, locale: 'de' };
    const inexact = answerQuestion(model, vague, { answer: 0.9, clarify: 0 });
    expect(inexact.trace.candidates).toHaveLength(4);
    const spanish = ['faq1', 'faq3'];
    const offered = inexact.outcome === 'clarify' ? inexact.choices.map(({ faqId }) => String(faqId)) : [];
    expect(offered).toHaveLength(2);
    expect(new Set(offered.map((faqId) => spanish.includes(faqId))).size).toBe(1);
  });
});

describe('the calendar', () => {
  const faqs = faqsOf([
    { question: 'Opening hours', answer: 'Ten to six.', validUntil: new Date('2026-12-24') },
    { question: 'Opening hours', answer: 'Closed for the holidays.', validFrom: new Date('2026-12-24') },
  ]);

  it('decides at the moment of asking which FAQ counts', async () => {
    expect(await ask(faqs, 'opening hours')).toMatchObject({ outcome: 'answered', text: 'Ten to six.' });
    expect(await ask(faqs, 'opening hours', { at: new Date('2026-12-24') })).toMatchObject({
      outcome: 'answered',
      text: 'Closed for the holidays.',
    });
  });

  it('leaves nothing to answer with when every FAQ is out of date', async () => {
    const answer = await ask(faqs.slice(0, 1), 'opening hours', { at: new Date('2027-01-01') });
    expect(answer).toMatchObject({ outcome: 'handover', confidence: 0 });
    expect(answer.trace.candidates).toEqual([]);
  });
});

describe('an FAQ written once for each language', () => {
  const faqs = faqsOf([
    { question: 'Do you have wifi?', variants: ['wifi password', 'internet'], answer: 'Yes.', locale: 'en' },
    { question: '¿Tienen wifi?', variants: ['clave wifi', 'internet'], answer: 'Sí.', locale: 'es' },
    { question: '有无线网络吗？', variants: ['无线密码', '能上网吗'], answer: '有。', locale: 'zh-CN' },
    { question: '有無線網路嗎？', variants: ['無線密碼', '能上網嗎'], answer: '有的。', locale: 'zh-TW' },
  ]);

  it('is answered in the language of the question', async () => {
    expect(await ask(faqs, 'can i use the wifi here?', readily)).toMatchObject({ text: 'Yes.', language: 'en' });
    expect(await ask(faqs, '¿puedo usar el wifi aquí?', readily)).toMatchObject({ text: 'Sí.', language: 'es' });
    expect(await ask(faqs, '这里能上网吗', readily)).toMatchObject({ text: '有。', language: 'zh-CN' });
    expect(await ask(faqs, '請問這裡能上網嗎', readily)).toMatchObject({ text: '有的。', language: 'zh-TW' });
  });

  it('is answered in the customer’s language when the text has none', async () => {
    expect(await ask(faqs, 'internet', { locale: 'es' })).toMatchObject({ text: 'Sí.' });
    expect(await ask(faqs, 'internet', { locale: 'en' })).toMatchObject({ text: 'Yes.' });
  });
});

describe('scripts without spaces, and other scripts', () => {
  const faqs = faqsOf([
    { question: '怎么退货？', variants: ['我想把东西退掉', '退货流程'], answer: 'zh return' },
    { question: '运费是多少？', variants: ['邮费多少钱', '包邮吗'], answer: 'zh shipping' },
    { question: '返品できますか', variants: ['商品を返したい', '返品の方法'], answer: 'ja return' },
    { question: '送料はいくらですか', variants: ['配送料について', '送料無料ですか'], answer: 'ja shipping' },
    { question: 'คืนสินค้าได้ไหม', variants: ['อยากคืนของ', 'ขั้นตอนการคืนสินค้า'], answer: 'th return' },
    { question: 'ค่าจัดส่งเท่าไร', variants: ['ค่าส่งกี่บาท', 'ส่งฟรีไหม'], answer: 'th shipping' },
    { question: 'كيف أعيد المنتج؟', variants: ['أريد إرجاع طلبي', 'سياسة الإرجاع'], answer: 'ar return' },
    { question: 'كم تكلفة الشحن؟', variants: ['رسوم التوصيل', 'هل الشحن مجاني'], answer: 'ar shipping' },
  ]);

  it.each([
    ['请问可以退货吗', 'zh return'],
    ['寄到北京运费多少钱', 'zh shipping'],
    ['買った商品を返品したいです', 'ja return'],
    ['沖縄までの送料を教えて', 'ja shipping'],
    ['ฉันอยากคืนสินค้าที่ซื้อ', 'th return'],
    ['ค่าจัดส่งไปเชียงใหม่กี่บาท', 'th shipping'],
    ['أُريد إرجاع المُنتَج', 'ar return'],
    ['كم رسوم الشحن إلى دبي', 'ar shipping'],
  ])('are matched by their characters: %s', async (text, expected) => {
    const answer = await ask(faqs, text);
    expect(faqs.find(({ id }) => id === foundBy(answer))?.answer).toBe(expected);
  });
});
