import {
  type Channel,
  type ConnectedAccount,
  contactSchema,
  DomainError,
  type InboundMessage,
  localeSchema,
  type OutboundContent,
  type RenderedPart,
  type SendOutcome,
  type SendTarget,
  type WebhookReply,
  type WebhookRequest,
} from '@answerdesk/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contents, garbage, words } from './channel.arbitraries.ts';

/** What a platform does with every call, once it is started so. */
export type PlatformBehaviour =
  | 'works'
  | 'hangs'
  | 'floods'
  | 'fails'
  | 'blocks'
  | 'resets'
  | 'is-down'
  | 'has-closed-the-window'
  | 'counts-the-quota-as-used-up';

/** A fake of the platform on this machine. `account` points at it; `arrived` are texts as their reader sees them. */
export interface FakePlatform {
  readonly account: ConnectedAccount;
  readonly target: SendTarget;
  arrived(): readonly string[];
  stop(): Promise<void>;
}

export interface ChannelUnderTest {
  readonly name: string;
  makeChannel(options: { readonly sendTimeoutMs: number }): Channel;
  readonly account: ConnectedAccount;
  /** A call with this body as the platform makes it, for `account`. */
  genuineRequest(rawBody: Uint8Array): WebhookRequest | Promise<WebhookRequest>;
  /**
   * The same call as made by somebody who does not know the secret, or who caught a call and sends it with another body or
   * too late, by what is wrong with it.
   */
  forgedRequests(
    rawBody: Uint8Array,
  ): Readonly<Record<string, WebhookRequest>> | Promise<Readonly<Record<string, WebhookRequest>>>;
  /** Probes that are answered at once, and what with. */
  readonly handshakes?: readonly { readonly request: WebhookRequest; readonly answer: Partial<WebhookReply> }[];
  /** What the platform must be told once a message is stored; `ok`, status 200, unless given. */
  readonly ack?: string;
  /** Bodies as the platform sends them. Each of `messages` holds one message, all of them different. */
  readonly fixtures: {
    readonly messages: readonly Uint8Array[];
    /** Bodies which only say that there is something to fetch. */
    readonly pulls?: readonly Uint8Array[];
    readonly unknownKind: Uint8Array;
    /** Our own message as the platform tells us of it, where it does. */
    readonly ownEcho?: Uint8Array;
    readonly notTheFormat: Uint8Array;
  };
  /** What a reader sees of a part; throws where the platform would refuse its markup. */
  readText(part: RenderedPart): string;
  startPlatform(behaviour: PlatformBehaviour): Promise<FakePlatform>;
  /** What the platform cannot do, with why; everything unless told. */
  readonly cannot?: readonly PlatformBehaviour[];
  /** The wait that `floods` asks for, where the platform can ask. */
  readonly floodRetryAfterMs?: number;
  readonly acknowledgeHandle?: string;
}

const MEGABYTE = 1_048_576;

