import { existsSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import {
  type ConfirmedQuestion,
  conversationIdSchema,
  type Faq,
  faqIdSchema,
  messageIdSchema,
  type Tenant,
  tenantIdSchema,
} from '@answerdesk/domain';
import { expect, it } from 'vitest';
import { createEmbedding } from '../src/embedding/create-embedding.ts';
import { createEnglishEmbedder } from '../src/embedding/english/english-embedder.ts';
import { createForetellEffect, createJudgingThreads, learn, readRows } from '../src/index.ts';
import { datasetsDir } from './config.ts';

const hasDatasets = existsSync(`${datasetsDir}/nlu`);
if (!hasDatasets) console.log(`Skipped: the gate's speed, for there is no ${datasetsDir}/nlu (DATASETS_DIR).`);

const at = new Date(0);
const tenantId = tenantIdSchema.parse('shop');
const TEXTS_OF_FAQ = 10;
const FAQS = 500;
const CASES = 10_000;

/** A shop of CLINC150's 150 topics, each cut into several FAQs, and customers who ask the rest of them. */
async function shop(): Promise<{ faqs: Faq[]; confirmed: ConfirmedQuestion[] }> {
  const rows = await readRows(`${datasetsDir}/nlu/clinc150/train.jsonl`);
  const byLabel = Map.groupBy(rows, ({ label }) => label);
  const faqs: Faq[] = [];
  const rest: { text: string; faqId: Faq['id'] }[] = [];
  const perLabel = Math.ceil(FAQS / byLabel.size);
  for (const [label, ofLabel] of byLabel) {
    for (let part = 0; part < perLabel && faqs.length < FAQS; part += 1) {
      const [question = '', ...variants] = ofLabel
        .slice(part * TEXTS_OF_FAQ, (part + 1) * TEXTS_OF_FAQ)
        .map(({ text }) => text);
      const id = faqIdSchema.parse(`faq-${String(faqs.length).padStart(5, '0')}`);
      faqs.push({ id, tenantId, question, variants, answer: label, createdAt: at, updatedAt: at });
    }
    const last = faqs.at(-1);
    for (const { text } of ofLabel.slice(perLabel * TEXTS_OF_FAQ)) if (last) rest.push({ text, faqId: last.id });
  }
  const confirmed = rest.map(({ text, faqId }, place) => ({
    id: messageIdSchema.parse(`m${place}`),
    conversationId: conversationIdSchema.parse('c'),
    ...({ faqId, text, by: 'thanked', at, language: 'en' } as const),
  }));
  return { faqs, confirmed };
}

it.skipIf(!hasDatasets)(
  'the effect of a draft on 10,000 cases, and how long others wait meanwhile',
  async () => {
    const { faqs, confirmed } = await shop();
    const tenant: Tenant = { id: tenantId, name: 'Shop', locale: 'en', faqsVersion: 1, isDemo: false, createdAt: at };
    const drafts = [0, 1].map((draft) => ({
      id: faqIdSchema.parse(`zz-${draft}`),
      content: { question: `What is the weather like on day ${draft}?`, variants: ['Will it rain?'], answer: 'Sunny.' },
    }));
    const table = [];
    for (const embedding of [undefined, createEmbedding({ embedder: createEnglishEmbedder() })]) {
      const model = await learn(faqs, { version: 1, ...(embedding && { embedding }) });
      const foretell = createForetellEffect({
        findTenant: async () => tenant,
        loadFaqs: async () => faqs,
        modelFor: async () => model,
        ...(embedding && { embedding }),
        confirmed: { list: async (_tenant, limit) => confirmed.slice(0, limit) },
        pinned: { list: async () => [] },
        judge: createJudgingThreads(),
        now: () => at,
      });
      for (const [place, draft] of drafts.entries()) {
        const delay = monitorEventLoopDelay({ resolution: 1 });
        delay.enable();
        const cpuBefore = process.cpuUsage();
        const began = performance.now();
        const effect = await foretell(tenantId, [draft]);
        const tookMs = performance.now() - began;
        delay.disable();
        const { user, system } = process.cpuUsage(cpuBefore);
        if (effect.kind !== 'foretold') throw new Error(effect.kind);
        const { cases } = effect;
        const asked = cases.wording + cases.confirmed;
        expect(asked).toBeGreaterThanOrEqual(CASES * 0.99);
        table.push({
          compares: embedding ? 'meanings' : 'words',
          draft: place === 0 ? 'first, with what there was before' : 'another',
          faqs: faqs.length,
          cases: asked,
          's in all': Number((tookMs / 1_000).toFixed(1)),
          // Of all threads; other programs on the machine change it less.
          's of processor': Number(((user + system) / 1e6).toFixed(1)),
          'longest pause, ms': Math.round(delay.max / 1e6),
          'changes told': effect.changed,
        });
      }
    }
    console.table(table);
  },
  1_200_000,
);
