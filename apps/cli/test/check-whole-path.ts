import { createChannels } from '@answerdesk/channels';
import type { AccountId, OutboxItem, TenantId } from '@answerdesk/domain';
import { createSentences } from '@answerdesk/locales';
import type { FakeTelegram, SentMessage, TelegramUpdate, TestDatabase } from '@answerdesk/testing';
import { expect } from 'vitest';
import { z } from 'zod';

/** Bytes of a process that was killed may be read a moment after it is gone. */
const READ_AFTER_DEATH_MS = 1_000;

export interface Posted {
  readonly bot: {
    readonly accountId: AccountId;
    readonly token: string;
    readonly url: string;
    readonly secret: string;
  };
  readonly chatId: number;
  readonly update: TelegramUpdate;
  readonly expected: string;
}

/** A message at the platform, and when it came. */
export type Arrival = SentMessage & { readonly at: number };

export interface WholePathResult {
  readonly rows: number;
  /** Got the right FAQ's answer at once. */
  readonly right: number;
  readonly wrong: number;
  /** Were asked back; `offered` of them with the right FAQ among the buttons. */
  readonly clarified: number;
  readonly offered: number;
  readonly handedOver: number;
  readonly refused: number;
  /** Sends that the outbox counted as ones whose answer never came. */
  readonly uncertain: number;
  /** Messages that arrived once more because the platform took them and never said so. */
  readonly repeatedByHang: number;
  /** Messages that arrived once more because the process was killed before it could hear or store the answer. */
  readonly repeatedByKill: number;
}