/** What every channel guarantees, written against the port alone. Call it from the channel's own test. */
export function describeChannelContract(under: ChannelUnderTest): void {
  const { account, fixtures } = under;
  const channel = under.makeChannel({ sendTimeoutMs: 1_000 });
  const parse = async (rawBody: Uint8Array) => channel.parse(await under.genuineRequest(rawBody), account);
  const text = (length: number, fill: string) => new TextEncoder().encode(fill.repeat(length));
  const calls = [...fixtures.messages, ...(fixtures.pulls ?? [])];

  describe(`${under.name}: verify`, () => {
    test.each(calls.map((body, index) => [index, body] as const))(
      'takes the genuine call %i and refuses every forgery of it',
      async (_, body) => {
        expect(await channel.verify(await under.genuineRequest(body), account)).toEqual({ kind: 'genuine' });
        for (const [forgery, request] of Object.entries(await under.forgedRequests(body))) {
          expect((await channel.verify(request, account)).kind, forgery).toBe('refused');
        }
      },
    );

    test('refuses every call for an account whose secrets are missing or empty', async () => {
      const [body = text(0, '')] = calls;
      const emptied = Object.fromEntries(Object.keys(account.credentials).map((key) => [key, '']));
      for (const credentials of [{}, emptied]) {
        const requests = [await under.genuineRequest(body), ...Object.values(await under.forgedRequests(body))];
        for (const request of requests) {
          expect((await channel.verify(request, { ...account, credentials })).kind).toBe('refused');
        }
      }
    });

    test('never throws and never takes a call of random headers, query and body', async () => {
      const fields = fc.dictionary(fc.string(), fc.string());
      await fc.assert(
        fc.asyncProperty(fields, fields, fc.uint8Array(), async (headers, query, rawBody) => {
          for (const method of ['GET', 'POST']) {
            expect((await channel.verify({ method, headers, query, rawBody }, account)).kind).not.toBe('genuine');
          }
        }),
      );
    });

    test('tells no secret in its reason', async () => {
      const [body = text(0, '')] = calls;
      for (const request of Object.values(await under.forgedRequests(body))) {
        expectNoSecret(await channel.verify(request, account), account);
      }
    });

    test.for(under.handshakes ?? [])('answers the probe %j at once', async ({ request, answer }) => {
      expect(await channel.verify(request, account)).toMatchObject({ kind: 'handshake', ...answer });
    });
  });

  describe(`${under.name}: parse`, () => {
    test('gives one message for each fixture, and the same key however often it comes', async () => {
      const keys: string[] = [];
      for (const body of fixtures.messages) {
        const parsed = await parse(body);
        const first = onlyMessage(parsed);
        expect(onlyMessage(await parse(body))).toEqual(first);
        expectStorable(first);
        keys.push(first.dedupeKey);
        if (parsed.kind === 'parsed') expect(parsed.reply?.body ?? 'ok').toBe(under.ack ?? 'ok');
      }
      expect(new Set(keys).size).toBe(fixtures.messages.length);
    });

    test.each(fixtures.pulls ?? [])(
      'finds in a call to fetch what it is fetched with, and no message',
      async (body) => {
        const parsed = await parse(body);
        expect(parsed).toMatchObject({ kind: 'parsed', messages: [], pull: { token: expect.stringMatching(/./) } });
        if (parsed.kind === 'parsed') expect(parsed.reply?.body ?? 'ok').toBe(under.ack ?? 'ok');
      },
    );

    test('ignores with a reason what is of no known kind', async () => {
      const parsed = await parse(fixtures.unknownKind);
      expect(parsed).toMatchObject({ kind: 'parsed', messages: [], ignored: [expect.stringMatching(/./)] });
    });

    if (fixtures.ownEcho !== undefined)
      test('takes its own message for no message', async () => {
        expect(await parse(fixtures.ownEcho ?? text(0, ''))).toMatchObject({
          kind: 'parsed',
          messages: [],
          ignored: [expect.stringMatching(/./)],
        });
      });

    test("says malformed of what is not the platform's format", async () => {
      expect((await parse(fixtures.notTheFormat)).kind).toBe('malformed');
      expect((await parse(text(0, ''))).kind).toBe('malformed');
    });

    test('survives garbage, and lets nothing through that could not be stored', () =>
      expectSurvivesGarbage(under, 500));

    test.each(['[', '{"a":', ' ', '<', '"', '\u0000', 'é'])('comes back from 10 MB of %j', async (fill) => {
      const parsed = await parse(text(Math.ceil((10 * MEGABYTE) / fill.length), fill));
      if (parsed.kind === 'parsed') expect(parsed.messages).toEqual([]);
    });
  });

  describe(`${under.name}: render`, () => {
    test('keeps every part within the limits, choices under the last part alone, and is deterministic', () => {
      const again = under.makeChannel({ sendTimeoutMs: 1_000 });
      fc.assert(
        fc.property(contents(channel.capabilities.text.limit), (content) => {
          const parts = renderOrRefusal(channel, content);
          expect(renderOrRefusal(again, content)).toEqual(parts);
          if (channel.capabilities.messages === 'scarce') {
            expect(parts.filter(({ text }) => text !== '').length).toBeLessThanOrEqual(1);
          }
          for (const [index, part] of parts.entries()) {
            expectWithinLimits(channel, under.readText(part), part);
            if (index < parts.length - 1) expect(part.choices).toEqual([]);
          }
        }),
        { numRuns: 80 },
      );
    });

    if (channel.capabilities.messages === 'scarce')
      test('cuts a text that is too long, and says so', () => {
        const long = 'We open at nine. '.repeat(channel.capabilities.text.limit);
        const [only, ...more] = channel.render({ kind: 'reply', text: long }).map((part) => under.readText(part));
        expect(more).toEqual([]);
        expect(only).toMatch(/^(We open at nine\. )*We open at nine\.…$/);
      });

    if (channel.capabilities.messages === 'plenty')
      test('neither loses nor adds a letter, however a text is cut', () => {
        fc.assert(
          fc.property(words(channel.capabilities.text.limit * 3), (words) => {
            const parts = channel.render({ kind: 'reply', text: words });
            expect(withoutSpaces(parts.map((part) => under.readText(part)).join(''))).toBe(withoutSpaces(words));
          }),
          { numRuns: 50 },
        );
      });

    test.each(['', ' \n\t ', '\u200b\u2060', '\u0000'])('refuses the blank text %j', (blank) => {
      expect(() => channel.render({ kind: 'reply', text: blank })).toThrow(DomainError);
    });
  });

  describe(`${under.name}: send`, () => {
    async function sendWhen(behaviour: PlatformBehaviour) {
      const platform = await under.startPlatform(behaviour);
      try {
        const sender = under.makeChannel({ sendTimeoutMs: behaviour === 'hangs' ? 250 : 5_000 });
        const [part] = sender.render({ kind: 'reply', text: 'We open at **nine**.' });
        if (!part) throw new Error('nothing was rendered');
        const outcome = await sender.send(platform.account, platform.target, part);
        await sender.showTyping?.(platform.account, platform.target);
        if (under.acknowledgeHandle !== undefined) {
          await sender.acknowledge?.(platform.account, under.acknowledgeHandle);
        }
        expectNoSecret(outcome, platform.account);
        return { outcome, arrived: platform.arrived() };
      } finally {
        await platform.stop();
      }
    }

    test('a message arrives once, readable, and its id comes back', async () => {
      const { outcome, arrived } = await sendWhen('works');
      expect(outcome).toEqual({ kind: 'sent', platformMessageId: expect.stringMatching(/./) });
      expect(arrived).toEqual(['We open at nine.']);
    });

    const outcomes: readonly [PlatformBehaviour, SendOutcome['kind'], object][] = [
      ['hangs', 'retry', { mayHaveArrived: true }],
      ['resets', 'retry', { mayHaveArrived: true }],
      ['is-down', 'retry', { mayHaveArrived: false }],
      ['fails', 'retry', {}],
      ['floods', 'retry', { mayHaveArrived: false }],
      ['blocks', 'refused', { reason: 'blocked-by-contact' }],
      ['has-closed-the-window', 'refused', { reason: 'window-closed' }],
      ['counts-the-quota-as-used-up', 'refused', { reason: 'quota-used-up' }],
    ];
    const can = (behaviour: PlatformBehaviour) =>
      !under.cannot?.includes(behaviour) &&
      (channel.capabilities.window !== undefined ||
        !['has-closed-the-window', 'counts-the-quota-as-used-up'].includes(behaviour));

    test.each(outcomes.filter(([behaviour]) => can(behaviour)))(
      'a platform that %s ends as %s, without a throw and without a secret',
      async (behaviour, kind, facts) => {
        const { outcome } = await sendWhen(behaviour);
        expect(outcome).toMatchObject({ kind, detail: expect.stringMatching(/./), ...facts });
      },
    );

    const behaviours: readonly PlatformBehaviour[] = [
      'works',
      'hangs',
      'resets',
      'is-down',
      'fails',
      'floods',
      'blocks',
    ];
    test.each(behaviours.filter(can))(
      'opening, looking at and closing the webhook of a platform that %s never throws and tells no secret',
      async (behaviour) => {
        const platform = await under.startPlatform(behaviour);
        try {
          const caller = under.makeChannel({ sendTimeoutMs: behaviour === 'hangs' ? 250 : 5_000 });
          const url = 'https://desk.example/webhooks/x/t1.a1';
          const opened = await caller.openWebhook(platform.account, url);
          const health = await caller.check(platform.account, url);
          const isClosed = await caller.closeWebhook(platform.account, url);
          if (behaviour === 'works') {
            expect({ opened: opened.kind, health: health.kind, isClosed }).toEqual({
              opened: expect.stringMatching(/^(?:open|by-hand)$/),
              health: 'healthy',
              isClosed: true,
            });
          }
          expectNoSecret([opened, health], platform.account);
        } finally {
          await platform.stop();
        }
      },
    );

    if (under.floodRetryAfterMs !== undefined)
      test('a wait that the platform asks for is passed on', async () => {
        const { outcome } = await sendWhen('floods');
        expect(outcome).toMatchObject({ retryAfterMs: under.floodRetryAfterMs, scope: expect.stringMatching(/./) });
      });
  });
}

