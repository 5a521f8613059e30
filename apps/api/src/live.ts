import type { watchChanges } from '@answerdesk/database';
import { type Change, newId, type TenantId } from '@answerdesk/domain';

export interface NumberedChange {
  /** Where to go on from: `<process>:<sequence number of the tenant>`. */
  readonly id: string;
  readonly change: Change;
}

export interface Live {
  /**
   * Everything that changes in a tenant from now on, or after `lastId`. Whoever comes back after more than is kept, or to
   * another process, hears `all` first. Ends with `signal` or when the process closes.
   */
  changes(tenantId: TenantId, signal: AbortSignal, lastId?: string): AsyncGenerator<NumberedChange>;
  close(): Promise<void>;
}

/** Changes of a tenant that are kept for those who come back. */
const KEPT = 500;
/** Changes of this time are told together. */
const TOGETHER_MS = 150;
/** How long a stream that nobody listens to is kept open. */
const LINGER_MS = 60_000;

interface Channel {
  sequence: number;
  readonly kept: NumberedChange[];
  readonly pending: Map<Change['kind'], Set<string>>;
  flush?: NodeJS.Timeout;
  readonly wake: Set<() => void>;
}

/** Makes the one listener of a process: its change stream is opened for the first who listens. */
export function createLive(
  watch: (listen: Parameters<typeof watchChanges>[1]) => ReturnType<typeof watchChanges>,
): Live {
  const process = newId();
  const channels = new Map<TenantId, Channel>();
  const closing = new AbortController();
  let stream: ReturnType<typeof watchChanges> | undefined;
  let lingering: NodeJS.Timeout | undefined;

  function hear(tenantId: TenantId | undefined, change: Change): void {
    for (const [id, channel] of channels) if (tenantId === undefined || id === tenantId) note(channel, change);
  }

  function note(channel: Channel, { kind, ids }: Change): void {
    const known = channel.pending.get(kind) ?? new Set();
    for (const id of ids) known.add(id);
    channel.pending.set(kind, known);
    channel.flush ??= setTimeout(() => {
      delete channel.flush;
      for (const [each, together] of channel.pending) {
        channel.sequence += 1;
        channel.kept.push({ id: `${process}:${channel.sequence}`, change: { kind: each, ids: [...together] } });
      }
      channel.pending.clear();
      channel.kept.splice(0, channel.kept.length - KEPT);
      for (const wake of channel.wake) wake();
    }, TOGETHER_MS);
  }

  function channelOf(tenantId: TenantId): Channel {
    const channel = channels.get(tenantId) ?? { sequence: 0, kept: [], pending: new Map(), wake: new Set() };
    channels.set(tenantId, channel);
    return channel;
  }

  function lingerOrStop(): void {
    if ([...channels.values()].some(({ wake }) => wake.size > 0)) return;
    lingering = setTimeout(() => {
      for (const { flush } of channels.values()) clearTimeout(flush);
      channels.clear();
      void stream?.stop();
      stream = undefined;
    }, LINGER_MS).unref();
  }

  return {
    async *changes(tenantId, signal, lastId) {
      const ended = AbortSignal.any([signal, closing.signal]);
      clearTimeout(lingering);
      stream ??= watch(hear);
      const channel = channelOf(tenantId);
      let alarm = Promise.withResolvers<void>();
      const wake = () => alarm.resolve();
      channel.wake.add(wake);
      ended.addEventListener('abort', wake, { once: true });
      try {
        await stream.ready;
        const place = placeOf(lastId, process, channel);
        let seen = place ?? channel.sequence;
        if (place === undefined) {
          yield allOf(`${process}:${seen}`);
        }
        while (!ended.aborted) {
          alarm = Promise.withResolvers<void>();
          const later = channel.kept.filter(({ id }) => sequenceOf(id) > seen);
          const isGap = later[0] !== undefined && sequenceOf(later[0].id) > seen + 1;
          if (isGap) later.splice(0, later.length - 1, allOf(`${process}:${channel.sequence - 1}`));
          for (const numbered of later) {
            seen = sequenceOf(numbered.id);
            yield numbered;
          }
          if (channel.sequence === seen && !ended.aborted) await alarm.promise;
        }
      } finally {
        channel.wake.delete(wake);
        ended.removeEventListener('abort', wake);
        lingerOrStop();
      }
    },
    async close() {
      closing.abort();
      clearTimeout(lingering);
      for (const { flush } of channels.values()) clearTimeout(flush);
      await stream?.stop();
    },
  };
}

function allOf(id: string): NumberedChange {
  return { id, change: { kind: 'all', ids: [] } };
}

function sequenceOf(id: string): number {
  return Number(id.slice(id.indexOf(':') + 1));
}

/** Where in a channel somebody left; undefined when what came after may be gone. */
function placeOf(lastId: string | undefined, process: string, { sequence, kept }: Channel): number | undefined {
  if (lastId === undefined || !lastId.startsWith(`${process}:`)) return undefined;
  const place = sequenceOf(lastId);
  const oldest = kept[0] ? sequenceOf(kept[0].id) : sequence + 1;
  return place <= sequence && place >= oldest - 1 ? place : undefined;
}
