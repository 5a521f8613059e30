import { createHash } from 'node:crypto';
import { Binary } from 'bson';
import type { Doc, Value } from '../bson/value.ts';

const keptMs = 30 * 60_000;

/** The sessions clients have used in the last half hour. */
export class KnownSessions {
  readonly #usedAt = new Map<string, number>();

  use(session: string): void {
    this.#usedAt.set(session, Date.now());
  }

  forget(session: string): void {
    this.#usedAt.delete(session);
  }

  expire(now: number): void {
    for (const [session, usedAt] of this.#usedAt) if (now - usedAt > keptMs) this.#usedAt.delete(session);
  }

  /** As `$listLocalSessions` shows them, all of them one user's. */
  describe(user: string): Doc[] {
    const uid = new Binary(createHash('sha256').update(`${user}@admin`).digest());
    return [...this.#usedAt].map(([session, usedAt]) => {
      const id = new Binary(Buffer.from(session, 'latin1'), Binary.SUBTYPE_UUID);
      const named: Doc = new Map<string, Value>([
        ['id', id],
        ['uid', uid],
      ]);
      return new Map<string, Value>([
        ['_id', named],
        ['lastUse', new Date(usedAt)],
      ]);
    });
  }
}
