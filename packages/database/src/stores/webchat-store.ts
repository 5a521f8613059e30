import type { WebchatMailbox } from '@answerdesk/channels';
import {
  type AccountId,
  type ConversationId,
  type MessageId,
  momentOfId,
  newId,
  type RenderedPart,
  type StoredInboundMessage,
  type TenantId,
} from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { WebchatPartDoc } from '../schema.ts';
import { isDuplicateKey } from './mapping.ts';
import { retryUpsert } from './retry-upsert.ts';

const TYPING_MS = 6_000;

/** A part as a visitor's browser is given it; of one visitor's, ids sort in the order they were sent. */
export interface VisitorPart extends RenderedPart {
  readonly id: string;
  readonly at: Date;
  readonly agentName?: string;
}

interface Visitor {
  readonly accountId: AccountId;
  readonly visitorId: string;
}

/** What visitors of the web widget were sent, and what they wrote. */
export interface WebchatStore extends WebchatMailbox {
  /** Parts after an id, oldest first. */
  listAfter(tenantId: TenantId, visitor: Visitor, afterId: string, limit: number): Promise<VisitorPart[]>;
  /** The newest parts, before an id where one is given, newest first. */
  listBefore(tenantId: TenantId, visitor: Visitor, beforeId: string | undefined, limit: number): Promise<VisitorPart[]>;
  /** The newest messages that came in, before an id where one is given, newest first. */
  listWritten(
    tenantId: TenantId,
    conversationId: ConversationId,
    beforeId: MessageId | undefined,
    limit: number,
  ): Promise<Pick<StoredInboundMessage, 'id' | 'createdAt' | 'inbound'>[]>;
}

/** Fills the mailbox of the web widget, and lets it be read. */
export function createWebchatStore({
  webchatparts,
  messages,
}: Pick<Models, 'webchatparts' | 'messages'>): WebchatStore {
  const parts = { typingUntil: { $exists: false } };
  return {
    async put({ tenantId, id: accountId }, { chatKey: visitorId, idempotencyKey: key, agentName }, part) {
      const newest = await webchatparts
        .findOne({ tenantId, accountId, visitorId, ...parts }, { _id: 1 })
        .sort({ _id: -1 })
        .lean();
      try {
        await webchatparts.create({
          _id: idAfter(newest?._id),
          tenantId,
          accountId,
          visitorId,
          key,
          part,
          ...(agentName !== undefined && { agentName }),
          createdAt: new Date(),
        });
        return 'put';
      } catch (error) {
        if (isDuplicateKey(error)) return 'known';
        throw error;
      }
    },
    async typing({ tenantId, id: accountId }, { chatKey: visitorId }) {
      const now = Date.now();
      const _id = `typing:${accountId}:${visitorId}`;
      await retryUpsert(() =>
        webchatparts.updateOne(
          { tenantId, _id },
          {
            $set: { typingUntil: new Date(now + TYPING_MS) },
            $setOnInsert: { accountId, visitorId, key: _id, createdAt: new Date(now) },
          },
          { upsert: true },
        ),
      );
    },
    async listAfter(tenantId, { accountId, visitorId }, afterId, limit) {
      const docs = await webchatparts
        .find({ tenantId, accountId, visitorId, _id: { $gt: afterId }, ...parts })
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return docs.flatMap(fromDoc);
    },
    async listBefore(tenantId, { accountId, visitorId }, beforeId, limit) {
      const docs = await webchatparts
        .find({
          tenantId,
          accountId,
          visitorId,
          ...(beforeId !== undefined && { _id: { $lt: beforeId } }),
          ...parts,
        })
        .sort({ _id: -1 })
        .limit(limit)
        .lean();
      return docs.flatMap(fromDoc);
    },
    async listWritten(tenantId, conversationId, beforeId, limit) {
      const docs = await messages
        .find({
          tenantId,
          conversationId,
          // Both values are named so that the index, which has it before the id, gives the messages in their order.
          isHandled: { $in: [true, false] },
          direction: 'in',
          ...(beforeId !== undefined && { _id: { $lt: beforeId } }),
        })
        .sort({ _id: -1 })
        .limit(limit)
        .lean();
      return docs.flatMap(({ _id: id, createdAt, inbound }) => (inbound ? [{ id, createdAt, inbound }] : []));
    },
  };
}

/** An id after the newest there is, also where that one was made by a machine whose clock is ahead. */
function idAfter(newest: string | undefined): string {
  const id = newId();
  if (newest === undefined || id > newest) return id;
  const nextMs = momentOfId(newest).getTime() + 1;
  return nextMs.toString(36).padStart(9, '0') + id.slice(9);
}

function fromDoc({ _id: id, part, agentName, createdAt: at }: WebchatPartDoc): VisitorPart[] {
  return part ? [{ ...part, id, at, ...(agentName !== undefined && { agentName }) }] : [];
}
