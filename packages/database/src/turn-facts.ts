import {
  type ConversationId,
  type Handover,
  type InboundContent,
  idsFrom,
  type MessageId,
  messageIdSchema,
  type TenantId,
} from '@answerdesk/domain';
import type { AskedText, TurnFact, TurnFacts } from '@answerdesk/insights';
import type { Models } from './connect.ts';
import { createMessageFacts } from './message-facts.ts';
import type { MessageDoc } from './schema.ts';
import { wordsOf } from './stores/message-words.ts';
import type { PlatformWideQuery } from './tenant-scope.ts';

const BATCH = 1_000;

const told = {
  tenantId: 1,
  conversationId: 1,
  'author.kind': 1,
  'inbound.content': 1,
  'content.text': 1,
  causeId: 1,
  'turn.handledAs': 1,
  'turn.changes.language': 1,
  'turn.changes.waiting': 1,
  'trace.reason': 1,
  'trace.askedId': 1,
  'trace.faqId': 1,
  'trace.outcome': 1,
  'trace.chosenByCustomer': 1,
  'trace.candidates': 1,
} as const;

/** What is read of a message; of a bot's reply the trace is as it was stored by whichever version. */
type ToldDoc = Pick<MessageDoc, '_id' | 'tenantId' | 'conversationId' | 'author' | 'causeId'> & {
  readonly content?: { readonly text?: string };
  readonly inbound?: { readonly content?: InboundContent };
  readonly turn?: {
    readonly handledAs?: TurnFact['handledAs'];
    readonly changes?: { readonly language?: string; readonly waiting?: Handover };
  };
  readonly trace?: {
    readonly reason?: TurnFact['reason'];
    readonly askedId?: MessageId;
    readonly candidates?: TurnFact['candidates'];
    readonly faqId?: TurnFact['faqId'];
    readonly outcome?: string;
    readonly chosenByCustomer?: boolean;
  };
};

/** Reads stored messages for what was left unanswered, in the order of their ids. */
export function createTurnFacts({ messages }: Pick<Models, 'messages'>): TurnFacts {
  const { firstFrom, hasUnhandled } = createMessageFacts({ messages });
  const firstId = (at: Date) => messageIdSchema.parse(idsFrom(at));

  async function beside(
    tenantId: TenantId,
    conversationId: ConversationId,
    _id: { readonly $lt: MessageId } | { readonly $gt: MessageId },
    limit: number,
  ): Promise<TurnFact[]> {
    const docs = await messages
      .find({ tenantId, conversationId, isHandled: true, _id }, told)
      .sort({ _id: '$lt' in _id ? -1 : 1 })
      .limit(limit)
      .lean<ToldDoc[]>();
    return docs.map(factOf);
  }

  return {
    firstFrom,
    hasUnhandled,
    async *between(from, to) {
      const platformWide: PlatformWideQuery = 'questions left unanswered';
      const docs = messages
        .find({ _id: { $gte: firstId(from), $lt: firstId(to) } }, told)
        .setOptions({ platformWide })
        .sort({ _id: 1 })
        .hint({ _id: 1 })
        .batchSize(BATCH)
        .lean<ToldDoc[]>()
        .cursor();
      for await (const doc of docs) yield factOf(doc);
    },
    before: (tenantId, conversationId, id, limit) => beside(tenantId, conversationId, { $lt: id }, limit),
    after: (tenantId, conversationId, id, limit) => beside(tenantId, conversationId, { $gt: id }, limit),
    async textsOf(tenantId, ids) {
      const docs = await messages.find({ tenantId, _id: { $in: [...ids] } }).lean();
      return docs.flatMap((doc) => askedIn(doc) ?? []);
    },
  };
}

function factOf({ _id, author, inbound, content, turn, trace, causeId, ...doc }: ToldDoc): TurnFact {
  const text = author.kind === 'agent' ? content?.text : wordsOf(inbound?.content);
  const choiceId = inbound?.content?.kind === 'choice' ? inbound.content.choiceId : undefined;
  const faqId = trace?.outcome === 'answered' ? trace.faqId : undefined;
  const { language, waiting } = turn?.changes ?? {};
  // Whoever makes a turn again after a crash says what was promised, and may not know any more why.
  const promised = turn?.handledAs === 'handover' && waiting?.messageId === causeId ? waiting : undefined;
  const { reason = promised?.reason, askedId = promised?.askedId } = trace ?? {};
  return {
    ...{ id: _id, tenantId: doc.tenantId, conversationId: doc.conversationId, author: author.kind },
    ...(text !== undefined && { text }),
    ...(causeId !== undefined && { causeId }),
    ...(choiceId !== undefined && { choiceId }),
    ...(faqId !== undefined && { faqId, ...(trace?.chosenByCustomer === true && { isChosen: true }) }),
    ...(turn?.handledAs !== undefined && { handledAs: turn.handledAs }),
    ...(reason !== undefined && { reason }),
    ...(askedId !== undefined && { askedId }),
    ...(language !== undefined && { language }),
    ...(Array.isArray(trace?.candidates) && { candidates: trace.candidates }),
  };
}

function askedIn({ _id, conversationId, author, createdAt, inbound }: MessageDoc): AskedText | undefined {
  const text = wordsOf(inbound?.content);
  if (author.kind !== 'contact' || text === undefined) return undefined;
  const locale = inbound?.contact.locale;
  const { contactId } = author;
  return { id: _id, conversationId, contactId, at: createdAt, text, ...(locale !== undefined && { locale }) };
}
