import {
  type Conversation,
  type ConversationId,
  type FaqId,
  type HandledAs,
  type InboundContent,
  idsFrom,
  type MessageId,
  messageIdSchema,
  momentOfId,
  type TenantId,
} from '@answerdesk/domain';
import type { EnquiryKey, SaidMessage, TranscriptReader } from '@answerdesk/insights';
import type { Models } from './connect.ts';
import { createMessageFacts } from './message-facts.ts';
import type { MessageDoc } from './schema.ts';
import { wordsOf } from './stores/message-words.ts';
import type { PlatformWideQuery } from './tenant-scope.ts';

const BATCH = 1_000;

const said = {
  'author.kind': 1,
  createdAt: 1,
  'inbound.content': 1,
  'inbound.contact.locale': 1,
  handledAs: 1,
  causeId: 1,
  notice: 1,
  'turn.handledAs': 1,
  'turn.changes.language': 1,
  'turn.changes.lastAnswered': 1,
  'turn.changes.lastSmallTalk': 1,
  'turn.changes.waiting': 1,
  'trace.faqId': 1,
  'trace.reason': 1,
} as const;

/** What is read of a message; of a bot's reply the trace is as it was stored by whichever version. */
type SaidDoc = Pick<MessageDoc, '_id' | 'createdAt' | 'author' | 'handledAs' | 'causeId' | 'notice'> & {
  readonly inbound?: { readonly content?: InboundContent; readonly contact?: { readonly locale?: string } };
  readonly turn?: {
    readonly handledAs?: HandledAs;
    readonly changes?: Pick<Conversation, 'language' | 'lastAnswered' | 'lastSmallTalk' | 'waiting'>;
  };
  readonly trace?: { readonly faqId?: FaqId; readonly reason?: string };
};

/** Reads conversations for whether their customers were helped. */
export function createTranscriptReader({
  conversations,
  messages,
  outbox,
  conversationevents,
  ratings,
}: Pick<Models, 'conversations' | 'messages' | 'outbox' | 'conversationevents' | 'ratings'>): TranscriptReader {
  const { firstFrom, hasUnhandled } = createMessageFacts({ messages });
  const firstId = (at: Date) => messageIdSchema.parse(idsFrom(at));

  async function active(filter: { readonly tenantId?: TenantId }, from: Date, to: Date): Promise<EnquiryKey[]> {
    const platformWide: PlatformWideQuery = 'conversations to settle';
    const docs = messages
      .find({ ...filter, _id: { $gte: firstId(from), $lt: firstId(to) } }, { tenantId: 1, conversationId: 1 })
      .setOptions(filter.tenantId === undefined ? { platformWide } : {})
      .sort({ _id: 1 })
      .hint({ _id: 1 })
      .batchSize(BATCH)
      .lean()
      .cursor();
    const keys = new Map<string, EnquiryKey>();
    for await (const { tenantId, conversationId } of docs) {
      keys.set(`${tenantId}/${conversationId}`, { tenantId, conversationId });
    }
    return [...keys.values()];
  }

  /** Of what was to be said, that which never reached the customer. */
  async function lostOf(tenantId: TenantId, ids: readonly MessageId[]): Promise<ReadonlySet<MessageId>> {
    if (ids.length === 0) return new Set();
    const docs = await outbox
      .find({ tenantId, _id: { $in: [...ids] }, state: { $in: ['failed', 'cancelled'] } }, { state: 1, sentParts: 1 })
      .lean();
    return new Set(
      docs.flatMap(({ _id, state, sentParts }) => (state === 'failed' || sentParts.length === 0 ? [_id] : [])),
    );
  }

  async function ratingsOf(tenantId: TenantId, conversationId: ConversationId, from: MessageId | undefined) {
    const docs = await ratings.find({ tenantId, conversationId }, { score: 1, ratedAt: 1 }).lean();
    const since = from === undefined ? 0 : momentOfId(from).getTime();
    return docs.flatMap(({ _id, score, ratedAt }) =>
      score !== undefined && ratedAt && ratedAt.getTime() >= since ? [{ id: _id, at: ratedAt, score }] : [],
    );
  }

  return {
    firstFrom,
    hasUnhandled,
    listActive: (from, to) => active({}, from, to),
    listActiveOf: (tenantId, from, to) => active({ tenantId }, from, to),
    async read(tenantId, conversationId, from) {
      const chat = await conversations
        .findOne({ tenantId, _id: conversationId }, { channel: 1, isStaff: 1 })
        .lean<Pick<Conversation, 'channel' | 'isStaff'>>();
      if (!chat || chat.isStaff) return undefined;
      const since = from === undefined ? {} : { _id: { $gte: from } };
      const [docs, happened, given] = await Promise.all([
        messages
          .find({ tenantId, conversationId, isHandled: { $in: [true, false] }, ...since }, said)
          .batchSize(BATCH)
          .lean<SaidDoc[]>(),
        conversationevents
          .find({ tenantId, conversationId, kind: { $in: ['closed', 'handed-back'] }, ...since }, { at: 1, kind: 1 })
          .lean(),
        ratingsOf(tenantId, conversationId, from),
      ]);
      const lost = await lostOf(
        tenantId,
        docs.filter(({ author }) => author.kind !== 'contact').map(({ _id }) => _id),
      );
      return {
        channel: chat.channel,
        messages: docs.filter(({ _id, notice }) => notice === undefined && !lost.has(_id)).map(saidIn),
        events: happened.flatMap(({ _id, at, kind }) =>
          kind === 'closed' || kind === 'handed-back' ? [{ id: _id, at, kind }] : [],
        ),
        ratings: given,
      };
    },
  };
}

function saidIn({ _id, createdAt, author, inbound, turn, trace, causeId, ...doc }: SaidDoc): SaidMessage {
  const content = inbound?.content;
  const text = wordsOf(content);
  const { waiting, lastAnswered, lastSmallTalk, language = inbound?.contact?.locale } = turn?.changes ?? {};
  const handledAs = turn?.handledAs ?? doc.handledAs;
  const faqId = lastAnswered?.faqId ?? trace?.faqId;
  const isWished = trace?.reason === 'asked-for-person' || waiting?.reason === 'asked-for-person';
  return {
    ...{ id: _id, at: createdAt, author: author.kind },
    ...(text !== undefined && { text }),
    ...(content?.kind === 'attachment' && content.attachment === 'sticker' && { isSticker: true }),
    ...(handledAs !== undefined && { handledAs }),
    ...(language !== undefined && { language }),
    ...(causeId !== undefined && { causeId }),
    ...(faqId !== undefined && { faqId }),
    ...(lastSmallTalk && { intent: lastSmallTalk.intent }),
    ...(waiting && { callsPerson: { isWished } }),
  };
}