/** What no body, however it came to be, may do to a parser: make it throw, hang, or let through what cannot be stored. */
export async function expectSurvivesGarbage(under: ChannelUnderTest, numRuns: number): Promise<void> {
  const channel = under.makeChannel({ sendTimeoutMs: 1_000 });
  const { messages, pulls = [] } = under.fixtures;
  await fc.assert(
    fc.asyncProperty(garbage([...messages, ...pulls]), async (rawBody) => {
      const parsed = channel.parse(await under.genuineRequest(rawBody), under.account);
      if (parsed.kind === 'malformed') expect(parsed.reason).not.toBe('');
      else for (const message of parsed.messages) expectStorable(message);
    }),
    { numRuns },
  );
}

function onlyMessage(parsed: ReturnType<Channel['parse']>): InboundMessage {
  const [message, ...more] = parsed.kind === 'parsed' ? parsed.messages : [];
  if (!message || more.length > 0) throw new Error(`not one message: ${JSON.stringify(parsed)}`);
  return message;
}

function expectStorable(message: InboundMessage): void {
  expect(message.dedupeKey).toMatch(/^[^\s]{1,300}$/u);
  expect(message.chatKey).toMatch(/^[^\s]{1,300}$/u);
  expect(contactSchema.shape.platformId.safeParse(message.contact.platformId).success).toBe(true);
  expect(contactSchema.shape.displayName.safeParse(message.contact.displayName).success).toBe(true);
  expect(message.contact.displayName).not.toBe('');
  if (message.contact.locale !== undefined) localeSchema.parse(message.contact.locale);
  if (message.sentAt) expect(message.sentAt.getTime()).not.toBeNaN();
  const { replyHandle = '', content, contact } = message;
  expect(replyHandle.length).toBeLessThanOrEqual(4_000);
  for (const value of [...Object.values(content), contact.displayName ?? '', replyHandle]) {
    if (typeof value === 'object') {
      expect(Math.abs(value.latitude)).toBeLessThanOrEqual(90);
      expect(Math.abs(value.longitude)).toBeLessThanOrEqual(180);
      continue;
    }
    expect(value).not.toContain('\u0000');
    expect(value.isWellFormed()).toBe(true);
    expect(value.length).toBeLessThanOrEqual(10_000);
  }
}

