import { createHash, randomBytes } from 'node:crypto';

/** A message as kf/sync_msg returns it. */
export type KfLogMessage = Readonly<Record<string, unknown>> & {
  readonly msgid: string;
  readonly send_time: number;
  readonly origin: 3 | 4 | 5;
  readonly msgtype: string;
};

export interface KfPage {
  readonly messages: readonly KfLogMessage[];
  readonly nextCursor: string;
  readonly hasMore: boolean;
}

export interface KfLog {
  append(openKfId: string, content: { readonly origin: 3 | 4 | 5 } & Readonly<Record<string, unknown>>): KfLogMessage;
  /** The messages of the last three days after a cursor, of one account or of all; undefined for no such cursor. */
  read(from: {
    readonly cursor: string | undefined;
    readonly openKfId: string | undefined;
    readonly limit: number;
  }): KfPage | undefined;
}

const KEPT_S = 3 * 24 * 3_600;

/**
 * Keeps what the customers, the staff and the system said. With `emptyPages`, a page of messages comes only after an
 * empty one that says there is more.
 */
export function createKfLog(options: { readonly now: () => Date; readonly emptyPages: boolean }): KfLog {
  const entries: { readonly openKfId: string; readonly message: KfLogMessage }[] = [];
  const nowS = () => Math.floor(options.now().getTime() / 1_000);

  return {
    append(openKfId, content) {
      const msgid = randomBytes(21).toString('base64url').slice(0, 28);
      const message = { msgtype: 'event', ...content, msgid, send_time: nowS() };
      entries.push({ openKfId, message });
      return message;
    },
    read({ cursor, openKfId, limit }) {
      const from = cursor === undefined ? { position: 0, isAfterEmpty: false } : readCursor(cursor, openKfId);
      if (!from || from.position > entries.length) return undefined;
      const fits = entries
        .map((entry, position) => ({ ...entry, position }))
        .filter((entry) => entry.position >= from.position)
        .filter((entry) => openKfId === undefined || entry.openKfId === openKfId)
        .filter(({ message }) => nowS() - message.send_time <= KEPT_S);
      if (options.emptyPages && !from.isAfterEmpty && fits.length > 0) {
        return { messages: [], nextCursor: writeCursor(from.position, true, openKfId), hasMore: true };
      }
      const page = fits.slice(0, limit);
      const hasMore = page.length < fits.length;
      const next = hasMore ? (page.at(-1)?.position ?? from.position - 1) + 1 : entries.length;
      return {
        messages: page.map(({ message }) => message),
        nextCursor: writeCursor(next, false, openKfId),
        hasMore,
      };
    },
  };
}

function writeCursor(position: number, isAfterEmpty: boolean, openKfId: string | undefined): string {
  const plain = `${position}${isAfterEmpty ? 'e' : 'n'}`;
  const seal = createHash('sha256')
    .update(`${plain}\n${openKfId ?? ''}`)
    .digest('base64url')
    .slice(0, 16);
  return `4gw7MepFLfgF2VC5${plain}_${seal}`;
}

function readCursor(
  cursor: string,
  openKfId: string | undefined,
): { readonly position: number; readonly isAfterEmpty: boolean } | undefined {
  const read = /^4gw7MepFLfgF2VC5(\d+)([en])_/.exec(cursor);
  if (!read) return undefined;
  const from = { position: Number(read[1]), isAfterEmpty: read[2] === 'e' };
  return writeCursor(from.position, from.isAfterEmpty, openKfId) === cursor ? from : undefined;
}
