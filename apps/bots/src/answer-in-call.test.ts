import { makeOutboxItem } from '@answerdesk/delivery/outbox.contract';
import {
  type ChannelCapabilities,
  type ConnectedAccount,
  contactIdSchema,
  DomainError,
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
const unused = {
  add: () => Promise.reject(new Error('nothing is queued here')),
  postpone: () => Promise.reject(new Error('nothing is put off here')),
  failSent: () => Promise.reject(new Error('nothing fails afterwards here')),
};
const capabilities: ChannelCapabilities = {
  text: { limit: 100, unit: 'characters', counts: 'shown' },
  messages: 'scarce',
  choices: { style: 'numbered-list', most: 3, labelLimit: 20, idLimitBytes: 64 },
  images: 'link',
  markup: 'plain',
  typing: false,
  edit: false,
  rates: { accountPerSecond: 1, chatPerSecond: 1, chatBurst: 1, groupPerMinute: 1 },
};
const request = { method: 'POST', query: {}, headers: {}, rawBody: new Uint8Array() };
const channel = {
  answerInCall: (_request: unknown, _account: unknown, [part]: readonly { readonly text: string }[]) => ({
    status: 200,
    contentType: 'text/xml',
    body: part?.text ?? '',
  }),
};

const rendering = {
  capabilities,
  render: ({ text }: { readonly text: string }) => {
    if (text === '') throw new DomainError('invalid', 'there is nothing to show');
    return [{ text, choices: [] }];
  },
  send: async () => ({ kind: 'sent', platformMessageId: '1' }) as const,
};

/** One conversation whose line is `line`; `atMs` has things happen while a call waits. */
function makeDesk(
  line: OutboxItem[],
  atMs: Readonly<Record<number, () => void>> = {},
  changes: Partial<AnswerInCallDeps> = {},
) {
  let nowMs = 0;
  const happenings = new Map(Object.entries(atMs).map(([ms, happen]) => [Number(ms), happen]));
  const replace = (id: string, changes: Partial<OutboxItem>) => {
    const at = line.findIndex((item) => item.id === id);
    const item = line[at];
    if (item) line[at] = { ...item, ...changes };
    return line[at];
  };
  const deps: AnswerInCallDeps = {
    findItem: async (_tenantId, id) => line.find((item) => item.id === id),
    findMessage: async () => message,
    channels: { telegram: rendering, teams: rendering, wechat: rendering, wecom: rendering, webchat: rendering },
    findFirstBotEpoch: async () => 0,
    leaveToPeople: async () => {},
    outbox: {
      ...unused,
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
      async cancel(_tenantId, id) {
        replace(id, { state: 'cancelled' });
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
    ...changes,
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

test('the last call is not held, whoever had those before it: the platform would say that nobody is there', async () => {
  const desk = makeDesk([]);
  const passed: number[] = [];
  for (let call = 1; call <= 3; call += 1) {
    const before = desk.passed();
    expect(await desk.answer(channel, request, account, message)).toBeUndefined();
    passed.push(desk.passed() - before);
  }
  expect(passed.map((ms) => ms > 5_000)).toEqual([true, true, false]);
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

test('where there will be no answer the platform is told so at once', async () => {
  for (const state of ['failed', 'cancelled'] as const) {
    const desk = makeDesk([answerTo('At nine.', { state })]);
    expect(await desk.answer(channel, request, account, message)).toBeUndefined();
    expect(desk.passed()).toBe(0);
  }
  const left = makeDesk([], {}, { findMessage: async () => ({ ...message, handledAs: 'left-to-agent' }) });
  expect(await left.answer(channel, request, account, message)).toBeUndefined();
  expect(left.passed()).toBe(0);
});

test('an answer that cannot be shown is not taken for sent', async () => {
  const line = [answerTo('')];
  expect(await makeDesk(line).answer(channel, request, account, message)).toBeUndefined();
  expect(line[0]?.failure?.reason).toBe('content-refused');
});

test('nothing of the bot is said once somebody took over, or the account went into shadow', async () => {
  const taken = [answerTo('At nine.')];
  const desk = makeDesk(taken, {}, { findFirstBotEpoch: async () => 1 });
  expect(await desk.answer(channel, request, account, message)).toBeUndefined();
  const shadowed = [answerTo('At nine.')];
  const left: string[] = [];
  const quiet = makeDesk(shadowed, {}, { leaveToPeople: async ({ id }) => void left.push(id) });
  expect(await quiet.answer(channel, request, { ...account, stage: 'shadow' }, message)).toBeUndefined();
  expect([taken[0]?.state, shadowed[0]?.state, left]).toEqual(['cancelled', 'cancelled', [shadowed[0]?.id]]);
});
