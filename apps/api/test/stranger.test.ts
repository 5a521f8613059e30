import { uploadImport } from '@answerdesk/answers';
import { contactIdOf, conversationIdOf } from '@answerdesk/conversations';
import { type AccountId, may, newAccountId, tenantIdSchema } from '@answerdesk/domain';
import { authPaths } from '@answerdesk/tenants';
import { testDatabases } from '@answerdesk/testing';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appRouter } from '../src/router.ts';
import { createCallerFactory, type ProcedureMeta } from '../src/trpc.ts';
import { createContext } from '../src/trpc-routes.ts';
import { newEmail, openApi, password, type Somebody, type TestApi } from './open-api.ts';
import { inputs, secretLinks, type World } from './stranger-table.ts';
import type { Reply, Visitor } from './visitor.ts';

interface Procedure {
  readonly path: string;
  readonly isMutation: boolean;
  readonly isSubscription: boolean;
  readonly meta: ProcedureMeta;
  readonly input: (world: World) => unknown;
}

/** Every procedure there is, from the router itself. */
const procedures = Object.entries(appRouter._def.procedures).map(([path, procedure]): Procedure => {
  const { type, meta } = definitionOf(procedure);
  const input = new Map(Object.entries(inputs)).get(path);
  if (!meta || !input) throw new Error(`${path} is built on none of trpc.ts's builders, or stands not in the table`);
  return { path, isMutation: type === 'mutation', isSubscription: type === 'subscription', meta, input };
});

function definitionOf(procedure: object): { type?: string; meta?: ProcedureMeta } {
  const definition = '_def' in procedure ? procedure._def : undefined;
  return typeof definition === 'object' && definition !== null ? definition : {};
}

const madeUp: World = {
  tenantId: 'tmadeupmadeu',
  userId: '0madeupmadeupmadeupmadeu',
  email: 'made-up@example.com',
  sessionId: '0madeupmadeupmadeupmadeu',
  invitationId: '0madeupmadeupmadeupmadeu',
  faqId: '0madeupmadeupmadeupmadeu',
  faqImportId: '0madeupmadeupmadeupmadeu',
  accountId: 'tmadeupmadeu.0madeupmadeup',
  conversationId: 'tmadeupmadeu.0madeupmadeup.0madeup',
  contactId: 'tmadeupmadeu.0madeupmadeup.0madeup',
  cannedReplyId: '0madeupmadeupmadeupmadeu',
};

