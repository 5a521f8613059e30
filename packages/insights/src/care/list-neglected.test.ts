import { type FaqRecord, faqIdSchema, newTenantId, topicOfFaq } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { listNeglected } from './list-neglected.ts';

const now = new Date('2026-11-29T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const tenantId = newTenantId();

function faq(name: string, publishedDaysAgo: number, more: Partial<FaqRecord> & { validUntil?: Date } = {}): FaqRecord {
  const { validUntil, ...record } = more;
  const at = daysAgo(publishedDaysAgo);
  return {
    id: faqIdSchema.parse(name),
    tenantId,
    revision: 1,
    published: { question: `${name}?`, variants: [], answer: 'Yes.', ...(validUntil && { validUntil }) },
    publishedAt: at,
    createdAt: at,
    updatedAt: at,
    ...record,
  };
}

function list(
  records: readonly FaqRecord[],
  used: readonly string[],
  rejected: readonly string[],
  conversations = 5,
  askedForDays = 45,
) {
  return listNeglected(
    {
      faqs: { listPublished: async () => [...records] },
      topicCounts: {
        list: async () => [
          { start: daysAgo(askedForDays), conversations, topics: [] },
          {
            start: daysAgo(1),
            conversations,
            topics: used.map((name) => ({ topic: topicOfFaq(faqIdSchema.parse(name)), count: 1 })),
          },
        ],
      },
      rejections: {
        async *rejectedSince() {
          for (const name of rejected) yield faqIdSchema.parse(name);
        },
      },
      now: () => now,
    },
    tenantId,
  );
}

const reasonsOf = async (found: ReturnType<typeof list>) => (await found).map(({ id, reason }) => `${id} ${reason}`);

test('what expired, what is rejected and old, and what nobody asked are listed in this order, and nothing else', async () => {
  const records = [
    faq('unused', 40),
    faq('new', 20),
    faq('used', 400),
    faq('expired', 50, { validUntil: daysAgo(3) }),
    faq('rejected', 100),
    faq('rejected-once', 100),
    faq('rejected-young', 80),
    faq('archived', 400, { archivedAt: daysAgo(1) }),
  ];
  const used = ['used', 'expired', 'rejected', 'rejected-once', 'rejected-young'];
  const rejected = ['rejected', 'rejected', 'rejected-once', 'rejected-young', 'rejected-young'];
  expect(await reasonsOf(list(records, used, rejected))).toEqual([
    'expired expired',
    'rejected rejected',
    'unused unused',
  ]);
  expect(await reasonsOf(list([faq('unused', 40)], [], [], 0))).toEqual([]);
});

test('nothing is unused that had no chance yet: customers came lately, or it is served since lately', async () => {
  expect(await reasonsOf(list([faq('unused', 400)], [], [], 5, 20))).toEqual([]);
  const seasonal = faq('seasonal', 400);
  const served = seasonal.published && { ...seasonal.published, validFrom: daysAgo(5) };
  expect(await reasonsOf(list([{ ...seasonal, ...(served && { published: served }) }], [], []))).toEqual([]);
});

test('what somebody looked through stays out for a time, and comes back', async () => {
  const reviewed = (days: number) => faq('unused', 400, { reviewedAt: daysAgo(days) });
  expect(await reasonsOf(list([reviewed(10)], [], []))).toEqual([]);
  expect(await reasonsOf(list([reviewed(31)], [], []))).toEqual(['unused unused']);
  const expired = faq('e', 100, { validUntil: daysAgo(3), reviewedAt: daysAgo(1) });
  expect(await reasonsOf(list([expired], ['e'], []))).toEqual([]);
});
