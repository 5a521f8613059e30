import { idsFrom, messageIdSchema, momentOfId } from '@answerdesk/domain';
import type { CountedMessage, MessageFacts } from '@answerdesk/insights';
import type { Models } from './connect.ts';
import type { MessageDoc } from './schema.ts';
import type { PlatformWideQuery } from './tenant-scope.ts';

const BATCH = 1_000;
const acrossTenants = { platformWide: 'messages to count' satisfies PlatformWideQuery };

const counted = {
  tenantId: 1,
  channel: 1,
  createdAt: 1,
  'author.kind': 1,
  handledAs: 1,
  'inbound.contact.locale': 1,
  causeId: 1,
  'turn.openedAt': 1,
  'turn.changes.language': 1,
  'trace.reason': 1,
  'trace.faqId': 1,
  conversationId: 1,
} as const;

type CountedDoc = Pick<
  MessageDoc,
  '_id' | 'tenantId' | 'conversationId' | 'channel' | 'createdAt' | 'author' | 'handledAs' | 'causeId'
> & {
  readonly inbound?: { readonly contact?: { readonly locale?: string } };
  readonly turn?: { readonly openedAt?: Date; readonly changes?: { readonly language?: string } };
  readonly trace?: { readonly reason?: CountedMessage['reason']; readonly faqId?: CountedMessage['faqId'] };
};

/** Reads messages for counting, in the order of their ids, across tenants or of one. */
export function createMessageFacts({ messages }: Pick<Models, 'messages'>): MessageFacts {
  const firstId = (at: Date) => messageIdSchema.parse(idsFrom(at));
  const idsBetween = (from: Date, to: Date) => ({ $gte: firstId(from), $lt: firstId(to) });

  async function* read(filter: Readonly<Record<string, unknown>>, options = {}): AsyncGenerator<CountedMessage> {
    const docs = messages
      .find(filter, counted)
      .setOptions(options)
      .sort({ _id: 1 })
      .hint({ _id: 1 })
      .batchSize(BATCH)
      .lean<CountedDoc[]>()
      .cursor();
    for await (const doc of docs) yield fromDoc(doc);
  }

  return {
    between: (from, to) => read({ _id: idsBetween(from, to) }, acrossTenants),
    ofTenant: (tenantId, from, to) => read({ tenantId, _id: idsBetween(from, to) }),
    async firstFrom(from) {
      const first = await messages
        .findOne({ _id: { $gte: firstId(from) } }, { _id: 1 })
        .setOptions(acrossTenants)
        .sort({ _id: 1 })
        .lean();
      return first ? momentOfId(first._id) : undefined;
    },
    async hasUnhandled(from, to) {
      const waiting = await messages
        .findOne({ unhandledSince: { $gte: from, $lt: to } }, { _id: 1 })
        .setOptions(acrossTenants)
        .lean();
      return waiting !== null;
    },
  };
}

function fromDoc({ _id, author, inbound, turn, trace, causeId, handledAs, ...doc }: CountedDoc): CountedMessage {
  const language = author.kind === 'contact' ? inbound?.contact?.locale : turn?.changes?.language;
  return {
    id: _id,
    tenantId: doc.tenantId,
    conversationId: doc.conversationId,
    channel: doc.channel,
    createdAt: doc.createdAt,
    author: author.kind,
    ...(handledAs !== undefined && { handledAs }),
    ...(language !== undefined && { language }),
    ...(causeId !== undefined && { causeId }),
    ...(turn?.openedAt && { openedAt: turn.openedAt }),
    ...(trace?.reason !== undefined && { reason: trace.reason }),
    ...(trace?.faqId !== undefined && { faqId: trace.faqId }),
  };
}