function expectNoSecret(value: unknown, { credentials }: ConnectedAccount): void {
  for (const secret of Object.values(credentials)) {
    expect(JSON.stringify(value)).not.toContain(secret);
    expect(JSON.stringify(value)).not.toContain(encodeURIComponent(secret));
  }
}

function expectWithinLimits(channel: Channel, shown: string, { choices, text: sent, imageUrl }: RenderedPart): void {
  const { text, choices: most } = channel.capabilities;
  if (imageUrl !== undefined) {
    expect({ sent, choices }).toEqual({ sent: '', choices: [] });
    return;
  }
  const counted = text.counts === 'shown' ? shown : sent;
  expect(shown.trim()).not.toBe('');
  expect(shown.isWellFormed()).toBe(true);
  expect(lengthOf(counted, text.unit)).toBeLessThanOrEqual(text.limit);
  expect(choices.length).toBeLessThanOrEqual(most.most);
  for (const { label } of choices) {
    expect(label).not.toBe('');
    expect(lengthOf(label, text.unit)).toBeLessThanOrEqual(most.labelLimit);
  }
}

function lengthOf(text: string, unit: Channel['capabilities']['text']['unit']): number {
  return unit === 'characters' ? text.length : Buffer.byteLength(text);
}

/** A blank text may be refused, and nothing else. */
function renderOrRefusal(channel: Channel, content: OutboundContent): readonly RenderedPart[] {
  try {
    const parts = channel.render(content);
    expect(parts).not.toEqual([]);
    return parts;
  } catch (error) {
    if (!(error instanceof DomainError) || /[\p{L}\p{N}]/u.test(content.text)) throw error;
    return [];
  }
}

function withoutSpaces(text: string): string {
  return text.replace(/\s+/gu, '');
}