describe.each(testDatabases())('a stranger, on $name', (kind) => {
  let desk: TestApi;
  let owner: Somebody;
  let agent: Somebody;
  let stranger: Somebody;
  let first: World;

  beforeAll(async () => {
    desk = await openApi(kind);
    owner = await desk.owner('The first tenant');
    agent = await desk.member(owner, 'agent');
    stranger = await desk.owner('The second tenant');
    const { body } = await owner.visitor.tell('team.invite', { email: newEmail(), role: 'admin' });
    const sessions = (await owner.visitor.ask('account.sessions')).body;
    const { tenantId, userId, email } = owner;
    const written = await owner.visitor.tell('faqs.save', { content: { question: 'Is this secret?', answer: 'Yes.' } });
    const file = { name: 'faqs.csv', bytes: new TextEncoder().encode('question,answer\nQ?,A.\n') };
    const uploaded = await uploadImport(desk.api.deps.workshop, tenantIdSchema.parse(tenantId), email, file);
    const accountId = newAccountId(tenantIdSchema.parse(tenantId));
    await desk.desk.stores.accounts.add(tenantIdSchema.parse(tenantId), {
      id: accountId,
      tenantId: tenantIdSchema.parse(tenantId),
      channel: 'telegram',
      label: '@secret',
      sealedCredentials: 'v1',
      settings: {},
      createdAt: new Date(),
    });
    const canned = await owner.visitor.tell('cannedReplies.save', { shortcut: 'secret', text: 'A secret.' });
    first = {
      tenantId,
      userId,
      email,
      sessionId: sessions[0].id,
      invitationId: body.id,
      faqId: written.body.faq.id,
      faqImportId: uploaded.id,
      accountId,
      ...(await talk(accountId)),
      cannedReplyId: canned.body.id,
    };
  });
  afterAll(() => desk.close());

  /** Somebody wrote to an account of the first tenant. */
  async function talk(accountId: AccountId): Promise<Pick<World, 'conversationId' | 'contactId'>> {
    const { conversations, contacts } = desk.desk.stores;
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    const at = { accountId, channel: 'telegram', chatKey: 'secret', isGroup: false } as const;
    const id = conversationIdOf(accountId, 'secret');
    const contactId = contactIdOf(accountId, 'secret');
    const now = new Date();
    await conversations.claim(tenantId, { id, contactId, ...at }, { owner: 'p', now, until: now });
    await contacts.remember(tenantId, {
      id: contactId,
      tenantId,
      accountId,
      platformId: 'secret',
      isReachable: true,
      createdAt: now,
    });
    return { conversationId: id, contactId };
  }

  async function call(visitor: Visitor, { path, isMutation, isSubscription, input }: Procedure, world: World) {
    if (isMutation) return visitor.tell(path, input(world));
    return isSubscription ? firstEvent(visitor, path) : visitor.ask(path, input(world));
  }

  /** What a subscription says first; it would go on for ever. */
  async function firstEvent({ jar, address }: Visitor, path: string): Promise<Reply> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const context = createContext(desk.api, { method: 'GET', headers: { cookie }, ip: address });
    const ending = new AbortController();
    const [area = '', name = ''] = path.split('.');
    const caller: Record<
      string,
      Record<string, (input?: unknown) => Promise<AsyncIterable<unknown>>>
    > = createCallerFactory(appRouter)(context, { signal: ending.signal }) as never;
    try {
      for await (const event of (await caller[area]?.[name]?.()) ?? []) return { status: 200, body: event };
      return { status: 200, body: undefined };
    } catch (error) {
      if (!(error instanceof TRPCError)) throw error;
      return { status: getHTTPStatusCodeFromError(error), body: error.message };
    } finally {
      ending.abort();
    }
  }

  /** Everything that is stored of the first tenant and its people, but what is left out. */
  async function stateOfFirst(...leftOut: string[]): Promise<string> {
    const { authDb } = desk.desk.database;
    const people = [owner.userId, agent.userId];
    const state: Record<string, unknown[]> = {};
    for (const { name } of await authDb.listCollections().toArray()) {
      if (leftOut.includes(name) || name === 'auth_rate_limits' || name === 'auth_verifications') continue;
      const wanted =
        name === 'auth_users'
          ? { _id: { $in: people } }
          : name === 'auth_organizations'
            ? { _id: first.tenantId }
            : name === 'auth_members' || name === 'auth_invitations'
              ? { organizationId: first.tenantId }
              : name.startsWith('auth_')
                ? { userId: { $in: people } }
                : { tenantId: first.tenantId };
      state[name] = await authDb
        .collection<{ _id: unknown }>(name)
        .find(wanted as object)
        .sort({ _id: 1 })
        .toArray();
    }
    return JSON.stringify(state, undefined, 1);
  }

  test('meets no mutation that is not audited, and no procedure open to anybody but the named ones', () => {
    const unaudited = procedures.filter(({ isMutation, meta }) => isMutation && !meta.action);
    expect(unaudited.map(({ path }) => path)).toEqual(['replyDrafts.save', 'presence.beat']);
    const open = procedures.filter(({ meta }) => meta.access === 'anybody').map(({ path }) => path);
    expect(open).toEqual(['account.mailedLink', 'team.invitation']);
  });

  test('without a session reads nothing and changes nothing', async () => {
    const before = await stateOfFirst();
    const nobody = desk.visitor();
    for (const procedure of procedures) {
      const answer = await call(nobody, procedure, first);
      if (procedure.meta.access !== 'anybody') {
        expect([procedure.path, answer.status]).toEqual([procedure.path, 401]);
        expect(answer).toEqual(await call(nobody, procedure, madeUp));
      } else if (!secretLinks.some((path) => path === procedure.path)) {
        expect(answer).toEqual(await call(nobody, procedure, madeUp));
      }
    }
    expect(await stateOfFirst()).toBe(before);
  });

  test('as an agent is refused whatever agents may not do, and each attempt to change something is audited', async () => {
    const before = await stateOfFirst('audit');
    async function audited(cursor?: string): Promise<{ action: string }[]> {
      const page = { outcome: 'refused', limit: 100, ...(cursor !== undefined && { cursor }) };
      const { items, nextCursor } = (await owner.visitor.ask('audit.list', page)).body;
      return nextCursor === undefined ? items : [...items, ...(await audited(nextCursor))];
    }
    const forbidden = procedures.filter(({ meta }) => meta.permission && !may('agent', meta.permission));
    expect(forbidden.length).toBeGreaterThanOrEqual(8);
    for (const procedure of forbidden) {
      const answer = await call(agent.visitor, procedure, first);
      expect([procedure.path, answer.status]).toEqual([procedure.path, 403]);
      expect(answer).toEqual(await call(agent.visitor, procedure, madeUp));
    }
    expect(await stateOfFirst('audit')).toBe(before);
    const actions = new Set((await audited()).map(({ action }) => action));
    expect(actions).toEqual(new Set(forbidden.flatMap(({ isMutation, meta }) => (isMutation ? [meta.action] : []))));
  });

  test('of another tenant reads nothing, changes nothing, and learns not even whether an id exists', async () => {
    const before = await stateOfFirst();
    for (const procedure of procedures) {
      if (secretLinks.some((path) => path === procedure.path)) continue;
      const theirs = await call(stranger.visitor, procedure, first);
      const none = await call(stranger.visitor, procedure, madeUp);
      expect([procedure.path, theirs.status]).toEqual([procedure.path, none.status]);
      const takesIds = JSON.stringify(procedure.input(first)) !== JSON.stringify(procedure.input(madeUp));
      if (takesIds) expect([procedure.path, theirs.body]).toEqual([procedure.path, none.body]);
      const said = JSON.stringify(theirs.body ?? '');
      for (const secret of ['The first tenant', owner.email, agent.email, owner.userId, first.tenantId]) {
        expect(said, `${procedure.path} says ${secret}`).not.toContain(secret);
      }
    }
    expect(await stateOfFirst()).toBe(before);
  });

  test('finds none of better-auth’s routes that are not named, the organisation’s above all, whoever asks', async () => {
    const before = await stateOfFirst();
    const closed = desk.api.auth.paths.filter((path) => !authPaths.has(path));
    const organisation = desk.api.auth.paths.filter((path) => path.startsWith('/organization/'));
    expect(organisation.length).toBeGreaterThanOrEqual(20);
    expect(closed).toEqual(expect.arrayContaining(organisation));
    const body = {
      organizationId: first.tenantId,
      organizationSlug: first.tenantId,
      userId: stranger.userId,
      memberIdOrEmail: agent.email,
      memberId: agent.userId,
      invitationId: first.invitationId,
      email: newEmail(),
      role: 'owner',
      data: { name: 'Taken' },
    };
    const search = new URLSearchParams({ organizationId: first.tenantId, id: first.invitationId });
    for (const { visitor } of [stranger, agent, owner]) {
      for (const path of closed) {
        for (const way of [path, `${path}/`, `//${path}`, `/.${path}`, path.replace('/', '/%2e/')]) {
          const answers = [await visitor.auth(`${way}?${search}`), await visitor.auth(way, body)];
          expect([way, ...answers.map(({ status }) => status)]).toEqual([way, 404, 404]);
        }
      }
    }
    expect(await stateOfFirst()).toBe(before);
  });

  test('cannot name another’s tenant as their own, neither when signing up nor later', async () => {
    const before = await stateOfFirst();
    const fields = {
      wantedTenantId: first.tenantId,
      lastTenantId: first.tenantId,
      activeOrganizationId: first.tenantId,
    };
    for (const [field, value] of Object.entries(fields)) {
      const person = { name: 'Sly', email: newEmail(), password, tenantName: 'Sly', [field]: value };
      const sly = desk.visitor();
      await sly.auth('/sign-up/email', person);
      await stranger.visitor.auth('/update-user', { name: 'Sly', [field]: value });
      for (const visitor of [sly, stranger.visitor]) {
        expect(JSON.stringify((await visitor.ask('tenant.list')).body)).not.toContain(first.tenantId);
      }
    }
    expect(await stateOfFirst()).toBe(before);
  });
});
