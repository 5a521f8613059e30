import { importFaqs } from '@answerdesk/answers';
import { tenantIdSchema } from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';

const FAQS = 10_000;
const ROUNDS = 40;

const things = [
  'bicycle',
  'helmet',
  'invoice',
  'parcel',
  'refund',
  'account',
  'password',
  'card',
  'warranty',
  'discount',
];
const verbs = ['return', 'change', 'cancel', 'repair', 'track', 'send', 'open', 'close', 'renew', 'pay'];
const times = [
  'today',
  'on Sunday',
  'next week',
  'at night',
  'in summer',
  'after a year',
  'online',
  'abroad',
  'by post',
  'in the shop',
];
const chinese = ['退货', '发货', '发票', '密码', '会员', '优惠', '保修', '运费', '订单', '支付'];

function writtenFaq(n: number) {
  const pick = (list: readonly string[], step: number) => list[Math.floor(n / step) % list.length] ?? '';
  const subject = `${pick(verbs, 1)} the ${pick(things, 10)} ${pick(times, 100)}`;
  const isChinese = n % 10 === 3;
  return {
    question: isChinese
      ? `怎么处理${pick(chinese, 10)}${pick(chinese, 100)}第${n}号？`
      : `Can I ${subject}, number ${n}?`,
    variants: [`how do I ${subject}`, `${pick(things, 10)} ${pick(times, 100)} please`, `${pick(verbs, 1)} ${n}`],
    answer: `Yes, you can ${subject}. Show the receipt ${n} and our staff will help you with everything else.`,
    locale: isChinese ? 'zh-CN' : 'en',
    category: `Category ${n % 40}`,
  };
}

describe.each(testDatabases())(`a tenant with ${FAQS} FAQs, on $name`, (kind) => {
  let desk: TestApi;
  let owner: Somebody;
  beforeAll(async () => {
    desk = await openApi(kind);
    owner = await desk.owner();
    const began = performance.now();
    const deps = { faqs: desk.desk.stores.faqs, now: () => new Date() };
    await importFaqs(
      deps,
      tenantIdSchema.parse(owner.tenantId),
      Array.from({ length: FAQS }, (_, n) => writtenFaq(n)),
    );
    console.log(`${kind.name}: ${FAQS} FAQs stored in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }, 600_000);
  afterAll(() => desk.close());

  test.each<[string, string, object, number]>([
    ['first page', 'faqs.list', {}, 100],
    ['first page by question', 'faqs.list', { sort: 'question' }, 100],
    ['one category', 'faqs.list', { category: 'Category 7' }, 100],
    ['published in Chinese', 'faqs.list', { status: 'published', language: 'zh-CN' }, 100],
    ['drafts (none)', 'faqs.list', { status: 'draft' }, 100],
    ['out of date (none)', 'faqs.list', { isOutOfDate: true }, 100],
    ['search: a word of many', 'faqs.list', { search: 'helmet' }, 100],
    ['search: two words', 'faqs.list', { search: 'track warr' }, 100],
    ['search: a number', 'faqs.list', { search: '9731' }, 100],
    ['search: two letters', 'faqs.list', { search: 're' }, 100],
    ['search: one letter', 'faqs.list', { search: 'z' }, 100],
    ['search: Chinese', 'faqs.list', { search: '发票密码' }, 100],
    ['search: nothing found', 'faqs.list', { search: 'helmet xylophone' }, 100],
    ['search by question', 'faqs.list', { search: 'refund sunday', sort: 'question' }, 100],
    ['expired (none)', 'faqs.list', { validity: 'expired' }, 100],
    ['counts', 'faqs.counts', {}, 100],
    ['categories', 'faqs.categories', {}, 100],
    ['languages', 'faqs.languages', {}, 100],
    ['while typing: like others', 'faqs.similar', { question: 'May I return the helmet on Sunday', answer: 'No.' }, 50],
  ])('%s', async (name, procedure, input, most) => {
    const timesMs: number[] = [];
    await owner.visitor.ask(procedure, input);
    for (let round = 0; round < ROUNDS; round += 1) {
      const asked = performance.now();
      const { status } = await owner.visitor.ask(procedure, input);
      timesMs.push(performance.now() - asked);
      expect(status).toBe(200);
    }
    const sorted = timesMs.sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
    console.log(`${kind.name} | ${name}: p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms`);
    expect(at(0.95)).toBeLessThan(most);
  });

  test('deep pages', async () => {
    const timesMs: number[] = [];
    let cursor: string | undefined;
    let seen = 0;
    do {
      const asked = performance.now();
      const { body } = await owner.visitor.ask('faqs.list', { limit: 100, ...(cursor && { cursor }) });
      timesMs.push(performance.now() - asked);
      seen += body.items.length;
      cursor = body.nextCursor;
    } while (cursor);
    const p95 = timesMs.sort((a, b) => a - b)[Math.floor(timesMs.length * 0.95)] ?? 0;
    console.log(`${kind.name} | all ${seen} rows, 100 a page: p95 ${p95.toFixed(1)} ms`);
    expect(seen).toBe(FAQS);
    expect(p95).toBeLessThan(100);
  });
});
