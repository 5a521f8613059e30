import type { GroupWalk } from '@answerdesk/conversations';
import {
  type ContactId,
  type ConversationId,
  type FaqId,
  type MessageId,
  messageIdSchema,
  type TenantId,
} from '@answerdesk/domain';
import type { MessageDoc } from '../schema.ts';
import type { ConversationRemains, RemainsModels } from './conversation-remains.ts';
import { forgetAskedInReplies } from './forget-asked-in-replies.ts';
import { MARKED } from './going-with-erasure.ts';
import { wordsOf } from './message-words.ts';
import { createSuggestionStore } from './suggestion-store.ts';
import { createWordsInFaqs, type FaqWordModels, faqIdsOf, withoutWords } from './words-in-faqs.ts';

interface Going {
  readonly contactIds: readonly ContactId[];
  readonly names: readonly string[];
}

const MESSAGES = 200;
const EITHER = { $in: [true, false] };
const NOTHING_YET = messageIdSchema.parse('0');

/** What people wrote in groups, among others whose words stay. */
export function createRemainsInGroups(
  models: RemainsModels & FaqWordModels,
  remains: Pick<ConversationRemains, 'forgetElsewhere'>,
) {
  const { conversations, conversationevents, messages, outbox, drafts, gapquestions, confirmedquestions } = models;
  const faqWords = createWordsInFaqs(models);
  const suggestions = createSuggestionStore(models);

  async function faqsTaughtIn(tenantId: TenantId, conversationId: ConversationId): Promise<FaqId[]> {
    const taught = await conversationevents.find({ tenantId, conversationId, kind: 'taught' }, { faqId: 1 }).lean();
    return [...new Set(taught.flatMap(faqIdsOf))];
  }

  /** Of these causes those that are gone, or go. */
  async function causesGone(
    tenantId: TenantId,
    ids: readonly MessageId[],
    going: ReadonlySet<MessageId>,
  ): Promise<ReadonlySet<MessageId>> {
    const causes = [...new Set(ids)].filter((id) => !going.has(id));
    if (causes.length === 0) return going;
    const there = await messages.find({ tenantId, _id: { $in: causes } }, { _id: 1 }).lean();
    const kept = new Set(there.map(({ _id }) => _id));
    return new Set([...going, ...causes.filter((id) => !kept.has(id))]);
  }

  async function takeNamesOut(tenantId: TenantId, answers: readonly MessageDoc[], names: readonly string[]) {
    for (const { _id, content, original } of answers) {
      const said = { ...(content && { content }), ...(original && { original }) };
      const set = withoutWords(said, { texts: [], names });
      if (JSON.stringify(set) !== JSON.stringify(said)) await messages.updateOne({ tenantId, _id }, { $set: set });
    }
  }

  /** What a group's document says of its last turns, and whose it is, where that is them; and what stands beside messages. */
  async function forgetBesides(tenantId: TenantId, id: ConversationId, { contactIds, names }: Going) {
    const within = { tenantId, conversationId: id };
    const among = { $in: [...contactIds] };
    const other = await messages
      .findOne({
        ...{ ...within, isHandled: EITHER },
        ...{ 'author.kind': 'contact', 'author.contactId': { $nin: [...contactIds] } },
      })
      .sort({ _id: -1 })
      .lean();
    await conversations.updateOne(
      { tenantId, _id: id },
      {
        $unset: {
          ...{ contactName: 1, nameWords: 1, lastExchange: 1, lastAnswered: 1, mood: 1, handedBack: 1, offered: 1 },
          ...{ offeredTo: 1, askedBack: 1 },
          ...{ 'waiting.asked': 1, 'handover.asked': 1 },
        },
      },
    );
    if (other?.author.kind === 'contact') {
      await conversations.updateOne(
        { tenantId, _id: id, contactId: among },
        { $set: { contactId: other.author.contactId } },
      );
    }
    const going = { texts: [], names };
    for (const { _id, text, note, comment } of await conversationevents.find(within).lean()) {
      const said = withoutWords({ text, note, comment }, going);
      const set = Object.fromEntries(Object.entries(said).filter(([, words]) => words !== undefined));
      if (Object.keys(set).length > 0) await conversationevents.updateOne({ tenantId, _id }, { $set: set });
    }
    // What staff were told of the group in their own chats are copies; the group has what others wrote.
    await outbox.deleteMany({ tenantId, about: id });
    // What an agent says in a group is for everybody in it, whoever wrote first.
    await outbox.deleteMany({ ...within, isDone: EITHER, contactId: among, botEpoch: { $exists: true } });
    const offered = { 'turn.changes.offeredTo': among };
    const noOffer = { $unset: { 'turn.changes.offeredTo': 1 } } as const;
    await outbox.updateMany({ ...within, isDone: EITHER, ...offered }, noOffer);
    await messages.updateMany({ ...within, isHandled: EITHER, ...offered }, noOffer);
    await forgetAskedInReplies(models, tenantId, id, (askers) => causesGone(tenantId, askers, new Set()));
    await deleteDraftsWithoutCause(tenantId, id);
    await suggestions.forgetConversation(tenantId, id);
  }

  async function deleteDraftsWithoutCause(tenantId: TenantId, conversationId: ConversationId) {
    const all = await drafts.find({ tenantId, conversationId }, { causeId: 1 }).lean();
    for (let first = 0; first < all.length; first += MESSAGES) {
      const some = all.slice(first, first + MESSAGES);
      const gone = await causesGone(
        tenantId,
        some.map(({ causeId }) => causeId),
        new Set(),
      );
      const ids = some.filter(({ causeId }) => gone.has(causeId)).map(({ _id }) => _id);
      await drafts.deleteMany({ tenantId, _id: { $in: ids } });
    }
  }

  return {
    /** The groups in which an erasure found something of theirs. */
    async list(tenantId: TenantId, contactIds: readonly ContactId[]): Promise<ConversationId[]> {
      const theirs = { 'inbound.isGroup': true, 'author.contactId': { $in: [...contactIds] } };
      const ids = new Set<ConversationId>();
      const written = messages
        .find({ tenantId, ...theirs, ...MARKED }, { conversationId: 1 })
        .lean()
        .cursor();
      for await (const { conversationId } of written) ids.add(conversationId);
      return [...ids];
    },

    /** Goes on through a group's messages in their order; undefined once its end was reached, and all beside them is gone. */
    async forgetSome(
      tenantId: TenantId,
      conversationId: ConversationId,
      going: Going,
      walk: GroupWalk | undefined,
    ): Promise<GroupWalk | undefined> {
      const { after, faqIds } = walk ?? { after: NOTHING_YET, faqIds: await faqsTaughtIn(tenantId, conversationId) };
      const docs = await messages
        .find({ tenantId, conversationId, isHandled: EITHER, _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(MESSAGES)
        .lean();
      const theirs = docs.filter(
        ({ erasureId, author }) =>
          erasureId !== undefined && author.kind === 'contact' && going.contactIds.includes(author.contactId),
      );
      const own = new Set(theirs.map(({ _id }) => _id));
      const replies = docs.flatMap((doc) =>
        doc.direction === 'out' && doc.causeId ? [{ ...doc, causeId: doc.causeId }] : [],
      );
      const gone = await causesGone(
        tenantId,
        replies.map(({ causeId }) => causeId),
        own,
      );
      const all = [...own, ...replies.filter(({ causeId }) => gone.has(causeId)).map(({ _id }) => _id)];
      if (own.size > 0) {
        const texts = theirs.flatMap(({ inbound }) => wordsOf(inbound?.content) ?? []);
        await faqWords.forget(tenantId, faqIds, { texts, names: going.names });
      }
      await takeNamesOut(
        tenantId,
        docs.filter(({ author, _id }) => author.kind === 'agent' && !all.includes(_id)),
        going.names,
      );
      if (all.length > 0) {
        await outbox.deleteMany({ tenantId, _id: { $in: all } });
        await gapquestions.deleteMany({ tenantId, _id: { $in: all } });
        await confirmedquestions.deleteMany({ tenantId, _id: { $in: all } });
        await remains.forgetElsewhere(tenantId, all);
        await messages.deleteMany({ tenantId, _id: { $in: all } });
      }
      const last = docs.at(-1);
      if (last && docs.length === MESSAGES) return { after: last._id, faqIds };
      await forgetBesides(tenantId, conversationId, going);
      return undefined;
    },
  };
}
