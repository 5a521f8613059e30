import {
  type ConfirmedQuestion,
  conversationIdSchema,
  DomainError,
  type Faq,
  type FaqContent,
  faqIdSchema,
  messageIdSchema,
  type PinnedExample,
  type Tenant,
  tenantIdSchema,
  userIdSchema,
} from '@answerdesk/domain';
import { beforeEach, describe, expect, test } from 'vitest';
import { freshen } from '../fresh-texts.ts';
import { learn } from '../learn.ts';
import { createForetellEffect } from './foretell-effect.ts';
import { createJudgingThreads } from './judging-threads.ts';
import type { GateDeps } from './ports.ts';
import type { ServedChange } from './rehearse-change.ts';

const tenantId = tenantIdSchema.parse('t');
const now = new Date('2026-11-29T12:00:00Z');

const shop: Readonly<Record<string, readonly string[]>> = {
  hours: [
    'When are you open?',
    'What are your opening hours?',
    'Are you open on Sunday?',
    'At what time do you close?',
  ],
  delivery: [
    'How long does delivery take?',
    'When will my parcel arrive?',
    'How many days until delivery?',
    'How fast do you ship?',
  ],
  returns: [
    'Can I return an item?',
    'How do I send something back?',
    'What is your return policy?',
    'I want to return my order',
  ],
  payment: [
    'How can I pay?',
    'Do you take credit cards?',
    'Which payment methods do you accept?',
    'Can I pay by card?',
  ],
  invoice: [
    'Can I get an invoice?',
    'Where do I find my invoice?',
    'Please send me a receipt',
    'I need a bill for my company',
  ],
  warranty: [
    'Is there a warranty?',
    'How long is the guarantee?',
    'My device broke, is it covered?',
    'What does the warranty cover?',
  ],
};

function contentOf(texts: readonly string[], rest: Partial<FaqContent> = {}): FaqContent {
  const [question = '', ...variants] = texts;
  return { question, variants, answer: `Answer to ${question}`, ...rest };
}

const id = (name: string) => faqIdSchema.parse(name);
const faqsOfShop = (): Faq[] =>
  Object.entries(shop).map(([name, texts]) => ({
    ...contentOf(texts),
    ...{ id: id(name), tenantId, createdAt: now, updatedAt: now },
  }));

/** A new FAQ that asks what several others are asked. */
const greedy: ServedChange & { readonly content: FaqContent } = {
  id: id('zz-new'),
  content: contentOf([
    'How long does the delivery of my parcel take, and when will it arrive?',
    'How many days until my delivery?',
    'How long until my parcel arrives?',
    'How fast do you deliver and ship my order?',
    'When will my delivery arrive?',
    'When does my parcel arrive?',
  ]),
};

