import type { SecretKeys } from '@answerdesk/tenants';
import type { TestDatabase, TestDatabaseKind } from '@answerdesk/testing';
import Fastify, { type FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { expect } from 'vitest';
import { type Api, type ApiConfig, apiApp, wireApi } from '../src/index.ts';
import type { ApiContext, ApiDeps } from '../src/wire.ts';
import { createVisitor, type Visitor } from './visitor.ts';

export const publicUrl = 'https://desk.example';
/** What the app is served with unless told. */
export const testKey = 'a secret key for tests alone';
export const password = 'correct horse battery';

export interface TestApi {
  readonly desk: TestDatabase;
  readonly app: FastifyInstance;
  readonly api: Api;
  /** What was logged, newest last: links of mails among it. */
  readonly notes: { facts: Readonly<Record<string, unknown>>; what: string }[];
  /** What was logged as a failure. */
  readonly failures: unknown[];
  visitor(): Visitor;
  /** Signs somebody up with a tenant of their own. */
  owner(tenantName?: string): Promise<Somebody>;
  /** Signs somebody up by an invitation of the owner's. */
  member(owner: Somebody, role: 'owner' | 'admin' | 'agent'): Promise<Somebody>;
  /** The token at the end of the last link mailed to an address. */
  linkTo(email: string, kind: string): string;
  close(): Promise<void>;
}

export interface Somebody {
  readonly visitor: Visitor;
  readonly email: string;
  readonly userId: string;
  readonly tenantId: string;
}

let made = 0;

/** An e-mail address that nobody has. */
export function newEmail(): string {
  made += 1;
  return `person${made}@example.com`;
}

/** Serves the whole app over a database, without a port; `over` another one's, which is then left to that one. */
export async function openApi(
  kind: TestDatabaseKind,
  config: Partial<ApiConfig> = {},
  more: {
    readonly screens?: string;
    readonly channels?: Partial<ApiDeps['channels']>;
    readonly over?: TestDatabase;
    readonly keys?: SecretKeys;
    readonly push?: ApiContext['push'];
    readonly gate?: Partial<ApiDeps['gate']>;
  } = {},
): Promise<TestApi> {
  const { over, keys = { secretKey: testKey }, channels, push, gate, ...screens } = more;
  const desk = over ?? (await kind.open());
  const notes: TestApi['notes'] = [];
  const failures: unknown[] = [];
  const wired = await wireApi(desk.database, {
    config: { publicUrl, isDevelopment: false, ...config },
    ...keys,
    ...(push && { push }),
    log: {
      info: (facts, what) => void notes.push({ facts, what }),
      error: (facts, what) => void failures.push(facts, what),
    },
  });
  const api: Api = {
    ...wired,
    deps: {
      ...wired.deps,
      channels: { ...wired.deps.channels, ...channels },
      gate: { ...wired.deps.gate, ...gate },
    },
  };
  const app = Fastify({ routerOptions: { maxParamLength: 5_000 } });
  await app.register(apiApp, { database: desk.database, registry: new Registry(), api, ...screens });
  await app.ready();
  const visitor = () => createVisitor(app, publicUrl);

  async function describe(who: Visitor, email: string): Promise<Somebody> {
    const { body } = await who.ask('tenant.current');
    return { visitor: who, email, userId: body.person.userId, tenantId: body.tenant?.id };
  }

  async function signUp(email: string, more: object): Promise<Visitor> {
    const who = visitor();
    const answer = await who.auth('/sign-up/email', { name: 'Somebody', email, password, ...more });
    expect(answer, JSON.stringify({ ...answer, failures })).toMatchObject({ status: 200 });
    return who;
  }

  function linkTo(email: string, kindOfMail: string): string {
    const note = notes.findLast(({ facts }) => facts['to'] === email && facts['kind'] === kindOfMail);
    return String(note?.facts['link']);
  }

  return {
    desk,
    app,
    api,
    notes,
    failures,
    visitor,
    linkTo,
    async owner(tenantName = 'A shop') {
      const email = newEmail();
      return describe(await signUp(email, { tenantName }), email);
    },
    async member(owner, role) {
      const email = newEmail();
      expect(await owner.visitor.tell('team.invite', { email, role })).toMatchObject({ status: 200 });
      const who = await signUp(email, {});
      const id = linkTo(email, 'invitation').split('/').at(-1);
      expect(await who.tell('team.accept', { id })).toMatchObject({ status: 200 });
      return describe(who, email);
    },
    async close() {
      await app.close();
      if (!over) await desk.drop();
    },
  };
}
