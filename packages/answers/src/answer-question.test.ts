import type { Answer, Faq } from '@answerdesk/domain';
import { describe, expect, it } from 'vitest';
import { bicycleShop, faqsOf } from '../test/shop.ts';
import { answerQuestion, defaultThresholds, learn } from './index.ts';

const at = new Date('2026-11-24T09:00:00Z');

async function ask(faqs: readonly Faq[], text: string, more: { locale?: string; at?: Date } = {}): Promise<Answer> {
  return answerQuestion(await learn(faqs, { version: 7 }), { text, at, ...more });
}

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
    expect(await ask(bicycleShop, 'retrun unussed hemlet')).toMatchObject({ outcome: 'answered', faqId: 'faq3' });
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

  it.each(strangers)('is handed over by a tenant with one FAQ: %j', async (text) => {
    const answer = await ask(faqsOf([{ question: 'Is there wifi in the lobby?', answer: 'Yes.' }]), text);
    expect(answer.outcome).toBe('handover');
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

  it('offers two or three choices and never one question in two languages', async () => {
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
    const inexact = await ask(twice, 'mein paypal geht nicht', { locale: 'de' });
    expect(inexact.trace.candidates.map(({ faqId }) => faqId)).toEqual(['faq3', 'faq2', 'faq0', 'faq1']);
    expect(inexact.outcome === 'clarify' && inexact.choices.map(({ faqId }) => faqId)).toEqual(['faq3', 'faq1']);
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
    expect(await ask(faqs, 'can i use the wifi here?')).toMatchObject({ text: 'Yes.', language: 'en' });
    expect(await ask(faqs, '¿puedo usar el wifi aquí?')).toMatchObject({ text: 'Sí.', language: 'es' });
    expect(await ask(faqs, '这里能上网吗')).toMatchObject({ text: '有。', language: 'zh-CN' });
    expect(await ask(faqs, '請問這裡能上網嗎')).toMatchObject({ text: '有的。', language: 'zh-TW' });
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
