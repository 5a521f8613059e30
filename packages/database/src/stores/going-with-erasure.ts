import { type ContactId, type ConversationId, messageIdSchema, type TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';

type MarkedModels = Pick<Models, 'conversations' | 'conversationevents' | 'messages'>;

/** What stands in a conversation; with `erasureId` it was there when an erasure began. */
export interface Listed {
  readonly _id: string;
  readonly erasureId?: string;
}

/**
 * Of what was listed of a conversation that which goes: all of it where the customer has not written since the erasure began,
 * else what was there by then, and what is of messages that were. No clock is asked: whatever is of a newer message was
 * listed after that message was stored, so it is asked after listing. `baseOf` says of which message something is.
 */
export type Going = <Doc extends Listed>(
  docs: readonly Doc[],
  baseOf?: (doc: Doc) => string | undefined,
) => Promise<readonly Doc[]>;

/** What of a conversation has come since an erasure began. */
export interface Newer {
  /** The customer has written since. */
  readonly goesOn: boolean;
  /** Of messages and events. */
  readonly ids: ReadonlySet<string>;
}

export const UNMARKED = { erasureId: null } as const;
export const MARKED = { erasureId: { $exists: true } } as const;

const EITHER = { $in: [true, false] };
const ID_LENGTH = 24;

/** The id of a message or an event that another id was made of: it begins with it. */
export function madeOf(id: string): string {
  return id.slice(0, ID_LENGTH);
}

/** Reads what of a conversation has come since an erasure began. */
export async function readNewer(
  { conversations, conversationevents, messages }: MarkedModels,
  tenantId: TenantId,
  conversationId: ConversationId,
): Promise<Newer> {
  const unmarked = { tenantId, conversationId, ...UNMARKED };
  const [said, events, conversation] = await Promise.all([
    messages.find({ ...unmarked, isHandled: EITHER }, { direction: 1, causeId: 1 }).lean(),
    conversationevents.find(unmarked, { _id: 1 }).lean(),
    conversations.findOne({ tenantId, _id: conversationId }, { change: 1 }).lean(),
  ]);
  // What answers an older message is older, whenever it was written.
  const begins = said.filter(({ _id, causeId }) => causeId === undefined && madeOf(_id) === _id);
  const change = conversation?.change?.id;
  return {
    goesOn: said.some(({ direction }) => direction === 'in'),
    ids: new Set([...begins.map(({ _id }) => _id), ...events.map(({ _id }) => _id), ...(change ? [change] : [])]),
  };
}

/** Says what goes of a conversation. */
export function goingOf(models: MarkedModels, tenantId: TenantId, conversationId: ConversationId): Going {
  return async (docs, baseOf) => {
    if (docs.length === 0) return [];
    const newer = await readNewer(models, tenantId, conversationId);
    if (!newer.goesOn) return docs;
    return docs.filter((doc) => {
      if (doc.erasureId !== undefined) return true;
      const base = baseOf?.(doc);
      return base !== undefined && !newer.ids.has(madeOf(base));
    });
  };
}

/** Marks what is there now: it is that which an erasure goes for. */
export async function markFound(
  {
    conversations,
    conversationevents,
    messages,
    outbox,
    replydrafts,
    files,
    linkedchats,
    contacts,
    contactnotes,
    contactdetails,
    linkcodes,
  }: Pick<
    Models,
    | 'conversations'
    | 'conversationevents'
    | 'messages'
    | 'outbox'
    | 'replydrafts'
    | 'files'
    | 'linkedchats'
    | 'contacts'
    | 'contactnotes'
    | 'contactdetails'
    | 'linkcodes'
  >,
  tenantId: TenantId,
  erasureId: string,
  contactIds: readonly ContactId[],
  conversationIds: readonly ConversationId[],
): Promise<void> {
  const mark = { $set: { erasureId } };
  const among = { $in: [...contactIds] };
  for (const conversationId of conversationIds) {
    const theirs = { tenantId, conversationId };
    const conversation = await conversations.findOne({ tenantId, _id: conversationId }).lean();
    // In a group somebody else may begin to write at this moment.
    const isTheirs = conversation?.isGroup && { $or: [{ direction: 'out' as const }, { 'author.contactId': among }] };
    await messages.updateMany({ ...theirs, isHandled: EITHER, ...isTheirs }, mark);
    await conversationevents.updateMany(theirs, mark);
    await replydrafts.updateMany(theirs, mark);
    await files.updateMany(theirs, mark);
    const { tags: foundTags = [] } = conversation ?? {};
    await conversations.updateOne(
      { tenantId, _id: conversationId },
      { $set: { erasureId, foundTags: [...foundTags] } },
    );
    for (const of of await linesOf({ linkedchats, messages, outbox }, tenantId, conversationId)) {
      await outbox.updateMany(of.told, mark);
      await messages.updateMany(of.written, mark);
    }
    await outbox.updateMany({ tenantId, about: conversationId }, mark);
  }
  await messages.updateMany({ tenantId, 'inbound.isGroup': true, 'author.contactId': among }, mark);
  const contact = { tenantId, _id: among };
  await contactnotes.updateMany(contact, mark);
  await contactdetails.updateMany(contact, mark);
  await linkcodes.updateMany({ tenantId, contactId: among }, mark);
  await contacts.updateMany(contact, mark);
}

/** Where in the chats that members linked a conversation is spoken of: what they were asked, what they wrote or pressed. */
export async function linesOf(
  { linkedchats, messages, outbox }: Pick<Models, 'linkedchats' | 'messages' | 'outbox'>,
  tenantId: TenantId,
  conversationId: ConversationId,
) {
  const linked = await linkedchats.find({ tenantId, 'chat.conversationId': { $exists: true } }).lean();
  if (linked.length === 0) return [];
  const told = await outbox.find({ tenantId, about: conversationId }, { sentParts: 1 }).lean();
  const parts = told.flatMap(({ sentParts }) => sentParts);
  const names = new RegExp(`:${conversationId.replace(/[.]/g, '\\.')}$`);
  const written = await messages
    .find({ tenantId, conversationId, isHandled: EITHER, dedupeKey: /^agent:/ }, { dedupeKey: 1 })
    .lean();
  const answers = written.map(({ dedupeKey }) => messageIdSchema.parse(dedupeKey.slice('agent:'.length)));
  const replies = answers.map((id) => messageIdSchema.parse(`${id}.r`));
  return linked.flatMap(({ chat }) => {
    if (!chat) return [];
    const within = { tenantId, conversationId: chat.conversationId, isHandled: EITHER };
    return {
      told: {
        ...{ tenantId, conversationId: chat.conversationId, isDone: EITHER },
        $or: [{ _id: { $in: replies } }, { 'content.choices.id': names }],
      },
      written: {
        ...within,
        $or: [
          { _id: { $in: answers } },
          { 'inbound.inReplyTo': { $in: parts } },
          { 'inbound.content.choiceId': names },
        ],
      },
    };
  });
}
