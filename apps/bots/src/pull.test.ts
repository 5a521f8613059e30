import type { PullStore } from '@answerdesk/database';
import {
  accountIdSchema,
  type ConnectedAccount,
  type InboundMessage,
  type PulledPage,
  tenantIdSchema,
} from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { type PullDeps, pullMessages } from './pull.ts';

const tenantId = tenantIdSchema.parse('t1');
const account: ConnectedAccount = {
  id: accountIdSchema.parse('t1.a1'),
  tenantId,
  channel: 'wecom',
  label: 'a shop',
  credentials: {},
  settings: {},
  stage: 'live',
  isSilent: false,
};
const minute = 60_000;

function makeDesk(pages: readonly (PulledPage | Error)[], changes: Partial<PullDeps> = {}) {
  const asked: (string | undefined)[] = [];
  const steps: string[] = [];
  const released: number[] = [];
  const left = [...pages];
  let nowMs = 0;
  const pulls: PullStore = {
    request: async () => {},
    claim: async () => ({ requests: 1, cursor: 'c0', token: 't' }),
    async advance(_tenantId, _accountId, { until }, cursor) {
      expect(until.getTime() - nowMs).toBe(20_000);
      steps.push(`advance ${cursor}`);
    },
    async release(_tenantId, _accountId, _owner, { again }) {
      released.push(again.getTime() - nowMs);
    },
  };
  const deps: PullDeps = {
    pulls,
    channels: {
      telegram: {},
      teams: {},
      wechat: {},
      webchat: {},
      wecom: {
        async pull(_account, { cursor, token }) {
          asked.push(`${cursor} ${token}`);
          nowMs += 1_000;
          const page = left.shift();
          if (page instanceof Error || !page) throw page ?? new Error('asked too often');
          return page;
        },
      },
    },
    findAccount: async () => account,
    async storeAll(_account, { messages, ignored }) {
      steps.push(`store ${messages.length} ${ignored.join()}`.trim());
    },
    note: () => {},
    now: () => new Date(nowMs),
    owner: 'this process',
    ...changes,
  };
  return {
    asked,
    steps,
    released,
    run: () => pullMessages(deps, tenantId, account.id),
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

const page = (name: string, hasMore: boolean): PulledPage => ({
  kind: 'page',
  messages: [],
  ignored: [name],
  cursor: name,
  hasMore,
});

test('pages are read until there are no more, each stored before its cursor, an empty one among them', async () => {
  const desk = makeDesk([page('c1', true), page('c2', true), page('c3', false)]);
  expect(await desk.run()).toBeUndefined();
  expect(desk.asked).toEqual(['c0 t', 'c1 t', 'c2 t']);
  expect(desk.steps).toEqual(['store 0 c1', 'advance c1', 'store 0 c2', 'advance c2', 'store 0 c3', 'advance c3']);
  expect(desk.released).toEqual([5 * minute]);
});

test('what cannot be stored moves no cursor, and is read again soon', async () => {
  const desk = makeDesk([page('c1', true)], { storeAll: () => Promise.reject(new Error('the database is gone')) });
  await expect(desk.run()).rejects.toThrow('the database is gone');
  expect(desk.steps).toEqual([]);
  expect(desk.released).toEqual([5_000]);
});

test('a platform that cannot be heard is asked again when it says, one that refuses after ten minutes', async () => {
  const retry = makeDesk([{ kind: 'retry', detail: '-1', retryAfterMs: 7_000 }]);
  expect(await retry.run()).toBe(7_000);
  const refused = makeDesk([{ kind: 'refused', detail: '40013' }]);
  expect(await refused.run()).toBe(10 * minute);
  expect([retry.released, refused.released]).toEqual([[7_000], [10 * minute]]);
});

test('a page that says there is more and leads nowhere is not read for ever', async () => {
  const desk = makeDesk([page('c0', true)]);
  expect(await desk.run()).toBe(5_000);
  expect(desk.asked).toHaveLength(1);
});

test('a long line is read on later, so that others have their turn', async () => {
  const desk = makeDesk(Array.from({ length: 60 }, (_, index) => page(`c${index + 1}`, true)));
  expect(await desk.run()).toBe(0);
  expect(desk.asked.length).toBeLessThanOrEqual(31);
  expect(desk.released).toEqual([0]);
});

test('nothing is done while another process is at it, or for an account that is gone', async () => {
  const busy = makeDesk([]);
  const store: Partial<PullDeps> = {
    pulls: { request: async () => {}, claim: async () => undefined, advance: async () => {}, release: async () => {} },
  };
  expect(await makeDesk([], store).run()).toBeUndefined();
  expect(busy.asked).toEqual([]);
  const gone = makeDesk([], { findAccount: async () => undefined });
  expect(await gone.run()).toBe(10 * minute);
});

test('what customers wrote before the account was connected is not its to answer', async () => {
  const connectedAt = new Date('2026-03-01T12:00:00Z');
  const written = (minutesBefore: number): InboundMessage => ({
    dedupeKey: `m${minutesBefore}`,
    chatKey: 'c',
    isGroup: false,
    contact: { platformId: 'p' },
    content: { kind: 'text', text: 'hello' },
    sentAt: new Date(connectedAt.getTime() - minutesBefore * minute),
  });
  const old: PulledPage = {
    kind: 'page',
    messages: [written(3 * 24 * 60), written(6), written(4), written(-1)],
    ignored: [],
    cursor: 'c1',
    hasMore: false,
  };
  const desk = makeDesk([old], { findAccount: async () => ({ ...account, connectedAt }) });
  await desk.run();
  expect(desk.steps).toEqual(['store 2 2 messages from before the account was connected', 'advance c1']);
});
