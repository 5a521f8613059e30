import { type FaqContent, type FaqId, type FaqRecord, faqIdSchema, tenantIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { addVariant } from '../workshop/add-variant.ts';
import { archiveFaqs } from '../workshop/archive-faqs.ts';
import type { WorkshopDeps } from '../workshop/ports.ts';
import { publishFaqs } from '../workshop/publish-faqs.ts';
import type { ForetellEffect, ForetoldEffect } from './foretell-effect.ts';
import { changeThroughGate, effectOfChange, type GateWatch } from './pass-gate.ts';
import type { ServedChange } from './rehearse-change.ts';

const tenantId = tenantIdSchema.parse('t');
const now = new Date('2026-11-30T12:00:00Z');
const id = (name: string) => faqIdSchema.parse(name);
const content = (question: string, ...variants: string[]): FaqContent => ({ question, variants, answer: question });

const accepted = (reason: string, loss = 3, lostPinned = 0) => ({ reason, loss, lostPinned });

const losing = (faqsVersion: number, loss = 3, lostPinned = 0): ForetoldEffect => ({
  ...{ kind: 'foretold', faqsVersion, isTooFew: false, loss, lost: loss, gained: 0, lostPinned, tolerance: 1 },
  needsReason: true,
  cases: { wording: 100, confirmed: 0, pinned: 0 },
  before: { right: 100, wrong: 0, open: 0, kept: 0 },
  after: { right: 97, wrong: 3, open: 0, kept: 0 },
  own: { cases: 0, lost: 0, gained: 0 },
  accuracy: { before: 1, after: 0.97, low: -0.1, high: 0 },
  coverage: { before: 1, after: 1, low: 0, high: 0 },
  ...{ changes: [], changed: 0, takenBy: [] },
});

function desk(...contents: (readonly [string, Partial<FaqRecord>])[]) {
  const records = new Map<FaqId, FaqRecord>();
  for (const [name, rest] of contents) {
    records.set(id(name), { id: id(name), tenantId, revision: 1, createdAt: now, updatedAt: now, ...rest });
  }
  const reasons: (string | undefined)[] = [];
  const judged: (readonly ServedChange[])[] = [];
  const state = { version: 1, judge: (async () => ({ kind: 'none' })) as ForetellEffect };
  const unused = () => Promise.reject(new Error('not of this test'));
  const workshop: WorkshopDeps = {
    faqs: {
      find: async (_tenant, wanted) => records.get(wanted),
      findMany: async (_tenant, ids) => ids.flatMap((wanted) => records.get(wanted) ?? []),
      async write(_tenant, record, expected) {
        if (records.get(record.id)?.revision !== expected) return false;
        records.set(record.id, record);
        return true;
      },
      async noteRecategorised() {},
      async raiseVersion() {
        state.version += 1;
      },
      ...{ remove: unused, listRows: unused, count: unused, listCategories: unused, listLanguages: unused },
      ...{ listKeys: unused, listPublished: unused, listContents: unused },
      ...{ listPersonOnlyCategories: unused, setPersonOnlyCategories: unused },
    },
    revisions: {
      add: async (_tenant, revisions) => void reasons.push(...revisions.map(({ reason }) => reason)),
      ...{ list: unused, find: unused, forget: unused },
    },
    now: () => now,
  };
  const watch: GateWatch = {
    workshop,
    findTenant: async () => ({ faqsVersion: state.version }),
    foretell: (ofTenant, changes, options) => {
      judged.push(changes);
      return state.judge(ofTenant, changes, options);
    },
    waitMs: 200,
  };
  return { records, reasons, judged, state, workshop, watch };
}

test('whatever changes what is served is judged by what it would leave, and writes nothing without a reason', async () => {
  const { records, reasons, judged, state, watch } = desk(
    ['hours', { published: content('When?') }],
    ['pay', { published: content('How?'), draft: content('How do I pay?') }],
  );
  state.judge = async () => losing(state.version);
  const before = structuredClone([...records.values()]);
  const word = (workshop: WorkshopDeps) =>
    addVariant(workshop, tenantId, 'ann', { faqId: id('hours'), text: 'at what time' });
  const archive = (workshop: WorkshopDeps) => archiveFaqs(workshop, tenantId, 'ann', [id('hours'), id('pay')]);
  expect(await changeThroughGate(watch, tenantId, undefined, word)).toMatchObject({ outcome: 'needs-reason' });
  expect(await changeThroughGate(watch, tenantId, undefined, archive)).toMatchObject({ outcome: 'needs-reason' });
  expect(await effectOfChange(watch, tenantId, archive)).toMatchObject({ needsReason: true });
  expect(judged).toEqual([
    [{ id: 'hours', content: content('When?', 'at what time') }],
    ...[1, 2].map(() => [{ id: 'hours' }, { id: 'pay' }]),
  ]);
  expect([...records.values()]).toEqual(before);
  expect([reasons, state.version]).toEqual([[], 1]);

  const done = await changeThroughGate(watch, tenantId, accepted('They moved.'), word);
  expect(done).toMatchObject({ outcome: 'done', done: { isNew: true }, cost: { lost: 3, loss: 3 } });
  expect(records.get(id('hours'))?.published?.variants).toEqual(['at what time']);
  expect(reasons).toContain('They moved.');
});

test('a reason covers what was shown and as much more as is tolerated: what costs more by now is asked about again', async () => {
  const { records, state, watch } = desk(['pay', { published: content('How?'), draft: content('How do I pay?') }]);
  const publish = (workshop: WorkshopDeps) => publishFaqs(workshop, tenantId, 'ann', [id('pay')]);
  const shown = accepted('They moved.');
  state.judge = async () => losing(state.version, 4.5);
  expect(await changeThroughGate(watch, tenantId, shown, publish)).toMatchObject({
    outcome: 'needs-reason',
    effect: { loss: 4.5 },
  });
  state.judge = async () => losing(state.version, 3, 1);
  expect(await changeThroughGate(watch, tenantId, shown, publish)).toMatchObject({
    outcome: 'needs-reason',
    effect: { lostPinned: 1 },
  });
  expect(records.get(id('pay'))?.published).toEqual(content('How?'));
  state.judge = async () => losing(state.version, 4);
  expect(await changeThroughGate(watch, tenantId, shown, publish)).toMatchObject({ outcome: 'done' });
  expect(records.get(id('pay'))?.published).toEqual(content('How do I pay?'));
});

test('a draft that somebody saved while another was judged is not published with it', async () => {
  const { records, state, watch } = desk(['pay', { published: content('How?'), draft: content('How do I pay?') }]);
  state.judge = async () => {
    const record = records.get(id('pay'));
    if (record) records.set(record.id, { ...record, revision: 2, draft: content('Who are you?') });
    return { kind: 'none' };
  };
  const through = await changeThroughGate(watch, tenantId, undefined, (workshop) =>
    publishFaqs(workshop, tenantId, 'ann', [id('pay')]),
  );
  expect(through).toMatchObject({ outcome: 'done', done: { changed: [], unchanged: ['pay'] } });
  expect(records.get(id('pay'))).toMatchObject({ published: content('How?'), draft: content('Who are you?') });
});

test('what cannot be foretold in time holds nobody up, and says so', async () => {
  const { state, watch } = desk(['pay', { draft: content('How do I pay?') }]);
  state.judge = () => new Promise(() => undefined);
  const through = await changeThroughGate(watch, tenantId, undefined, (workshop) =>
    publishFaqs(workshop, tenantId, 'ann', [id('pay')]),
  );
  expect(through).toMatchObject({ outcome: 'done', isUnforetold: true, done: { changed: [{ id: 'pay' }] } });
});
