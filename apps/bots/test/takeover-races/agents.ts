import {
  assign,
  close,
  handBack,
  type InboxActor,
  type InboxDeps,
  replyAsAgent,
  setPriority,
  snooze,
  takeOver,
  transfer,
} from '@answerdesk/conversations';
import { type Conversation, type ConversationId, type UserId, userIdSchema } from '@answerdesk/domain';
import type { Chance } from '@answerdesk/testing';
import type { BotsProcess } from './bots-process.ts';
import { type Desk, tenant } from './desk.ts';
import type { Judge } from './judge.ts';
import type { Call, Verb } from './run-record.ts';

const agents: readonly InboxActor[] = [
  { userId: userIdSchema.parse('anna'), isManager: false },
  { userId: userIdSchema.parse('ben'), isManager: false },
  { userId: userIdSchema.parse('carla'), isManager: true },
];

type Result = NonNullable<Call['result']>;

/** Does one thing that an agent might do in a conversation as it stands; most of it sensible, some of it not. */
export interface Agents {
  act(at: BotsProcess, conversationId: ConversationId): void;
  /** Two take over at the same time, each served by its own process. */
  race(first: BotsProcess, second: BotsProcess, conversationId: ConversationId): void;
  /** Everybody does it again whose answer never came, as a client does. */
  repeatLost(at: BotsProcess): void;
  /** Whether somebody waits for an answer that may still come. */
  isWaiting(): boolean;
}

export function createAgents(desk: Desk, judge: Judge, chance: Chance, note: (what: string) => void): Agents {
  const lost: { readonly call: Call; readonly again: (at: BotsProcess) => void }[] = [];
  const waiting = new Map<Call, BotsProcess>();
  let replies = 0;

  function perform(
    at: BotsProcess,
    conversationId: ConversationId,
    actor: InboxActor,
    verb: Verb,
    run: (deps: InboxDeps) => Promise<Result>,
    more: { readonly key?: string; readonly from?: UserId } = {},
  ): void {
    const call = judge.begin({ verb, conversationId, agentId: actor.userId, isManager: actor.isManager, ...more });
    note(`${actor.userId} asks ${at.name}: ${verb} ${more.key ?? ''}`);
    if (more.key !== undefined) {
      lost.push({ call, again: (later) => perform(later, conversationId, actor, verb, run, more) });
    }
    waiting.set(call, at);
    run(at.inbox).then(
      (result) => {
        waiting.delete(call);
        judge.end(call, result);
        note(`${actor.userId} is answered: ${verb} ${result.outcome}`);
      },
      (error) => {
        waiting.delete(call);
        note(`${actor.userId} is answered: ${verb} fails: ${error}`);
      },
    );
  }

  function pick<Value>(values: readonly Value[]): Value {
    const value = values[Math.floor(chance.next() * values.length)];
    if (value === undefined) throw new Error('There is nothing to pick from.');
    return value;
  }

  function takes(at: BotsProcess, conversationId: ConversationId, actor: InboxActor, from?: UserId): void {
    const options = from === undefined ? {} : { from };
    perform(
      at,
      conversationId,
      actor,
      'takeOver',
      (deps) => takeOver(deps, tenant.id, conversationId, actor, options),
      options,
    );
  }

  function says(at: BotsProcess, conversationId: ConversationId, actor: InboxActor): void {
    replies += 1;
    const [key, text] = [`k${replies}`, `${actor.userId} says ${replies}`];
    perform(
      at,
      conversationId,
      actor,
      'reply',
      (deps) => replyAsAgent(deps, tenant.id, conversationId, actor, { key, text }),
      { key },
    );
  }

  function others(userId: UserId | undefined): InboxActor[] {
    return agents.filter((agent) => agent.userId !== userId);
  }

  function actOnHeld(at: BotsProcess, { id, holder }: Conversation, holderId: UserId): void {
    const isHolders = chance.hits(0.8);
    const actor = isHolders
      ? (agents.find(({ userId }) => userId === holderId) ?? pick(agents))
      : pick(others(holderId));
    const choice = chance.next();
    if (choice < 0.4) {
      says(at, id, actor);
    } else if (choice < 0.6) {
      perform(at, id, actor, 'handBack', (deps) => handBack(deps, tenant.id, id, actor, { note: 'done' }));
    } else if (choice < 0.75) {
      const to = chance.hits(0.6) ? { toId: pick(agents).userId } : {};
      perform(at, id, actor, 'transfer', (deps) => transfer(deps, tenant.id, id, actor, to));
    } else if (choice < 0.85) {
      const isSilent = chance.hits(0.2);
      perform(at, id, actor, 'close', (deps) => close(deps, tenant.id, id, actor, { isSilent }));
    } else if (choice < 0.9) {
      const until = new Date(at.inbox.now().getTime() + 5_000);
      perform(at, id, actor, 'snooze', (deps) => snooze(deps, tenant.id, id, actor, { until }));
    } else {
      takes(at, id, actor, holder.kind === 'agent' && chance.hits(0.7) ? holder.agentId : undefined);
    }
  }

  function actOnFree(at: BotsProcess, { id, status }: Conversation): void {
    const actor = pick(agents);
    const choice = chance.next();
    if (choice < 0.7) {
      takes(at, id, actor);
    } else if (choice < 0.75) {
      says(at, id, actor);
    } else if (choice < 0.8 && status === 'waiting') {
      perform(at, id, actor, 'handBack', (deps) => handBack(deps, tenant.id, id, actor));
    } else if (choice < 0.87) {
      perform(at, id, actor, 'close', (deps) => close(deps, tenant.id, id, actor));
    } else if (choice < 0.95) {
      const to = { toId: pick(agents).userId };
      perform(at, id, actor, 'assign', (deps) => assign(deps, tenant.id, id, actor, to));
    } else {
      const priority = pick([1, 2, 3, 4] as const);
      perform(at, id, actor, 'setPriority', (deps) => setPriority(deps, tenant.id, id, actor, priority));
    }
  }

  return {
    act(at, conversationId) {
      const conversation = desk.conversations.kept.get(conversationId)?.conversation;
      if (!conversation) return;
      if (conversation.holder.kind === 'agent') actOnHeld(at, conversation, conversation.holder.agentId);
      else actOnFree(at, conversation);
    },
    race(first, second, conversationId) {
      const conversation = desk.conversations.kept.get(conversationId)?.conversation;
      if (!conversation) return;
      const actor = pick(agents);
      const { holder } = conversation;
      const from = holder.kind === 'agent' ? holder.agentId : undefined;
      takes(first, conversationId, actor, from);
      takes(second, conversationId, pick(others(actor.userId)), from);
    },
    repeatLost(at) {
      for (const { call, again } of lost.splice(0)) if (call.result === undefined) again(at);
    },
    isWaiting: () => [...waiting.values()].some((at) => at.isAlive()),
  };
}
