import { type Connection, Refusal } from './connection.ts';
import type { Memory } from './storage.ts';
import type { MyLine } from './wire.ts';

export interface OutboxEvents {
  sent(clientId: string): void;
  /** It was written in another tab, which sends it. */
  writtenElsewhere(line: MyLine): void;
  /** It will never be taken. */
  refused(clientId: string): void;
  /** Whether the server cannot be reached right now. */
  stuck(isStuck: boolean): void;
}

const PREFIX = 'out:';
const LONGEST_WAIT_MS = 30_000;
/** What another tab has not sent by then, as that tab was closed, is sent by this one. */
const LEFT_BEHIND_MS = 5_000;

/** What the visitor wrote and the server has not taken yet, in order; it survives the page. */
export function openOutbox(memory: Memory, connection: Connection, locale: string, on: OutboxEvents) {
  let isSending = false;
  let failures = 0;
  let timer: number | undefined;

  function read(name: string): MyLine[] {
    try {
      return [JSON.parse(memory.get(name) ?? '')];
    } catch {
      memory.remove(name);
      return [];
    }
  }

  function list(): MyLine[] {
    const lines = memory.names(PREFIX).flatMap(read);
    return lines.sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  async function flush(): Promise<void> {
    if (isSending) return;
    window.clearTimeout(timer);
    isSending = true;
    let renewedFor: string | undefined;
    try {
      for (let line = list()[0]; line; line = list()[0]) {
        const { clientId: id, text, choiceId } = line;
        try {
          if (!connection.hasSession()) await connection.renew();
          await connection.post({ id, locale, ...(choiceId === undefined ? { text } : { choiceId }) });
          memory.remove(PREFIX + id);
          failures = 0;
          on.stuck(false);
          on.sent(id);
        } catch (error) {
          const status = error instanceof Refusal ? error.status : 0;
          if (status === 400 || status === 413) {
            memory.remove(PREFIX + id);
            on.refused(id);
          } else if (status === 401 && renewedFor !== id) {
            renewedFor = id;
            await connection.renew();
          } else {
            throw error;
          }
        }
      }
    } catch (error) {
      failures += 1;
      const wanted = error instanceof Refusal ? error.retryAfterMs : undefined;
      if (wanted === undefined) on.stuck(true);
      const waitMs = wanted ?? Math.min(LONGEST_WAIT_MS, 500 * 2 ** Math.min(failures, 8)) * (0.75 + Math.random() / 2);
      timer = window.setTimeout(() => void flush(), waitMs);
    } finally {
      isSending = false;
    }
  }

  memory.onChange((name, isThere) => {
    if (!name.startsWith(PREFIX)) return;
    if (!isThere) return on.sent(name.slice(PREFIX.length));
    for (const line of read(name)) on.writtenElsewhere(line);
    window.setTimeout(() => void flush(), LEFT_BEHIND_MS);
  });

  return {
    list,
    flush,
    add(text: string, choiceId?: string): MyLine {
      const line: MyLine = {
        kind: 'mine',
        clientId: newClientId(),
        at: new Date().toISOString(),
        text,
        ...(choiceId !== undefined && { choiceId }),
      };
      memory.set(PREFIX + line.clientId, JSON.stringify(line));
      void flush();
      return line;
    },
  };
}

/** `crypto.randomUUID` is missing on pages without https. */
function newClientId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
