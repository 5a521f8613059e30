import {
  type FaqContent,
  type FaqRecord,
  type FaqRevision,
  faqIdSchema,
  markOfDraft,
  tenantIdSchema,
  userIdSchema,
} from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { type AsOfDeps, faqsAsOf } from './faqs-as-of.ts';

const tenantId = tenantIdSchema.parse('t');
const now = new Date('2026-11-30T12:00:00Z');
const day = (days: number) => new Date(now.getTime() + days * 86_400_000);
const id = (name: string) => faqIdSchema.parse(name);
const content = (answer: string): FaqContent => ({ question: 'When do you open?', variants: [], answer });

const revision = (
  name: string,
  number: number,
  days: number,
  state: FaqRevision['state'],
  action: FaqRevision['action'] = 'published',
): Omit<FaqRevision, 'tenantId'> => ({ faqId: id(name), revision: number, action, at: day(days), by: 'ann', state });

const record = (name: string, draft: FaqContent, at: Date, changes: object = {}): FaqRecord => ({
  ...{ id: id(name), tenantId, revision: 2, draft, createdAt: now, updatedAt: now },
  schedule: { at, by: 'ann', byId: userIdSchema.parse('ann'), mark: markOfDraft(draft), ...changes },
});

function desk(revisions: ReturnType<typeof revision>[], scheduled: FaqRecord[] = []): AsOfDeps {
  return {
    history: {
      async *revisions() {
        yield* revisions;
      },
      listWithout: async (_tenant, known) => (known.has(id('old')) ? [] : [{ id: id('old'), content: content('old') }]),
    },
    listServed: async () => [
      { ...content('now'), id: id('a'), tenantId, createdAt: now, updatedAt: now },
      { ...content('other'), id: id('z'), tenantId, createdAt: now, updatedAt: now },
    ],
    workshop: {
      listRows: async (_tenant, { cursor }) => {
        const at = Number(cursor ?? 0);
        const items = scheduled.slice(at, at + 1).map((each) => ({ id: each.id }) as never);
        return { items, ...(at + 1 < scheduled.length && { nextCursor: String(at + 1) }) };
      },
      findMany: async (_tenant, ids) => scheduled.filter((each) => ids.includes(each.id)),
    },
    now: () => now,
  };
}
const answers = async (deps: AsOfDeps, at: Date) =>
  (await faqsAsOf(deps, tenantId, at)).map((faq) => `${faq.id} ${faq.answer}`);

test('in the past FAQs are as they were published then, not as they were drafted, and what was put away is not there', async () => {
  const deps = desk([
    revision('kept', 1, -20, { published: content('before') }, 'found'),
    revision('a', 1, -10, { published: content('one') }),
    revision('a', 2, -8, { published: content('one'), draft: content('two') }, 'saved'),
    revision('a', 3, -6, { published: content('two') }),
    revision('kept', 2, -5, { published: content('after') }),
    revision('a', 4, -4, { published: content('two'), archivedAt: day(-4) }, 'archived'),
  ]);
  expect(await answers(deps, day(-30))).toEqual(['kept before', 'old old']);
  expect(await answers(deps, day(-7))).toEqual(['a one', 'kept before', 'old old']);
  expect(await answers(deps, day(-5))).toEqual(['a two', 'kept after', 'old old']);
  expect(await answers(deps, day(-1))).toEqual(['kept after', 'old old']);
});

test('in the future scheduled drafts are there from their time on, but none that is held', async () => {
  const deps = desk(
    [],
    [
      record('a', content('christmas'), day(2)),
      record('n', content('new year'), day(5)),
      record('x', content('changed'), day(1), { mark: 'another' }),
      record('y', content('missed'), day(1), { isMissed: true }),
    ],
  );
  expect(await answers(deps, day(1))).toEqual(['a now', 'z other']);
  expect(await answers(deps, day(2))).toEqual(['a christmas', 'z other']);
  expect(await answers(deps, day(9))).toEqual(['a christmas', 'n new year', 'z other']);
});