describe('the effect of publishing', () => {
  let faqs: Faq[];
  let confirmed: ConfirmedQuestion[];
  let pinned: PinnedExample[];
  let tenant: Tenant;
  let judgings: number;
  let failures: string[];
  let deps: GateDeps;
  const lessons = new Map<string, ReturnType<typeof learn>>();
  beforeEach(() => {
    faqs = faqsOfShop();
    confirmed = [];
    pinned = [];
    judgings = 0;
    failures = [];
    tenant = { id: tenantId, name: 'Shop', locale: 'en', faqsVersion: 1, isDemo: false, createdAt: now };
    const judge = createJudgingThreads();
    deps = {
      findTenant: async (wanted) => (wanted === tenantId ? tenant : undefined),
      loadFaqs: async () => faqs,
      modelFor: (_tenant, version) => {
        const key = JSON.stringify([version, faqs]);
        const learnt = lessons.get(key) ?? learn(faqs, { version });
        lessons.set(key, learnt);
        return learnt;
      },
      confirmed: { list: async (_tenant, limit) => confirmed.slice(0, limit) },
      pinned: { list: async () => pinned },
      judge: (ofTenant, tasks, signal) => {
        judgings += 1;
        return judge(ofTenant, tasks, signal);
      },
      reportFailure: (what) => failures.push(what),
      now: () => now,
    };
  });

  const confirm = (text: string, name: string, at = confirmed.length) => {
    const question = { id: messageIdSchema.parse(`m${at}`), faqId: id(name), text, language: 'en' };
    const rest = { conversationId: conversationIdSchema.parse('c'), by: 'thanked', at: now } as const;
    confirmed.push({ ...question, ...rest });
  };
  const pin = (text: string, name?: string) => {
    const example = { id: `p${pinned.length}`, text, revision: 1, at: now, byId: userIdSchema.parse('u') };
    pinned.push({ ...example, ...(name !== undefined && { faqId: id(name) }) });
  };

  test('another answer, button or image changes no question, and nothing is asked', async () => {
    const [first] = faqs;
    if (!first) throw new Error('no FAQ');
    const content = {
      ...contentOf(shop['hours'] ?? []),
      answer: 'From 9 to 5.',
      imageUrl: 'https://shop.example/a.png',
    };
    expect(await createForetellEffect(deps)(tenantId, [{ id: first.id, content }])).toEqual({ kind: 'none' });
    expect(judgings).toBe(0);
  });

  test('an FAQ that takes the questions of another loses answers, says which, and needs a reason', async () => {
    confirm('hello, how many days until my delivery comes', 'delivery');
    const effect = await createForetellEffect(deps)(tenantId, [greedy]);
    if (effect.kind !== 'foretold') throw new Error(effect.kind);
    expect(effect).toMatchObject({ isTooFew: false, needsReason: true, tolerance: 1, own: { cases: 0 } });
    expect(effect.cases).toMatchObject({ confirmed: 1, pinned: 0 });
    expect(effect.lost).toBeGreaterThanOrEqual(2);
    expect(effect.changes[0]).toMatchObject({ effect: 'lost', faqId: 'delivery' });
    const { before, after, low, high } = effect.accuracy;
    expect(low).toBeLessThanOrEqual(after - before);
    expect(high).toBeGreaterThanOrEqual(after - before);
    expect(failures).toEqual([]);
  });

  test('one more wording of an FAQ needs no reason', async () => {
    const content = contentOf([...(shop['payment'] ?? []), 'Is PayPal possible?']);
    const effect = await createForetellEffect(deps)(tenantId, [{ id: id('payment'), content }]);
    expect(effect).toMatchObject({ kind: 'foretold', needsReason: false });
  });

  test('a pinned example that gets lost needs a reason, however few cases there are', async () => {
    faqs = faqs.slice(0, 2);
    pin('When are you open?', 'hours');
    pin('I want to talk about my contract');
    const content = contentOf(['What is the weather like?', 'Is it raining today?']);
    const effect = await createForetellEffect(deps)(tenantId, [{ id: id('hours'), content }]);
    if (effect.kind !== 'foretold') throw new Error(effect.kind);
    expect(effect).toMatchObject({ isTooFew: true, needsReason: true, lostPinned: 1 });
    expect(effect.changes[0]).toMatchObject({ kind: 'pinned', effect: 'lost', isOwn: true });
  });

  test('whether questions are too few is told by the set before the archive, not by what the archive leaves of it', async () => {
    faqs = faqs.slice(0, 5);
    confirm('hello, how many days until my delivery comes', 'delivery');
    confirm('at what hour are you open today please', 'hours');
    const archived = faqs.slice(0, 3).map((faq) => ({ id: faq.id }));
    const effect = await createForetellEffect(deps)(tenantId, archived);
    if (effect.kind !== 'foretold') throw new Error(effect.kind);
    const { wording, confirmed: real, pinned: watched } = effect.cases;
    expect(wording + real + watched).toBeLessThan(20);
    expect(effect).toMatchObject({ isTooFew: false, needsReason: true });
  });

  test('the same draft is asked once, another version or another draft anew', async () => {
    const foretell = createForetellEffect(deps);
    const first = await foretell(tenantId, [greedy]);
    const asked = judgings;
    expect(await foretell(tenantId, [greedy])).toEqual(first);
    expect(judgings).toBe(asked);
    await foretell(tenantId, [{ ...greedy, content: contentOf(['How much is a gift card?']) }]);
    // What there was before is known already.
    expect(judgings).toBe(asked + 1);
    tenant = { ...tenant, faqsVersion: 2 };
    expect(await foretell(tenantId, [greedy])).toMatchObject({
      faqsVersion: 2,
      lost: (first as { lost: number }).lost,
    });
    expect(judgings).toBe(2 * asked + 1);
  });

  test('what was found before the FAQs, or their meanings, were learnt is found anew then, once', async () => {
    let served = await freshen(await learn([], { version: 0 }), faqs, 1);
    const foretell = createForetellEffect({ ...deps, modelFor: async () => served });
    expect(await foretell(tenantId, [greedy])).toMatchObject({ kind: 'foretold' });
    const asked = judgings;
    for (const lesson of [1, 2]) {
      served = await learn(faqs, { version: 1 });
      for (let time = 0; time < 2; time += 1) await foretell(tenantId, [greedy]);
      expect(judgings).toBe((1 + lesson) * asked);
    }
  });

  test('questions that customers confirm meanwhile are in it five minutes later, and what is taken away is gone at once', async () => {
    let minutes = 0;
    const foretell = createForetellEffect({ ...deps, now: () => new Date(now.getTime() + minutes * 60_000) });
    const confirmedIn = async () => {
      const effect = await foretell(tenantId, [greedy]);
      return effect.kind === 'foretold' ? effect.cases.confirmed : effect.kind;
    };
    confirm('hello, how many days until my delivery comes', 'delivery');
    expect(await confirmedIn()).toBe(1);
    const asked = judgings;
    confirm('may I pay with my card please', 'payment');
    minutes = 4;
    expect(await confirmedIn()).toBe(1);
    expect(judgings).toBe(asked);
    minutes = 5;
    expect(await confirmedIn()).toBe(2);
    expect(judgings).toBe(2 * asked);
    confirmed.splice(0, 1);
    expect(await confirmedIn()).toBe(1);
  });

  test('what nobody waits for any more is given up, and what fails is unknown', async () => {
    const leaving = new AbortController();
    const given = createForetellEffect(deps)(tenantId, [greedy], { signal: leaving.signal });
    leaving.abort(new Error('gone'));
    await expect(given).rejects.toThrow('gone');
    const broken = createForetellEffect({ ...deps, judge: () => Promise.reject(new Error('no thread')) });
    expect(await broken(tenantId, [greedy])).toEqual({ kind: 'unknown' });
    expect(failures).toEqual(['foretelling what publishing changes']);
    await expect(broken(tenantIdSchema.parse('nobody'), [greedy])).rejects.toThrow(DomainError);
  });
});
