import {
  beginErasure,
  type ErasedRecords,
  type ErasureStore,
  exportPerson,
  runErasure,
} from '@answerdesk/conversations';
import { createPersonExport, type Models } from '@answerdesk/database';
import { type ContactId, contactIdSchema, newId, newTenantId, type TenantId, userIdSchema } from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customersDesk } from './customers-desk.ts';
import { minutesAfter, putPersonWorld } from './person-world.ts';

/** In which collections something of a customer may stand. Every collection is named. */
const holds = {
  contacts: 'somebody',
  contactdetails: 'somebody',
  contactlinks: 'somebody',
  contacttags: 'somebody',
  contactnotes: 'somebody',
  linkcodes: 'somebody',
  conversations: 'somebody',
  conversationevents: 'somebody',
  messages: 'somebody',
  outbox: 'somebody',
  drafts: 'somebody',
  ratings: 'somebody',
  gapquestions: 'somebody',
  confirmedquestions: 'somebody',
  enquiries: 'somebody',
  suggestions: 'somebody',
  topicalerts: 'somebody',
  replydrafts: 'somebody',
  webchatparts: 'somebody',
  files: 'somebody',
  usageevents: 'somebody',
  audit: 'somebody',
  presences: 'somebody',
  faqs: 'somebody',
  faqrevisions: 'somebody',
  erasures: 'somebody',
  curvemarks: 'somebody',
  pinnedexamples: 'nobody',
  duedecisions: 'nobody',
  gaps: 'nobody',
  gapprogress: 'nobody',
  tenants: 'nobody',
  accounts: 'nobody',
  faqimports: 'nobody',
  faqimportchunks: 'nobody',
  counts: 'nobody',
  jobs: 'nobody',
  channelstates: 'nobody',
  linkedchats: 'nobody',
  routings: 'nobody',
  pushsubscriptions: 'nobody',
  staffmails: 'nobody',
  cannedreplies: 'nobody',
  staff: 'nobody',
  fileusages: 'nobody',
  modelspend: 'nobody',
  answertranslations: 'nobody',
  billingalerts: 'nobody',
  meterreports: 'nobody',
  customerclaims: 'nobody',
  reconciliations: 'nobody',
  stripeevents: 'nobody',
  usagebatches: 'nobody',
  usagedays: 'nobody',
  usagehours: 'nobody',
  topichours: 'nobody',
  resolutionhours: 'nobody',
  glossaries: 'nobody',
  curveprogress: 'nobody',
  curveweeks: 'nobody',
  billingaccounts: 'nobody',
} as const satisfies Record<keyof Models, 'somebody' | 'nobody'>;

const somebody = Object.entries(holds)
  .flatMap(([name, whose]) => (whose === 'somebody' ? [name] : []))
  .sort();

const byId = userIdSchema.parse('u');
const seen = (contactId: ContactId, seenIds: readonly ContactId[]) => ({ contactId, seenIds });

