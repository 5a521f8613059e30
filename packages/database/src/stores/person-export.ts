import type { ExportedPart, PersonExport } from '@answerdesk/conversations';
import { type ContactId, type ConversationId, type TenantId, tagRuleKeyOf } from '@answerdesk/domain';
import type { Model } from 'mongoose';
import type { Models } from '../connect.ts';

const RECORDS = 200;
const EITHER = { $in: [true, false] };
/** How our own machinery keeps order; says nothing of the person. */
const INTERNAL = new Set([
  ...['tenantId', 'leaseOwner', 'leaseUntil', 'attendOwner', 'attendUntil', 'attendAt', 'attendings', 'changeDueAt'],
  ...['unhandledSince', 'dueAt', 'nextAttemptAt', 'nameWords', 'sketch', 'emailKey', 'phoneKey', 'replyHandle'],
  ...['address', 'size', 'erasureId', 'foundTags'],
]);

type Of = Readonly<Record<string, unknown>>;

/** Fills the port of a person's export. */
export function createPersonExport(
  models: Pick<
    Models,
    | 'contacts'
    | 'contactdetails'
    | 'contactnotes'
    | 'contactlinks'
    | 'contacttags'
    | 'tenants'
    | 'conversations'
    | 'conversationevents'
    | 'messages'
    | 'outbox'
    | 'drafts'
    | 'ratings'
    | 'gapquestions'
    | 'confirmedquestions'
    | 'enquiries'
    | 'suggestions'
    | 'replydrafts'
    | 'webchatparts'
    | 'files'
    | 'audit'
  >,
): PersonExport {
  async function chatsOf(tenantId: TenantId, contactIds: readonly ContactId[]) {
    const among = { $in: [...contactIds] };
    const docs = await models.conversations
      .find({ tenantId, contactId: among, isStaff: { $ne: true } }, { accountId: 1, chatKey: 1, isGroup: 1 })
      .lean();
    return docs;
  }

  /** What rules tag them with, in words: a rule's id says nothing to whoever reads the file. */
  async function tagsOf(tenantId: TenantId, contactIds: readonly ContactId[]): Promise<Of[]> {
    const [tenant, kept] = await Promise.all([
      models.tenants.findOne({ tenantId }, { settings: 1 }).lean(),
      models.contacttags.find({ tenantId, _id: { $in: [...contactIds] } }).lean(),
    ]);
    const rules = tenant?.settings?.tags?.rules ?? [];
    return kept.flatMap(({ _id, ruleKeys }) =>
      rules.filter((rule) => ruleKeys.includes(tagRuleKeyOf(rule))).map(({ tag }) => ({ contactId: _id, tag })),
    );
  }

  return {
    async *read(tenantId, contactIds) {
      const among = { $in: [...contactIds] };
      const chats = await chatsOf(tenantId, contactIds);
      // In a group others speak as well: of it only what is theirs.
      const own: ConversationId[] = chats.filter(({ isGroup }) => !isGroup).map(({ _id }) => _id);
      const within = { tenantId, conversationId: { $in: own } };
      yield* partsOf('contacts', models.contacts, { tenantId, _id: among });
      yield* partsOf('details', models.contactdetails, { tenantId, _id: among });
      yield* partsOf('notes', models.contactnotes, { tenantId, _id: among });
      yield* partsOf('links', models.contactlinks, { tenantId, contactIds: among });
      yield { name: 'tags', records: await tagsOf(tenantId, contactIds) };
      yield* partsOf('conversations', models.conversations, { tenantId, _id: { $in: own } });
      for (const conversationId of own) {
        yield* partsOf('messages', models.messages, { tenantId, conversationId, isHandled: EITHER });
      }
      yield* partsOf('messagesInGroups', models.messages, {
        ...{ tenantId, 'author.contactId': among, 'inbound.isGroup': true },
      });
      yield* partsOf('events', models.conversationevents, within);
      yield* partsOf('beingSent', models.outbox, { ...within, isDone: EITHER });
      yield* partsOf('drafts', models.drafts, within);
      yield* partsOf('ratings', models.ratings, within);
      yield* partsOf('unansweredQuestions', models.gapquestions, within);
      yield* partsOf('confirmedQuestions', models.confirmedquestions, within);
      yield* partsOf('enquiries', models.enquiries, within);
      // A suggestion is made of what several customers asked: of it only what is theirs.
      const suggestions = models.suggestions.find({ tenantId, 'pairs.conversationId': { $in: own } }, { pairs: 1 });
      const pairs = (await suggestions.lean()).flatMap((suggestion) => suggestion.pairs);
      yield {
        name: 'suggestions',
        records: pairs.filter(({ conversationId }) => own.includes(conversationId)).map((pair) => ({ ...pair })),
      };
      yield* partsOf('repliesBegun', models.replydrafts, within);
      for (const { accountId, chatKey } of chats.filter(({ isGroup }) => !isGroup)) {
        yield* partsOf('widget', models.webchatparts, { tenantId, accountId, visitorId: chatKey });
      }
      yield* partsOf('files', models.files, within, 1);
      yield* partsOf('audit', models.audit, { tenantId, 'target.id': { $in: [...contactIds, ...own] } });
    },
  };
}

async function* partsOf<Doc>(
  name: string,
  model: Model<Doc>,
  filter: Of,
  most = RECORDS,
): AsyncGenerator<ExportedPart> {
  let records: Of[] = [];
  const docs = model.find(filter).sort({ _id: 1 }).batchSize(most).lean<Of[]>().cursor();
  for await (const doc of docs) {
    records.push(recordOf(doc));
    if (records.length < most) continue;
    yield { name, records };
    records = [];
  }
  yield { name, records };
}

function recordOf(doc: Of): Of {
  const kept = Object.entries(doc).filter(([key]) => !INTERNAL.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [key === '_id' ? 'id' : key, readable(value)]));
}

/** Bytes as base64, also where they are the driver's own kind. */
function readable(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (typeof value === 'object' && value !== null && 'buffer' in value && value.buffer instanceof Uint8Array) {
    return Buffer.from(value.buffer).toString('base64');
  }
  return value;
}
