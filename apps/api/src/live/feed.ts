import { newId, type TenantId } from '@answerdesk/domain';

/** Something said to a tenant's listeners; without an item, that some may have been missed. */
export interface Said<Item> {
  /** Where to go on from: `<line of the tenant>:<sequence number>`. */
  readonly id: string;
  readonly item?: Item;
}

export interface Feed<Item> {
  /** Says something to all who listen in a tenant; nothing where nobody has listened of late. */
  say(tenantId: TenantId, item: Item): void;
  /** The tenants somebody listens in, or did of late. */
  tenants(): Iterable<TenantId>;
  has(tenantId: TenantId): boolean;
  /** How many listen now. */
  countListeners(tenantId?: TenantId): number;
  /**
   * What is said from now on, or after `lastId`. Whoever begins, comes back after more than is kept, or to another process, or
   * takes so long that it is not kept any more, is told that something was missed. Ends with `signal`.
   */
  listen(
    tenantId: TenantId,
    from: { readonly signal: AbortSignal; readonly lastId?: string; readonly ready: Promise<void> },
  ): AsyncGenerator<Said<Item>>;
  /** Forgets what was said to those who may come back. */
  clear(): void;
}

/** How long what is said is kept for those who may come back, after the last who listened. */
export const LINGER_MS = 60_000;

interface Line<Item> {
  /** A place in a line that is gone is none in the one that came after it. */
  readonly id: string;
  leaving?: NodeJS.Timeout;
  sequence: number;
  weight: number;
  readonly kept: { readonly sequence: number; readonly item: Item }[];
  readonly wake: Set<() => void>;
}

/**
 * Makes a numbered feed for each tenant. The newest `most` of what was said are kept, as `weightOf` counts them, and shared by all
 * who listen: a slow listener costs no memory, it misses things and is told so. What was said in a tenant goes `lingerMs` after its
 * own last listener, whoever listens elsewhere.
 */
export function createFeed<Item>(
  most: number,
  weightOf: (item: Item) => number = () => 1,
  lingerMs = LINGER_MS,
): Feed<Item> {
  const lines = new Map<TenantId, Line<Item>>();

  function lineOf(tenantId: TenantId): Line<Item> {
    const line = lines.get(tenantId) ?? { id: newId(), sequence: 0, weight: 0, kept: [], wake: new Set() };
    lines.set(tenantId, line);
    return line;
  }

  function lingerOrDrop(tenantId: TenantId, line: Line<Item>): void {
    if (line.wake.size > 0) return;
    clearTimeout(line.leaving);
    line.leaving = setTimeout(() => {
      if (lines.get(tenantId) === line) lines.delete(tenantId);
    }, lingerMs).unref();
  }

  function placeOf(lastId: string | undefined, { id, sequence, kept }: Line<Item>): number | undefined {
    if (lastId === undefined || !lastId.startsWith(`${id}:`)) return undefined;
    const place = Number(lastId.slice(id.length + 1));
    return place <= sequence && place >= (kept[0]?.sequence ?? sequence + 1) - 1 ? place : undefined;
  }

  return {
    say(tenantId, item) {
      const line = lines.get(tenantId);
      if (!line) return;
      line.sequence += 1;
      line.weight += weightOf(item);
      line.kept.push({ sequence: line.sequence, item });
      while (line.weight > most && line.kept.length > 1) {
        const gone = line.kept.shift();
        if (gone) line.weight -= weightOf(gone.item);
      }
      for (const wake of line.wake) wake();
    },
    tenants: () => lines.keys(),
    has: (tenantId) => lines.has(tenantId),
    countListeners(tenantId) {
      if (tenantId !== undefined) return lines.get(tenantId)?.wake.size ?? 0;
      return [...lines.values()].reduce((sum, { wake }) => sum + wake.size, 0);
    },
    async *listen(tenantId, { signal, lastId, ready }) {
      const line = lineOf(tenantId);
      let alarm = Promise.withResolvers<void>();
      const wake = () => alarm.resolve();
      clearTimeout(line.leaving);
      line.wake.add(wake);
      signal.addEventListener('abort', wake, { once: true });
      try {
        await ready;
        const place = placeOf(lastId, line);
        let seen = place ?? line.sequence;
        if (place === undefined) yield { id: `${line.id}:${seen}` };
        while (!signal.aborted) {
          alarm = Promise.withResolvers<void>();
          const oldest = line.kept[0]?.sequence ?? line.sequence + 1;
          if (seen < oldest - 1) {
            seen = line.sequence;
            yield { id: `${line.id}:${seen}` };
            continue;
          }
          const next = line.kept[seen + 1 - oldest];
          if (next) {
            seen = next.sequence;
            yield { id: `${line.id}:${seen}`, item: next.item };
          } else if (!signal.aborted) await alarm.promise;
        }
      } finally {
        line.wake.delete(wake);
        signal.removeEventListener('abort', wake);
        lingerOrDrop(tenantId, line);
      }
    },
    clear() {
      for (const { leaving } of lines.values()) clearTimeout(leaving);
      lines.clear();
    },
  };
}
