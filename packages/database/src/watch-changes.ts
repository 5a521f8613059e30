import { type Change, changeKinds, type TenantId } from '@answerdesk/domain';
import type { mongo } from 'mongoose';
import { keepStream, type Watch } from './change-stream.ts';
import type { Database } from './connect.ts';

/** Members who were named in a note that somebody wrote. */
export interface Mention {
  readonly conversationId: string;
  readonly byId?: string;
  readonly userIds: readonly string[];
}

/** A change as it is heard; `messages`: something happened in these conversations that left their own documents as they were. */
export type HeardChange =
  | Change
  | { readonly kind: 'messages'; readonly ids: readonly string[]; readonly mention?: Mention };

/** Hears a change; `all` when some may have been missed. */
export type ChangeListener = (tenantId: TenantId | undefined, change: HeardChange) => void;

/** What of a document may change without anybody hearing of it. */
const unheard: Readonly<Record<string, readonly string[]>> = {
  conversations: ['leaseOwner', 'leaseUntil'],
  presences: ['seenAt'],
};

/**
 * Hears of what is made or changed in all tenants, with one change stream: who listens tells them apart. A stream that
 * breaks is opened again, and `all` is heard for no tenant in particular. What is deleted has no tenant any more and is
 * not heard of. Leases and signs of life are no changes.
 */
export function watchChanges(database: Pick<Database, 'authDb'>, listen: ChangeListener): Watch {
  return keepStream(
    database,
    [
      {
        $match: {
          $or: [
            { 'ns.coll': { $in: [...changeKinds] }, operationType: { $in: ['insert', 'update', 'replace'] } },
            { 'ns.coll': 'conversationevents', operationType: 'insert' },
            { 'ns.coll': 'outbox', operationType: 'update', 'updateDescription.updatedFields.isDone': true },
          ],
        },
      },
      {
        $project: {
          ns: 1,
          documentKey: 1,
          operationType: 1,
          updateDescription: 1,
          'fullDocument.tenantId': 1,
          'fullDocument.conversationId': 1,
          'fullDocument.byId': 1,
          'fullDocument.mentionedIds': 1,
        },
      },
    ],
    {
      onEvent(event) {
        if (!('fullDocument' in event) || !('ns' in event) || !('coll' in event.ns)) return;
        const { coll } = event.ns;
        const tenantId: TenantId | undefined = event.fullDocument?.['tenantId'];
        if (!tenantId || isUnheard(event, coll)) return;
        const kind = changeKinds.find((each) => each === coll);
        if (kind) listen(tenantId, { kind, ids: [String(event.documentKey._id)] });
        else {
          const mention = mentionIn(event.fullDocument);
          const ids = [String(event.fullDocument?.['conversationId'])];
          listen(tenantId, { kind: 'messages', ids, ...(mention && { mention }) });
        }
      },
      onGap: () => listen(undefined, { kind: 'all', ids: [] }),
    },
  );
}

function mentionIn(document: mongo.Document | undefined): Mention | undefined {
  const { conversationId, byId, mentionedIds }: mongo.Document = document ?? {};
  if (!Array.isArray(mentionedIds) || mentionedIds.length === 0) return undefined;
  return {
    conversationId: String(conversationId),
    ...(byId !== undefined && { byId: String(byId) }),
    userIds: mentionedIds.map(String),
  };
}

function isUnheard(event: mongo.ChangeStreamDocument, coll: string): boolean {
  const silent = unheard[coll];
  if (!silent || event.operationType !== 'update') return false;
  const { updatedFields = {}, removedFields = [] } = event.updateDescription;
  return [...Object.keys(updatedFields), ...removedFields].every((field) => silent.includes(field));
}
