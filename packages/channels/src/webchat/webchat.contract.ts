import { accountIdSchema } from '@answerdesk/domain';
import type { ChannelUnderTest, PlatformBehaviour } from '../channel.contract.ts';
import { parseMarkdown } from '../markdown.ts';
import { fixtureAccount, fixtureVisitor, readFixture, requestOf } from './fixture.ts';
import { createWebchat } from './index.ts';
import type { WebchatMailbox } from './mailbox.ts';
import { SESSION_MS, signSession } from './session.ts';

/** What each test's mailbox does and holds, by the address in its account. */
const mailboxes = new Map<string, { readonly behaviour: PlatformBehaviour; readonly kept: Map<string, string> }>();

const mailbox: WebchatMailbox = {
  async put(account, { idempotencyKey }, { text }) {
    const { behaviour, kept } = await open(account.apiRoot);
    if (behaviour === 'fails') throw new Error('the disk is full');
    if (kept.has(idempotencyKey)) return 'known';
    kept.set(idempotencyKey, text);
    return 'put';
  },
  async typing(account) {
    await open(account.apiRoot);
  },
};

async function open(address = '') {
  const found = mailboxes.get(address);
  if (!found || found.behaviour === 'is-down') throw new Error('the mailbox is not there');
  if (found.behaviour === 'hangs') await new Promise<never>(() => undefined);
  return found;
}

/** The channel as the contract suite knows it, over a mailbox in memory that misbehaves as it is told. */
export const webchat: ChannelUnderTest = {
  name: 'webchat',
  makeChannel: ({ sendTimeoutMs }) => createWebchat({ mailbox, sendTimeoutMs }),
  account: fixtureAccount,
  genuineRequest: (rawBody) => requestOf(rawBody),
  forgedRequests(rawBody) {
    const session = signSession(fixtureAccount, fixtureVisitor, new Date());
    const other = { ...fixtureAccount, credentials: { ...fixtureAccount.credentials, sessionKey: 'x'.repeat(43) } };
    const elsewhere = { ...fixtureAccount, id: accountIdSchema.parse('t1.a2') };
    const late = new Date(Date.now() - SESSION_MS);
    const [body = '', signature = ''] = session.split('.');
    return {
      'no session': requestOf(rawBody, { session: '' }),
      'no origin': requestOf(rawBody, { origin: null }),
      'another origin': requestOf(rawBody, { origin: 'https://evil.example' }),
      'an origin that begins alike': requestOf(rawBody, { origin: 'https://shop.example.evil.example' }),
      'an origin of another scheme': requestOf(rawBody, { origin: 'http://shop.example' }),
      'the null origin': requestOf(rawBody, { origin: 'null' }),
      'signed with another key': requestOf(rawBody, { session: signSession(other, fixtureVisitor, new Date()) }),
      'of another account': requestOf(rawBody, { session: signSession(elsewhere, fixtureVisitor, new Date()) }),
      expired: requestOf(rawBody, { session: signSession(fixtureAccount, fixtureVisitor, late) }),
      'another body under the signature': requestOf(rawBody, { session: `${body.slice(0, -2)}AA.${signature}` }),
      'cut short': requestOf(rawBody, { session: `${body}.${signature.slice(0, -4)}` }),
      'without a signature': requestOf(rawBody, { session: `${body}.` }),
    };
  },
  fixtures: {
    messages: ['text', 'text-chinese', 'text-arabic-two-lines', 'choice', 'opened'].map(readFixture),
    unknownKind: readFixture('unknown-kind'),
    notTheFormat: new TextEncoder().encode('id=wq7c0Yb3Rk-1&text=hello'),
  },
  readText: ({ text }) =>
    parseMarkdown(text)
      .map((span) => span.text)
      .join(''),
  // The mailbox is our own database: it limits nobody, cannot be blocked, and no connection of ours to it can be cut halfway.
  cannot: ['floods', 'blocks', 'resets'],
  async startPlatform(behaviour) {
    const address = `http://127.0.0.1/${crypto.randomUUID()}`;
    const kept = new Map<string, string>();
    mailboxes.set(address, { behaviour, kept });
    return {
      account: { ...fixtureAccount, apiRoot: address },
      target: { chatKey: fixtureVisitor, isGroup: false, idempotencyKey: 'part-0' },
      arrived: () =>
        [...kept.values()].map((text) =>
          parseMarkdown(text)
            .map((span) => span.text)
            .join(''),
        ),
      async stop() {
        mailboxes.delete(address);
      },
    };
  },
};
