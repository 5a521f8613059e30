import type { AnswerModel } from '@answerdesk/answers';
import { conversationIdOf } from '@answerdesk/conversations';
import type { InboundMessage } from '@answerdesk/domain';
import { type Chance, createChance } from '@answerdesk/testing';
import { createAgents } from './agents.ts';
import { createCustomer } from './customer.ts';
import { account, createDesk, type Desk } from './desk.ts';
import { createJudge } from './judge.ts';
import { startPark } from './park.ts';
import type { Violation } from './run-record.ts';
import { createSimulatedPlatform } from './simulated-platform.ts';
import { createSimulation } from './simulation.ts';

const WEBHOOK_TIMEOUT_MS = 3_000;
const LONGEST_MS = 30 * 60_000;
/** After this nothing that was sent before arrives any more. */
const LAST_ARRIVAL_MS = 15_000;

export interface RunResult {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly trace: readonly string[];
  readonly steps: number;
  /** How often a customer had a part twice because an answer of the platform's was lost. */
  readonly repeats: number;
  /** What happened in it, and how often. */
  readonly seen: ReadonlyMap<string, number>;
}

export interface RunOptions {
  readonly isTraced?: boolean;
  /** Breaks something of the desk on purpose. */
  readonly mutate?: (desk: Desk) => Desk;
}

let startMs = Date.parse('2030-01-01T00:00:00Z');

/** Plays one interleaving, which its seed settles wholly, and judges it. */
export async function playRun(
  model: AnswerModel,
  seed: number,
  { isTraced = false, mutate = (desk) => desk }: RunOptions = {},
): Promise<RunResult> {
  const chance = createChance(seed);
  const simulation = createSimulation(chance.fork(1), { startMs, isTraced });
  const desk: Desk = mutate(
    createDesk(model, {
      onConversation: (after, before) => judge.onConversation(after, before),
      onStored: (messageId) => judge.onStored(messageId),
    }),
  );
  const judge = createJudge(simulation, () => desk);
  const platform = createSimulatedPlatform(simulation, chance.fork(2), {
    started: judge.onSendStarted,
    arrived: judge.onArrived,
  });
  const think = chance.fork(3);
  const slowestThought = think.hits(0.5) ? 50 : 4_000;
  const park = startPark(
    {
      simulation,
      platform,
      desk,
      chance: chance.fork(4),
      thinkMs: () => think.next() * slowestThought,
      reportFailure: (what, error) => judge.onFailure(`${what}: ${error}`),
    },
    chance.fork(5),
  );
  const outside = simulation.process('outside');
  let underway = 0;

  function post(inbound: InboundMessage): void {
    let isDone = false;
    underway += 1;
    const attempt = () => {
      if (isDone) return;
      void park
        .any()
        ?.receive(inbound)
        .then(() => {
          if (!isDone) underway -= 1;
          isDone = true;
        });
      outside.after(WEBHOOK_TIMEOUT_MS, attempt, `the webhook of ${inbound.dedupeKey} is tried again`);
    };
    attempt();
  }

  const agents = createAgents(desk, judge, chance.fork(6), simulation.note);
  const chats = chance.hits(0.8) ? ['7'] : ['7', '8'];
  const lastMs = plan(chance.fork(7), chats);
  function plan(script: Chance, chatKeys: readonly string[]): number {
    const spanMs = [2_000, 15_000, 40_000][Math.floor(script.next() * 3)] ?? 15_000;
    const at = (run: () => void, label: string) => void outside.after(script.next() * spanMs, run, label);
    for (const chatKey of chatKeys) {
      const customer = createCustomer(chatKey, script.fork(chatKeys.indexOf(chatKey)), platform.sends);
      const conversationId = conversationIdOf(account.id, chatKey);
      for (let left = 2 + script.next() * 6; left > 0; left -= 1) {
        const isTwice = script.hits(0.1);
        at(() => {
          const inbound = customer.next();
          post(inbound);
          if (isTwice) post(inbound);
        }, `the customer of ${chatKey} writes`);
      }
      for (let left = 2 + script.next() * 9; left > 0; left -= 1) {
        at(() => agents.act(park.anyServing(), conversationId), 'an agent acts');
      }
      if (script.hits(0.4)) {
        at(() => agents.race(park.anyServing(), park.anyServing(), conversationId), 'two agents take over');
      }
    }
    if (script.hits(0.6)) {
      for (let left = script.next() * 4; left > 0; left -= 1) at(park.killOne, 'somebody kills a process');
    }
    for (let left = 3; left > 0; left -= 1) at(() => agents.repeatLost(park.anyServing()), 'agents try again');
    outside.after(spanMs + 500, () => agents.repeatLost(park.anyServing()), 'agents try again');
    return spanMs + 500;
  }

  const isQuiet = () =>
    simulation.now().getTime() > startMs + lastMs &&
    underway === 0 &&
    !agents.isWaiting() &&
    [...desk.messages.inbound.values(), ...desk.messages.outbound.values()].every(
      ({ unhandledSince }) => unhandledSince === undefined,
    ) &&
    [...desk.outbox.kept.values()].every(({ isDone }) => isDone) &&
    [...desk.conversations.kept.values()].every(({ conversation }) => conversation.change === undefined);
  const isAtRest = () =>
    [...desk.conversations.kept.values()].every(
      ({ leaseUntil }) => leaseUntil === undefined || leaseUntil <= simulation.now(),
    );
  let isDone = false;
  // A process that stood still until now may begin something again.
  while (!isDone && (await simulation.run(isQuiet, LONGEST_MS))) {
    const quietMs = simulation.now().getTime() - startMs;
    await simulation.run(() => false, quietMs + LAST_ARRIVAL_MS);
    await simulation.run(isAtRest, LONGEST_MS);
    isDone = isQuiet();
  }
  judge.conclude(platform.sends, simulation.now(), isDone);
  startMs = simulation.now().getTime() + 60_000;
  return {
    seed,
    violations: judge.violations,
    trace: simulation.trace,
    steps: simulation.step(),
    repeats: judge.repeats(),
    seen: judge.seen(),
  };
}