/** Every string, and all bytes read as text, that a document holds. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  if ('buffer' in value && value.buffer instanceof Uint8Array) return [Buffer.from(value.buffer).toString('utf8')];
  return Object.entries(value).flatMap(([key, each]) => [key, ...textsIn(each)]);
}

describe.each(testDatabases())('erasing a person on $name', ({ open }) => {
  let desk: TestDatabase;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());

  /** Every text of every document of every collection there is, the sign-in's among them. */
  async function readAll(): Promise<readonly (readonly [string, string])[]> {
    const { authDb } = desk.database;
    const collections = await authDb.listCollections({}, { nameOnly: true }).toArray();
    const read = collections.map(async ({ name }) => {
      const docs = await authDb.collection(name).find({}).toArray();
      return [name, docs.flatMap(textsIn).join('\n')] as const;
    });
    return Promise.all(read);
  }

  /** Where any of the traces still is. */
  async function whereFound(traces: readonly string[]): Promise<string[]> {
    const all = await readAll();
    return all.flatMap(([name, text]) => (traces.some((trace) => text.includes(trace)) ? [name] : [])).sort();
  }

  async function missing(traces: readonly string[]): Promise<string[]> {
    const all = await readAll();
    return traces.filter((trace) => !all.some(([, text]) => text.includes(trace)));
  }

  const depsAt = (now: () => Date) => customersDesk(desk, now).erasing();

  const sumOf = async (tenantId: TenantId) =>
    (await desk.database.models.usageevents.find({ tenantId }).lean()).reduce((sum, { quantity }) => sum + quantity, 0);

  test('every collection says whether a customer may stand in it', () => {
    expect(Object.keys(desk.database.models).sort()).toEqual(Object.keys(holds).sort());
  });

  test('no row in any collection names the person afterwards, and all that is others’ stays', async () => {
    const { start, tenantId, contactIds, traces, others } = await putPersonWorld(desk);
    const deps = depsAt(() => start);
    const erasure = await beginErasure(deps, tenantId, byId, seen(contactIds[1], contactIds));
    expect(erasure).toMatchObject({ contactCount: 2, conversationCount: 2 });
    // Or the walk would prove nothing.
    expect(await whereFound(traces)).toEqual(somebody);
    expect(await missing(traces)).toEqual([]);
    const paid = await sumOf(tenantId);
    await runErasure(deps, tenantId, erasure.id);
    expect(await whereFound(traces)).toEqual(['erasures']);
    await runErasure({ ...deps, now: () => minutesAfter(start, 2) }, tenantId, erasure.id);
    expect(await whereFound(traces)).toEqual([]);
    expect(await missing(others)).toEqual([]);
    expect(await sumOf(tenantId)).toBe(paid);
    expect(await deps.erasures.find(tenantId, erasure.id)).toMatchObject({ state: 'done', contactCount: 2 });
  });

  test('an erasure that dies at any step goes on in another process and comes to the same', async () => {
    const { start, tenantId, contactIds, traces, others } = await putPersonWorld(desk);
    const deps = depsAt(() => start);
    const { id } = await beginErasure(deps, tenantId, byId, seen(contactIds[0], contactIds));
    let minutes = 0;
    let deaths = 0;
    // Each attempt gets one call further than the one before, and the next process must wait for its lease.
    for (let step = 1; (await deps.erasures.find(tenantId, id))?.state === 'running'; step += 1) {
      minutes += 2;
      const died = await runErasure(
        dyingAfter(
          step,
          depsAt(() => minutesAfter(start, minutes)),
        ),
        tenantId,
        id,
      ).then(
        () => 0,
        () => 1,
      );
      deaths += died;
      expect(step).toBeLessThan(100);
    }
    expect(deaths).toBeGreaterThan(8);
    expect(await whereFound(traces)).toEqual([]);
    expect(await missing(others)).toEqual([]);
  });

  test('what a process under way writes meanwhile goes as well, and what the person writes anew stays', async () => {
    const { start, tenantId, contactIds, traces } = await putPersonWorld(desk);
    const { models } = desk.database;
    const deps = depsAt(() => start);
    const [contactId] = contactIds;
    const conversation = await models.conversations.findOne({ tenantId, contactId, isGroup: false }).orFail().lean();
    const replies = { tenantId, conversationId: conversation._id, direction: 'out' as const };
    const reply = await models.messages.findOne(replies).orFail().lean();
    const { id } = await beginErasure(deps, tenantId, byId, seen(contactId, contactIds));
    await runErasure(deps, tenantId, id);
    await models.messages.collection.insertOne({ ...reply, dedupeKey: newId() } as never);
    await models.conversations.collection.insertOne({ ...conversation, createdAt: minutesAfter(start, 1) } as never);
    expect(await whereFound(traces)).toEqual(['conversations', 'erasures', 'messages']);
    await runErasure({ ...deps, now: () => minutesAfter(start, 2) }, tenantId, id);
    expect(await whereFound(traces)).toEqual([]);
  });

  test('an export holds what is held on every linked contact, and nothing of anybody else', async () => {
    const { start, tenantId, contactIds, traces, others } = await putPersonWorld(desk);
    const personExport = createPersonExport(desk.database.models);
    let json = '';
    for await (const piece of exportPerson({ ...depsAt(() => start), personExport }, tenantId, contactIds[0]))
      json += piece;
    const exported: Record<string, unknown[]> = JSON.parse(json);
    expect(exported['contacts']).toHaveLength(2);
    expect(exported['conversations']).toHaveLength(2);
    const bytes = (exported['files'] ?? []).flatMap((file) =>
      typeof file === 'object' && file !== null && 'bytes' in file
        ? [Buffer.from(String(file.bytes), 'base64').toString()]
        : [],
    );
    const held = `${json}${bytes.join('')}`;
    const besides = /^(key|part|told|label|answer|free answer|reply in the group|asked in the group|example)-/;
    expect(traces.filter((trace) => !besides.test(trace) && !held.includes(trace))).toEqual([]);
    expect(others.filter((trace) => held.includes(trace))).toEqual([]);
    const stranger = contactIdSchema.parse('nobody');
    const none = exportPerson({ ...depsAt(() => start), personExport }, tenantId, stranger);
    await expect(none.next()).rejects.toMatchObject({ code: 'not-found' });
  });

  test('asking for it again while it runs is the same erasure, and another tenant finds nobody', async () => {
    const { start, tenantId, contactIds } = await putPersonWorld(desk);
    const deps = depsAt(() => start);
    const first = await beginErasure(deps, tenantId, byId, seen(contactIds[0], contactIds));
    expect((await beginErasure(deps, tenantId, byId, seen(contactIds[1], contactIds))).id).toBe(first.id);
    const elsewhere = beginErasure(deps, newTenantId(), byId, seen(contactIds[0], contactIds));
    await expect(elsewhere).rejects.toMatchObject({ code: 'not-found' });
  });
});

/** The same stores, of which the call after that many throws, as if the process had died there. */
function dyingAfter<Deps extends { readonly records: ErasedRecords; readonly erasures: ErasureStore }>(
  calls: number,
  deps: Deps,
): Deps {
  let left = calls;
  function mortal<Store extends object>(store: Store): Store {
    return new Proxy(store, {
      get(target, key, receiver) {
        const call: unknown = Reflect.get(target, key, receiver);
        if (typeof call !== 'function' || key === 'find' || key === 'hold') return call;
        return async (...args: unknown[]) => {
          if (left <= 0) throw new Error('the process died');
          left -= 1;
          return call.apply(target, args);
        };
      },
    });
  }
  return { ...deps, records: mortal(deps.records), erasures: mortal(deps.erasures) };
}
