import type { TagFactReader } from '@answerdesk/conversations';
import {
  answerDaysOf,
  type ConversationId,
  type FaqId,
  faqIdSchema,
  idsFrom,
  MOST_TAG_ENQUIRIES,
  MOST_UPSET_TURNS,
  messageIdSchema,
  momentOfId,
  type TagFacts,
  type TenantId,
} from '@answerdesk/domain';
import type { Models } from '../connect.ts';

const DAY_MS = 86_400_000;
const EITHER = { $in: [true, false] };
/** Of one conversation, the newest. */
const MOST_ANSWERS = 500;
const MOST_RATINGS = 20;

/** Fills the port of what rules ask of a customer, out of what is stored of their conversations. */
export function createTagFactReader({
  contacts,
  contactdetails,
  conversations,
  enquiries,
  messages,
  ratings,
  faqs,
}: Pick<
  Models,
  'contacts' | 'contactdetails' | 'conversations' | 'enquiries' | 'messages' | 'ratings' | 'faqs'
>): TagFactReader {
  async function readEnquiries(tenantId: TenantId, ids: readonly ConversationId[]): Promise<Date[]> {
    const newest = ids.map((conversationId) =>
      enquiries.find({ tenantId, conversationId }, { startedAt: 1 }).sort({ _id: -1 }).limit(MOST_TAG_ENQUIRIES).lean(),
    );
    return (await Promise.all(newest)).flat().map(({ startedAt }) => startedAt);
  }

  async function readScore(tenantId: TenantId, ids: readonly ConversationId[]): Promise<Pick<TagFacts, 'score'>> {
    const lists = ids.map((conversationId) =>
      ratings.find({ tenantId, conversationId }).sort({ _id: -1 }).limit(MOST_RATINGS).lean(),
    );
    const [newest] = (await Promise.all(lists))
      .flat()
      .flatMap(({ score, ratedAt }) => (score === undefined || !ratedAt ? [] : [{ score, at: ratedAt.getTime() }]))
      .sort((a, b) => b.at - a.at);
    return newest ? { score: newest.score } : {};
  }

  async function readAnswers(
    tenantId: TenantId,
    ids: readonly ConversationId[],
    since: Date,
  ): Promise<TagFacts['answers']> {
    const lists = ids.map((conversationId) =>
      messages
        .find(
          {
            ...{ tenantId, conversationId, isHandled: EITHER, _id: { $gte: messageIdSchema.parse(idsFrom(since)) } },
            ...{ direction: 'out', 'author.kind': 'bot' },
            // What was left to a person has an FAQ in its trace too.
            ...{ 'trace.faqId': { $exists: true }, 'trace.outcome': 'answered' },
          },
          { 'trace.faqId': 1 },
        )
        .sort({ _id: -1 })
        .limit(MOST_ANSWERS)
        .lean<{ _id: string; trace?: { faqId?: unknown } }[]>(),
    );
    const given = (await Promise.all(lists)).flat().flatMap(({ _id, trace }) => {
      const faqId = faqIdSchema.safeParse(trace?.faqId);
      return faqId.success ? [{ at: momentOfId(_id), faqId: faqId.data }] : [];
    });
    const categories = await readCategories(tenantId, [...new Set(given.map(({ faqId }) => faqId))]);
    return given.map((answer) => {
      const category = categories.get(answer.faqId);
      return category === undefined ? answer : { ...answer, category };
    });
  }

  async function readCategories(tenantId: TenantId, faqIds: readonly FaqId[]): Promise<ReadonlyMap<FaqId, string>> {
    if (faqIds.length === 0) return new Map();
    const docs = await faqs.find({ tenantId, _id: { $in: [...faqIds] } }, { category: 1 }).lean();
    return new Map(docs.flatMap(({ _id, category }) => (category === undefined ? [] : [[_id, category]])));
  }

  return {
    async read(tenantId, contactIds, rules, now) {
      const asked = new Set(rules.flatMap(({ conditions }) => conditions.map(({ kind }) => kind)));
      const answerDays = answerDaysOf(rules);
      const theirs = { tenantId, _id: { $in: [...contactIds] } };
      const [known, details, chats] = await Promise.all([
        contacts.find(theirs, { locale: 1 }).lean(),
        contactdetails.find(theirs, { email: 1 }).lean(),
        conversations
          .find(
            { tenantId, contactId: { $in: [...contactIds] }, isGroup: false, isStaff: { $ne: true } },
            { mood: 1, language: 1, lastMessageAt: 1 },
          )
          .lean(),
      ]);
      // A group says nothing of whose customer its members are.
      if (chats.length === 0 && details.length === 0) return undefined;
      const newestFirst = chats.sort((a, b) => b.lastMessageAt.getTime() - a.lastMessageAt.getTime());
      const ids = newestFirst.map(({ _id }) => _id);
      const [enquiriesAt, score, answers] = await Promise.all([
        asked.has('enquiries') ? readEnquiries(tenantId, ids) : [],
        asked.has('rated') ? readScore(tenantId, ids) : {},
        answerDays === 0 ? [] : readAnswers(tenantId, ids, new Date(now.getTime() - answerDays * DAY_MS)),
      ]);
      const language = [...newestFirst.map((chat) => chat.language), ...known.map(({ locale }) => locale)].find(
        Boolean,
      );
      return {
        emails: details.flatMap(({ email }) => email ?? []),
        ...(language !== undefined && { language }),
        feelings: newestFirst
          .flatMap(({ mood }) => mood?.turns ?? [])
          .sort((a, b) => a.at.getTime() - b.at.getTime())
          .slice(-MOST_UPSET_TURNS)
          .map(({ emotion }) => emotion.leading),
        enquiriesAt,
        answers,
        ...score,
      };
    },
  };
}