/** Holds what customers and the platform saw against what the database says, update by update. */
export async function checkWholePath(options: {
  readonly database: TestDatabase;
  readonly tenantId: TenantId;
  readonly posted: readonly Posted[];
  readonly arrivals: readonly Arrival[];
  readonly fake: FakeTelegram;
  readonly killedAt: readonly number[];
}): Promise<WholePathResult> {
  const { tenantId, posted, fake, killedAt } = options;
  const { messages, outbox } = options.database.database.models;
  expect(await messages.countDocuments({ tenantId, isHandled: false }), 'no message is unhandled').toBe(0);
  expect(await outbox.countDocuments({ tenantId, isDone: false }), 'no outbox item is undone').toBe(0);
  const inbound = await messages.find({ tenantId, direction: 'in' }).lean();
  const replies = await messages.find({ tenantId, direction: 'out' }).lean();
  const items = await outbox.find({ tenantId }).lean();
  expect(inbound, 'every update is stored exactly once').toHaveLength(posted.length);
  expect(replies, 'every update has exactly one reply in the transcript').toHaveLength(posted.length);
  expect(items, 'every update has exactly one reply in the outbox').toHaveLength(posted.length);

  const faqs = await options.database.stores.faqs.list(tenantId);
  const answerOf = new Map<string, string>(faqs.map(({ id, answer }) => [`faq:${id}`, answer]));
  const inboundOf = new Map(inbound.map((message) => [`${message.accountId} ${message.dedupeKey}`, message]));
  const itemOf = new Map<string, OutboxItem>(items.map(({ _id, ...item }) => [_id, { ...item, id: _id }]));
  const arrivalsOf = Map.groupBy(options.arrivals, ({ token, chatId }) => `${token} ${chatId}`);
  const injected = forbiddenSends(fake);
  const recorded: string[] = [];
  // Who is upset or in a hurry hears a paragraph of its own before the same answer.
  const say = createSentences();
  const openings = ['sootheAnger', 'sootheDisappointment', 'sootheUrgency'] as const;
  const soothing = await Promise.all(openings.map(async (opening) => `${await say('en', opening)}\n\n`));
  const count = { right: 0, wrong: 0, clarified: 0, offered: 0, handedOver: 0, uncertain: 0 };
  const repeated = { byHang: 0, byKill: 0 };

  for (const [chat, ofChat] of Map.groupBy(posted, ({ bot, chatId }) => `${bot.token} ${chatId}`)) {
    const line = [...(arrivalsOf.get(chat) ?? [])];
    for (const { bot, chatId, update, expected } of ofChat) {
      const { message } = messageUpdate.parse(update);
      const cause = inboundOf.get(`${bot.accountId} message:${chatId}:${message.message_id}`);
      const item = itemOf.get(`${cause?._id}.r`);
      if (!cause || !item) throw new Error(`Update ${update.update_id} of ${chat} has no reply`);
      count.uncertain += item.uncertainSends;
      const isRight = ['', ...soothing].some((paragraph) => item.content.text === `${paragraph}${expected}`);
      if (cause.handledAs === 'answered') count[isRight ? 'right' : 'wrong'] += 1;
      else if (cause.handledAs === 'clarify') {
        count.clarified += 1;
        if (item.content.choices?.some(({ id }) => answerOf.get(id) === expected)) count.offered += 1;
      } else {
        expect(cause.handledAs).toBe('handover');
        count.handedOver += 1;
      }
      const send = `${chat} ${textOnTheWire(item)}`;
      if (item.state === 'failed') {
        expect(item.failure?.reason).toBe('blocked-by-contact');
        recorded.push(send);
        continue;
      }
      expect(injected, 'what the platform refuses for good is not sent').not.toContain(send);
      expect(item.state).toBe('sent');
      expect(item.sentParts).toHaveLength(1);
      // The line's order is the order of arrival: this reply's arrivals must come next, and nothing else before them.
      const last = line.findIndex(({ messageId }) => String(messageId) === item.sentParts[0]);
      expect(last, 'a reply marked sent has arrived, after those to earlier messages').toBeGreaterThanOrEqual(0);
      const mine = line.splice(0, last + 1);
      expect(new Set(mine.map(seen)), 'what arrived before it is this same reply').toEqual(
        new Set(mine.slice(-1).map(seen)),
      );
      expect(mine.length - 1, 'only sends whose answer never came repeat').toBeLessThanOrEqual(item.uncertainSends);
      for (const [index, { at, wasAnswered }] of mine.slice(0, -1).entries()) {
        const nextAt = mine[index + 1]?.at ?? at;
        const wasKilled = killedAt.some((killed) => killed >= at - READ_AFTER_DEATH_MS && killed <= nextAt);
        if (wasAnswered) expect(wasKilled, `a told send to ${chat} repeats only after a kill`).toBe(true);
        repeated[wasAnswered ? 'byKill' : 'byHang'] += 1;
      }
    }
    expect(line, 'nothing arrived that answers no update').toEqual([]);
  }

  if (killedAt.length > 0) expect(new Set(recorded)).toEqual(new Set(injected));
  else expect(recorded.sort(), 'the recorded reasons are exactly the injected ones').toEqual(injected.sort());
  expect(
    fake.calls().filter(({ refusal }) => refusal !== undefined),
    'the platform refused no call for its form',
  ).toEqual([]);
  expect(new Set(fake.calls().flatMap(({ fault }) => fault ?? [])), 'every fault was met').toEqual(
    new Set(['flood', 'error', 'forbidden', 'hang-before', 'hang-after', 'reset']),
  );
  return {
    rows: posted.length,
    ...count,
    refused: recorded.length,
    repeatedByHang: repeated.byHang,
    repeatedByKill: repeated.byKill,
  };
}

const messageUpdate = z.looseObject({ message: z.object({ message_id: z.number() }) });
const telegram = createChannels({}).telegram;

function textOnTheWire(item: OutboxItem): string {
  return telegram
    .render(item.content)
    .map(({ text }) => text)
    .join('\n');
}

function seen({ text, buttons }: Arrival): string {
  return JSON.stringify([text, buttons]);
}

function forbiddenSends(fake: FakeTelegram): string[] {
  return fake
    .calls()
    .filter(({ fault }) => fault === 'forbidden')
    .map(({ token, parameters }) => `${token} ${String(parameters['chat_id'])} ${String(parameters['text'])}`);
}
