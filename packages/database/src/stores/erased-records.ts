import type { ErasedRecords, ErasedVisitor } from '@answerdesk/conversations';
import type { ContactId, ConversationId, MessageId, TenantId } from '@answerdesk/domain';
import { ERASED } from '../audit-schema.ts';
import type { Models } from '../connect.ts';
import type { ConversationDoc } from '../conversation-schemas.ts';
import { createConversationRemains, type RemainsModels } from './conversation-remains.ts';
import type { PeopleModels } from './delete-contacts.ts';
import { eraseContacts } from './erase-contacts.ts';
import { forgetAskedInReplies } from './forget-asked-in-replies.ts';
import { goingOf, MARKED, madeOf, markFound, type Newer, readNewer, UNMARKED } from './going-with-erasure.ts';
import { wordsOf } from './message-words.ts';
import { createRemainsInGroups } from './remains-in-groups.ts';
import { createWordsInFaqs, type FaqWordModels, faqIdsOf } from './words-in-faqs.ts';

const MESSAGES = 200;
const NAME = 'inbound.contact.displayName';
const EITHER = { $in: [true, false] };
/** A shorter name stands in too many words. */
const SHORTEST_NAME = 3;

/** Fills the port of what an erasure deletes. */
export function createErasedRecords(
  models: RemainsModels & PeopleModels & FaqWordModels & Pick<Models, 'audit' | 'presences' | 'conversations'>,
): ErasedRecords {
  const { conversations, messages, conversationevents, contacts, contactdetails, audit, presences, webchatparts } =
    models;
  const remains = createConversationRemains(models);
  const groups = createRemainsInGroups(models, remains);
  const faqWords = createWordsInFaqs(models);

  async function hasOthers(tenantId: TenantId, conversationId: ConversationId, contactIds: readonly ContactId[]) {
    const other = { 'author.kind': 'contact' as const, 'author.contactId': { $nin: [...contactIds] } };
    return Boolean(await messages.exists({ tenantId, conversationId, isHandled: EITHER, ...other }));
  }

  /**
   * The conversation goes on as one that began with what was written since, without what it says of older messages, also of one
   * that a process was still at. False where a turn was recorded since it was read: that may be of a newer one.
   */
  async function goOn(tenantId: TenantId, conversation: ConversationDoc, { ids }: Newer): Promise<boolean> {
    const { _id: conversationId, erasureId, lastHandledId, foundTags = [], contactName } = conversation;
    const { waiting, handover, lastAnswered, askedBack, mood, rating } = conversation;
    const since = { tenantId, conversationId, isHandled: EITHER, direction: 'in' as const, ...UNMARKED };
    const first = await messages.findOne(since).sort({ _id: 1 }).lean();
    if (!first) return false;
    // A message without a name leaves the one from before.
    const isNamed = contactName !== undefined && (await messages.exists({ ...since, [NAME]: contactName })) !== null;
    const { createdAt } = first;
    const isNewer = (id: MessageId | undefined) => id !== undefined && ids.has(madeOf(id));
    const turns = mood?.turns.filter(({ messageId }) => isNewer(messageId)) ?? [];
    const isFromBefore = erasureId !== undefined;
    const wasNewerLast = isNewer(lastHandledId);
    const { matchedCount } = await conversations.updateOne(
      { tenantId, _id: conversationId, lastHandledId: lastHandledId ?? null },
      {
        $set: {
          ...(isFromBefore && { createdAt }),
          ...(turns.length > 0 && { 'mood.turns': turns }),
        },
        ...(isFromBefore && { $max: { lastMessageAt: createdAt } }),
        ...(isFromBefore && foundTags.length > 0 && { $pullAll: { tags: [...foundTags] } }),
        $unset: {
          ...(!isNewer(waiting?.askedId ?? waiting?.messageId) && { 'waiting.asked': 1 }),
          ...(!isNewer(handover?.askedId ?? handover?.messageId) && { 'handover.asked': 1 }),
          ...(!isNewer(lastAnswered?.messageId) && { lastAnswered: 1 }),
          ...(!isNewer(askedBack?.messageId) && { askedBack: 1 }),
          ...(turns.length === 0 && { mood: 1 }),
          ...(!isNamed && { contactName: 1, nameWords: 1 }),
          ...(!wasNewerLast && { lastExchange: 1, offered: 1, offeredTo: 1, language: 1 }),
          ...(isFromBefore && !isNewer(rating?.id) && { rating: 1 }),
          ...(isFromBefore && !wasNewerLast && { wroteIn: 1, languageWish: 1 }),
          ...(isFromBefore && { handedBack: 1, suggested: 1, lastAgentId: 1 }),
          ...{ erasureId: 1, foundTags: 1 },
        },
      },
    );
    return matchedCount > 0;
  }

  return {
    async listNames(tenantId, contactIds) {
      const theirs = { tenantId, _id: { $in: [...contactIds] } };
      const [known, details, chats] = await Promise.all([
        contacts.find(theirs).lean(),
        contactdetails.find(theirs).lean(),
        conversations.find({ tenantId, contactId: { $in: [...contactIds] }, isGroup: false }).lean(),
      ]);
      const names = [
        ...known.flatMap(({ displayName, platformId }) => [displayName, platformId]),
        ...details.flatMap(({ email, phone }) => [email, phone]),
        ...chats.map(({ contactName }) => contactName),
      ];
      const long = names.filter((name) => name !== undefined && name.trim().length >= SHORTEST_NAME);
      return [...new Set(long)].flatMap((name) => name ?? []).sort((a, b) => b.length - a.length);
    },
    async find(tenantId, contactIds) {
      const docs = await conversations
        .find(
          { tenantId, contactId: { $in: [...contactIds] }, isStaff: { $ne: true } },
          { isGroup: 1, channel: 1, accountId: 1, chatKey: 1 },
        )
        .lean();
      const own: ConversationId[] = [];
      for (const { _id, isGroup } of docs) {
        if (!isGroup || !(await hasOthers(tenantId, _id, contactIds))) own.push(_id);
      }
      const visitors = docs.flatMap(({ _id, channel, isGroup, accountId, chatKey }): ErasedVisitor[] =>
        channel === 'webchat' && !isGroup ? [{ conversationId: _id, accountId, visitorId: chatKey }] : [],
      );
      return { conversationIds: own, visitors };
    },
    listGroups: groups.list,
    async mark(tenantId, erasureId, contactIds, conversationIds) {
      await markFound(models, tenantId, erasureId, contactIds, conversationIds);
    },
    async forgetInTaught(tenantId, conversationId, names) {
      const going = goingOf(models, tenantId, conversationId);
      const events = await conversationevents
        .find({ tenantId, conversationId, kind: 'taught' }, { faqId: 1, erasureId: 1 })
        .lean();
      const made = await models.suggestions
        .find({ tenantId, 'pairs.conversationId': conversationId, 'action.faqId': { $exists: true } })
        .lean();
      const pairs = await going(
        made.flatMap(({ action, pairs: all }) =>
          all.flatMap((pair) => (pair.conversationId === conversationId ? [{ ...pair, _id: pair.id, action }] : [])),
        ),
        ({ _id }) => _id,
      );
      const taught = await going(events);
      const named = [...taught, ...pairs.flatMap(({ action }) => (action ? [{ ...action }] : []))].flatMap(faqIdsOf);
      const faqIds = [...new Set(named)];
      if (faqIds.length === 0) return;
      // Suggestions have what was asked without greetings and private data: so it stands in the FAQs made of them.
      const texts = new Set(pairs.map(({ question }) => question));
      const written = messages
        .find({ tenantId, conversationId, isHandled: EITHER, direction: 'in', ...MARKED }, { inbound: 1 })
        .batchSize(MESSAGES)
        .lean()
        .cursor();
      for await (const { inbound } of written) texts.add(wordsOf(inbound?.content) ?? '');
      await faqWords.forget(tenantId, faqIds, { texts: [...texts], names });
    },
    async deleteMessages(tenantId, conversationId) {
      const going = goingOf(models, tenantId, conversationId);
      return (await remains.deleteMessages(tenantId, conversationId, MESSAGES, going)).length === MESSAGES;
    },
    async deleteConversation(tenantId, conversationId) {
      await presences.updateMany({ tenantId, viewing: conversationId }, { $unset: { viewing: 1 } });
      for (;;) {
        const conversation = await conversations.findOne({ tenantId, _id: conversationId }).lean<ConversationDoc>();
        if (!conversation) break;
        const newer = await readNewer(models, tenantId, conversationId);
        if (newer.goesOn) {
          if (!(await goOn(tenantId, conversation, newer))) continue;
          await forgetAskedInReplies(models, tenantId, conversationId, async (askers) => {
            const { ids } = await readNewer(models, tenantId, conversationId);
            return new Set(askers.filter((id) => !ids.has(madeOf(id))));
          });
          break;
        }
        const asRead = { tenantId, _id: conversationId, lastHandledId: conversation.lastHandledId ?? null };
        // Else somebody dealt with a message meanwhile, which may be a newer one.
        if ((await conversations.deleteOne(asRead)).deletedCount > 0) break;
      }
      // What was written while it was being forgotten.
      await remains.deleteBesides(tenantId, conversationId, goingOf(models, tenantId, conversationId));
    },
    async deleteSentTo(tenantId, { conversationId, accountId, visitorId }) {
      const parts = await webchatparts.find({ tenantId, accountId, visitorId }, { key: 1 }).lean();
      const gone = await goingOf(models, tenantId, conversationId)(parts, ({ key }) => key);
      await webchatparts.deleteMany({ tenantId, accountId, visitorId, _id: { $in: gone.map(({ _id }) => _id) } });
    },
    forgetInGroup: (tenantId, groupId, going, walk) => groups.forgetSome(tenantId, groupId, going, walk),
    async forgetInAudit(tenantId, ids) {
      await audit.updateMany({ tenantId, 'target.id': { $in: [...ids] } }, { $set: { 'target.id': ERASED } });
    },
    deleteContacts: (tenantId, contactIds, conversationIds, dueAt) =>
      eraseContacts(models, tenantId, contactIds, conversationIds, dueAt),
  };
}
