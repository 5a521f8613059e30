import { makeOutboxItem } from '@answerdesk/delivery/outbox.contract';
import {
  type ConnectedAccount,
  contactIdSchema,
  messageIdSchema,
  newId,
  type OutboxItem,
  type StoredInboundMessage,
} from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { type AnswerInCallDeps, createAnswerInCall } from './answer-in-call.ts';

const account: ConnectedAccount = {
  id: makeOutboxItem().accountId,
  tenantId: makeOutboxItem().tenantId,
  channel: 'wechat',
  label: 'a shop',
  credentials: {},
  settings: { pushes: false },
  stage: 'live',
  isSilent: false,
};
const request = { method: 'POST', query: {}, headers: {}, rawBody: new Uint8Array() };
const channel = {
  render: ({ text }: { readonly text: string }) => [{ text, choices: [] }],
  answerInCall: (_request: unknown, _account: unknown, [part]: readonly { readonly text: string }[]) => ({
    status: 200,
    contentType: 'text/xml',
    body: part?.text ?? '',
  }),
};

/** One conversation whose line is `line`; `atMs` has things happen while a call waits. */
function makeDesk(line: OutboxItem[], atMs: Readonly<Record<number, () => void>> = {}) {
  let nowMs = 0;
  const happenings = new Map(Object.entries(atMs).map(([ms, happen]) => [Number(ms), happen]));
  const replace = (id: string, changes: Partial<OutboxItem>) => {
    const at = line.findIndex((item) => item.id === id);
    const item = line[at];
    if (item) line[at] = { ...item, ...changes };
    return line[at];
  };
  const deps: AnswerInCallDeps = {
    outbox: {
      find: async (_tenantId, id) => line.find((item) => item.id === id),
      async head() {
        const [item, next] = line.filter(({ state }) => state === 'pending' || state === 'sending');
        return item && { item, notBefore: new Date(0), hasMore: next !== undefined };
      },
      claim: async (_tenantId, { item }) =>
        item.state === 'pending' ? replace(item.id, { state: 'sending' }) : undefined,
      async markPartSent(_tenantId, id, _owner, { platformMessageId }) {
        replace(id, { state: 'sent', sentParts: [platformMessageId] });
      },
      async fail(_tenantId, id, _owner, failure) {
        replace(id, { state: 'failed', failure });
      },
    },
    now: () => new Date(nowMs),
    async pause(ms) {
      nowMs += ms;
      for (const [at, happen] of happenings) {
        if (at > nowMs) continue;
        happenings.delete(at);
        happen();
      }
    },
    owner: 'this process',
  };
  return { answer: createAnswerInCall(deps), passed: () => nowMs };
}

const message: StoredInboundMessage = {
  id: messageIdSchema.parse(newId()),
  tenantId: account.tenantId,
  accountId: account.id,
  conversationId: makeOutboxItem().conversationId,
  channel: 'wechat',
  createdAt: new Date(0),
  direction: 'in',
  author: { kind: 'contact', contactId: contactIdSchema.parse('p1') },
  inbound: {
    dedupeKey: 'm1',
    chatKey: 'o1',
    isGroup: false,
    contact: { platformId: 'o1' },
    content: { kind: 'text', text: 'When do you open?' },
  },
};
const answerTo = (text: string, changes: Partial<OutboxItem> = {}) =>
  makeOutboxItem({
    id: messageIdSchema.parse(`${message.id}.r`),
    conversationId: message.conversationId,
    content: { kind: 'reply', text },
    ...changes,
  });

test('an answer that is ready goes out in the call, and the same again when the platform did not hear it', async () => {
  const line = [answerTo('At nine.')];
  const desk = makeDesk(line);
  expect(await desk.answer(channel, request, account, message)).toMatchObject({ body: 'At nine.' });
  expect(line[0]).toMatchObject({ state: 'sent', sentParts: ['call:m1'] });
  expect(await desk.answer(channel, request, account, message)).toMatchObject({ body: 'At nine.' });
  expect(line[0]?.sentParts).toEqual(['call:m1']);
});

test('an answer that takes six seconds goes out in the second call: the first is held until the platform hangs up', async () => {
  const line: OutboxItem[] = [];
  const desk = makeDesk(line, { 6000: () => line.push(answerTo('At nine.')) });
  expect(await desk.answer(channel, request, account, message)).toBeUndefined();
  expect(desk.passed()).toBeGreaterThan(5_000);
  expect(desk.passed()).toBeLessThan(6_000);
  expect(line).toEqual([]);
  expect(await desk.answer(channel, request, account, message)).toMatchObject({ body: 'At nine.' });
});

test('an answer that comes when the platform is about to hang up is kept for its next call', async () => {
  const line: OutboxItem[] = [];
  const desk = makeDesk(line, { 4700: () => line.push(answerTo('At nine.')) });
  expect(await desk.answer(channel, request, account, message)).toBeUndefined();
  expect(line[0]?.state).toBe('pending');
});

test('the last call is not held: the platform would tell its customer that nobody is there', async () => {
  const desk = makeDesk([]);
  const passed: number[] = [];
  for (let call = 1; call <= 3; call += 1) {
    const before = desk.passed();
    expect(await desk.answer(channel, request, account, message)).toBeUndefined();
    passed.push(desk.passed() - before);
  }
  expect(passed[0]).toBeGreaterThan(5_000);
  expect(passed[1]).toBeGreaterThan(5_000);
  expect(passed[2]).toBeLessThan(5_000);
});

test('what stands before the answer missed its own call and ends; another conversation’s message is none of it', async () => {
  const earlier = makeOutboxItem({
    id: messageIdSchema.parse(`0${newId()}.r`),
    content: { kind: 'reply', text: 'Old.' },
  });
  const line = [earlier, answerTo('At nine.')];
  const desk = makeDesk(line);
  expect(await desk.answer(channel, request, account, message)).toMatchObject({ body: 'At nine.' });
  expect(line.map(({ state, failure }) => failure?.reason ?? state)).toEqual(['push-not-allowed', 'sent']);
});

test('where there will be no answer, or nothing that can be shown, the platform is told so at once', async () => {
  for (const state of ['failed', 'cancelled'] as const) {
    const desk = makeDesk([answerTo('At nine.', { state })]);
    expect(await desk.answer(channel, request, account, message)).toBeUndefined();
    expect(desk.passed()).toBe(0);
  }
});
