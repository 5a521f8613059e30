import type { DeliverDeps } from '@answerdesk/delivery';
import type { ChannelCapabilities, SendOutcome } from '@answerdesk/domain';
import type { Chance } from '@answerdesk/testing';
import type { SimulatedProcess, Simulation } from './simulation.ts';

/** Longer than this no send takes: then nothing was heard. */
const SEND_TIMEOUT_MS = 10_000;

const capabilities: ChannelCapabilities = {
  text: { limit: 4_096, unit: 'characters', counts: 'shown' },
  messages: 'plenty',
  choices: { style: 'buttons', most: 8, labelLimit: 64, idLimitBytes: 64 },
  images: 'native',
  markup: 'plain',
  typing: false,
  edit: false,
  rates: { accountPerSecond: 1_000, chatPerSecond: 1_000, chatBurst: 1_000, groupPerMinute: 60_000 },
};

/** One send of one part, as the platform sees it. */
export interface SimulatedSend {
  readonly key: string;
  readonly chatKey: string;
  readonly text: string;
  readonly by: string;
  readonly agentName?: string;
  readonly choiceIds: readonly string[];
  readonly startedStep: number;
  /** When the customer had it, if ever. */
  arrivedStep?: number;
  /** When its sender heard what became of it; a sender that died, or gave up waiting, never does. */
  heardStep?: number;
}

export interface SimulatedPlatform {
  readonly sends: readonly SimulatedSend[];
  /** The channel as one process speaks to it. */
  channelOf(process: SimulatedProcess): DeliverDeps['channels']['telegram'];
}

const fates = ['error', 'flood', 'refused', 'hang-before', 'hang-after', 'reset', 'late'] as const;

/** A platform that takes its time, says no, loses messages and loses its answers; in a third of the runs it does none of that. */
export function createSimulatedPlatform(
  simulation: Simulation,
  chance: Chance,
  onChange: { readonly started: (send: SimulatedSend) => void; readonly arrived: (send: SimulatedSend) => void },
): SimulatedPlatform {
  const sends: SimulatedSend[] = [];
  const outside = simulation.process('outside');
  const faultShare = chance.hits(1 / 3) ? 0 : chance.next() * 0.5;
  const slowest = chance.hits(0.7) ? 150 : 6_000;

  function begin(by: SimulatedProcess, send: SimulatedSend): Promise<SendOutcome> {
    const fate = chance.hits(faultShare) ? fates[Math.floor(chance.next() * fates.length)] : 'fine';
    const thereMs = chance.next() * slowest;
    const backMs = chance.next() * 100;
    const arrive = (inMs: number) =>
      outside.after(
        inMs,
        () => {
          send.arrivedStep = simulation.step();
          onChange.arrived(send);
        },
        `"${send.text.slice(0, 40)}" arrives`,
      );
    const hear = (inMs: number, outcome: SendOutcome) =>
      new Promise<SendOutcome>((resolve) => {
        by.after(
          inMs,
          () => {
            const isUnheard = outcome.kind === 'retry' && outcome.mayHaveArrived;
            if (!isUnheard) send.heardStep = simulation.step();
            resolve(outcome);
          },
          `send of ${send.key} heard: ${outcome.kind}${'detail' in outcome ? ` (${outcome.detail})` : ''}`,
        );
      });
    const unheard = { kind: 'retry', detail: 'never heard', mayHaveArrived: true } as const;
    switch (fate) {
      case 'error':
        return hear(thereMs, { kind: 'retry', detail: 'their error', mayHaveArrived: false });
      case 'flood':
        return hear(thereMs, { kind: 'retry', detail: 'too fast', mayHaveArrived: false, retryAfterMs: 1_500 });
      case 'refused':
        return hear(thereMs, { kind: 'refused', reason: 'content-refused', detail: 'they said no' });
      case 'hang-before':
        return hear(SEND_TIMEOUT_MS, unheard);
      case 'hang-after':
        arrive(thereMs);
        return hear(SEND_TIMEOUT_MS, unheard);
      case 'reset':
        arrive(thereMs);
        return hear(thereMs + backMs, unheard);
      case 'late':
        arrive(SEND_TIMEOUT_MS + backMs * 20);
        return hear(SEND_TIMEOUT_MS, unheard);
      default:
        arrive(thereMs);
        return hear(thereMs + backMs, { kind: 'sent', platformMessageId: String(sends.length) });
    }
  }

  return {
    sends,
    channelOf: (process) => ({
      capabilities,
      render: ({ text, choices = [] }) => text.split('\n\n').map((part) => ({ text: part, choices })),
      async send(_account, { chatKey, idempotencyKey = '', agentName }, { text, choices }) {
        const send: SimulatedSend = {
          key: idempotencyKey,
          chatKey,
          text,
          by: process.name,
          choiceIds: choices.map(({ id }) => id),
          startedStep: simulation.step(),
          ...(agentName !== undefined && { agentName }),
        };
        sends.push(send);
        simulation.note(`${process.name}: send of ${idempotencyKey} starts: "${text.slice(0, 60)}"`);
        onChange.started(send);
        return begin(process, send);
      },
    }),
  };
}
