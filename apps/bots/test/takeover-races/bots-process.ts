import {
  finishChange,
  type HandleDeps,
  handleMessages,
  type InboxDeps,
  receiveMessage,
} from '@answerdesk/conversations';
import type { ConversationKey } from '@answerdesk/database';
import type { DeliverDeps } from '@answerdesk/delivery';
import type { InboundMessage, StoredInboundMessage } from '@answerdesk/domain';
import { createSentences } from '@answerdesk/locales';
import type { Chance } from '@answerdesk/testing';
import { Registry } from 'prom-client';
import { createKeyedRunner } from '../../src/keyed-runner.ts';
import { createBotsMetrics } from '../../src/metrics.ts';
import { createOutbound } from '../../src/outbound.ts';
import { account, type Desk, tenant } from './desk.ts';
import type { SimulatedPlatform } from './simulated-platform.ts';
import type { Simulation } from './simulation.ts';
import { stepped } from './stepped.ts';

const ASK_AGAIN_MS = 200;
const SWEEP_EVERY_MS = 1_000;
const UNHANDLED_FOR_MS = 2_000;
const AT_ONCE = 500;

const metrics = createBotsMetrics(new Registry());
const sentences = createSentences();

/** A process that takes webhooks, answers, delivers, sweeps, and serves agents. */
export interface BotsProcess {
  readonly name: string;
  readonly inbox: InboxDeps;
  isAlive(): boolean;
  receive(inbound: InboundMessage): Promise<void>;
  kill(): void;
}

export interface ProcessOptions {
  readonly simulation: Simulation;
  readonly platform: SimulatedPlatform;
  readonly desk: Desk;
  readonly chance: Chance;
  /** How long the engine thinks about a question. */
  readonly thinkMs: () => number;
  readonly reportFailure: (what: string, error: unknown) => void;
}

/** Starts a process over a desk, as `wire.ts` does, on simulated time. `isSender`: else it only serves agents. */
export function startProcess(name: string, options: ProcessOptions, isSender: boolean): BotsProcess {
  const { simulation, platform, desk, chance, reportFailure } = options;
  const process = simulation.process(name);
  const at = <Store extends object>(what: string, store: Store) => stepped(process, what, store);
  const { now } = simulation;
  const conversations = at('conversations', desk.conversations);
  const messages = at('messages', desk.messages);
  const outbox = at('outbox', desk.outbox);
  const events = at('events', desk.events);
  const ratings = at('ratings', desk.ratings);
  const contacts = at('contacts', desk.contacts);
  const findTenant = async () => tenant;
  const channel = platform.channelOf(process);
  const report = (what: string) => (error: unknown) => {
    simulation.note(`${name}: ${what} failed: ${error}`);
    reportFailure(what, error);
  };

  const deliver: DeliverDeps = {
    outbox,
    pacer: { reserve: () => 0, hold: () => {} },
    channels: { telegram: channel, teams: channel, wechat: channel, wecom: channel, webchat: channel },
    findAccount: async () => account,
    findFirstBotEpoch: conversations.findFirstBotEpoch,
    leaveToPeople: async () => {},
    findWindow: async () => ({ isWaitingForPerson: false }),
    learnNoPush: async () => {},
    note: () => {},
    markUnreachable: contacts.markUnreachable,
    now,
    random: () => chance.next(),
    owner: name,
  };
  const delivering = createOutbound({ deliver, metrics, onFailure: report('delivering'), after: process.after });

  const handle: HandleDeps = {
    messages,
    conversations,
    contacts,
    faqs: at('faqs', desk.faqs),
    outbox: {
      add: (tenantId, item) => delivering.queue({ ...item, tenantId }),
      find: outbox.find,
      noteRedone: outbox.noteRedone,
    },
    drafts: at('drafts', desk.drafts),
    events,
    ratings,
    queue: conversations,
    meter: { record: async () => {}, refund: async () => {} },
    sentences,
    findTenant,
    findStage: async () => account.stage,
    isSilent: async () => account.isSilent,
    isOpenAt: () => true,
    async modelFor() {
      await process.pause(options.thinkMs());
      return desk.model;
    },
    showTyping: async () => {},
    reportFailure: (what, error) => report(what)(error),
    now,
    owner: name,
  };
  const handling = createKeyedRunner<ConversationKey & { readonly known?: StoredInboundMessage }>({
    concurrency: 256,
    nameOf: ({ tenantId, conversationId }) => `${tenantId}/${conversationId}`,
    onFailure: report('handling'),
    after: process.after,
    async run(key) {
      const { outcome } = await handleMessages(handle, key, key.known);
      return outcome === 'busy' ? ASK_AGAIN_MS : undefined;
    },
  });

  const inbox: InboxDeps = {
    pens: conversations,
    penOutbox: {
      cancelOvertaken: outbox.cancelOvertaken,
      listBeingSent: outbox.listBeingSent,
      abandon: outbox.abandon,
      listMayArrive: outbox.listMayArrive,
      find: outbox.find,
      add: async (tenantId, item) => (await outbox.add(tenantId, item)).item,
    },
    ratings,
    roomLeft: async () => Number.POSITIVE_INFINITY,
    messages,
    events,
    contacts,
    sentences,
    findTenant,
    findVoice: async () => 'everybody',
    agentNameOf: async (_tenantId, userId) => userId,
    isScarce: () => false,
    wakeDelivery: (tenantId, conversationId) => {
      if (isSender) delivering.wake({ tenantId, conversationId });
    },
    pause: (ms) => process.pause(ms),
    now,
  };

  const finishing = createKeyedRunner<ConversationKey>({
    concurrency: 16,
    nameOf: ({ tenantId, conversationId }) => `${tenantId}/${conversationId}`,
    onFailure: report('finishing a change of status'),
    after: process.after,
    async run({ tenantId, conversationId }) {
      const conversation = await conversations.find(tenantId, conversationId);
      const finish = { ...inbox, penOutbox: { ...inbox.penOutbox, add: handle.outbox.add } };
      if (conversation?.change) await finishChange(finish, conversation);
      return undefined;
    },
  });

  async function sweep(): Promise<void> {
    const at = now();
    for (const key of await messages.listLeft(new Date(at.getTime() - UNHANDLED_FOR_MS), AT_ONCE)) handling.offer(key);
    for (const key of await outbox.listDue(at, AT_ONCE)) delivering.offer(key);
    for (const key of await conversations.listUnfinishedChanges(at, AT_ONCE)) finishing.offer(key);
  }

  function sweepOn(): void {
    void sweep()
      .catch(report('sweeping'))
      .then(() => process.after(SWEEP_EVERY_MS, sweepOn, 'sweep'));
  }
  if (isSender) sweepOn();

  return {
    name,
    inbox,
    isAlive: process.isAlive,
    async receive(inbound) {
      const { message } = await receiveMessage({ messages, now }, account, inbound);
      handling.wake({ tenantId: message.tenantId, conversationId: message.conversationId, known: message });
    },
    kill: () => simulation.kill(name),
  };
}
