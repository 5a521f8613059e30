import type { UsageOfAll } from '@answerdesk/billing';
import type { AccountId, ConversationId, FaqId, FaqImportId, TenantId } from '@answerdesk/domain';
import type { SealedPlace } from '@answerdesk/tenants';
import type { Models } from './connect.ts';
import type { PlatformWideQuery } from './tenant-scope.ts';

/** A conversation with work left in it, of whichever tenant. */
export interface ConversationKey {
  readonly tenantId: TenantId;
  readonly conversationId: ConversationId;
}

/** An import that somebody should run, of whichever tenant. */
export interface FaqImportKey {
  readonly tenantId: TenantId;
  readonly importId: FaqImportId;
}

/** The few questions that are asked across all tenants: what a sweep must find when the process that knew is gone. */
export interface PlatformWide extends UsageOfAll {
  /** Conversations with a message accepted before `before` that nobody has dealt with, longest waiting first. */
  listUnhandled(before: Date, limit: number): Promise<ConversationKey[]>;
  /** Conversations with an outbox item that somebody should look at by `now`, longest due first. */
  listDue(now: Date, limit: number): Promise<ConversationKey[]>;
  /** Whose the platform's account is, of whichever tenant. */
  listAccountsOf(platformKey: string): Promise<AccountKey[]>;
  /** Accounts whose time to be removed has come, longest overdue first. */
  listLeaving(now: Date, limit: number): Promise<AccountKey[]>;
  /** Accounts whose messages are to be fetched by `now`, longest due first. */
  listDuePulls(now: Date, limit: number): Promise<AccountKey[]>;
  /** Every sealed text there is, one by one. */
  listSealed(): AsyncIterable<SealedPlace>;
  /** Tenants whose old messages are due to be forgotten, longest overdue first. */
  listForgetting(now: Date, limit: number): Promise<TenantId[]>;
  /** Conversations in which something is due by `now` without anybody's doing, and that nobody is at, longest overdue first. */
  listToAttend(now: Date, limit: number): Promise<ConversationKey[]>;
  /** Tenants whose waiting conversations are to be given to somebody by `now`, longest overdue first. */
  listToRoute(now: Date, limit: number): Promise<TenantId[]>;
  /** Conversations whose newest change of status has consequences left to be drawn by `now`, longest due first. */
  listUnfinishedChanges(now: Date, limit: number): Promise<ConversationKey[]>;
  /** Conversations that ended with a person and that nobody has learnt from by `now`, longest due first. */
  listToLearnFrom(now: Date, limit: number): Promise<ConversationKey[]>;
  /** Every tenant, by its id, after another. */
  listTenants(after: TenantId | undefined, limit: number): Promise<TenantId[]>;
  /** Every FAQ whose draft is to be published by `now`, longest due first: what was scheduled together is judged whole. */
  listDuePublishes(now: Date): Promise<{ readonly tenantId: TenantId; readonly faqId: FaqId }[]>;
  /** Tenants with something decided about such drafts that is not done by `now`, longest waiting first. */
  listOpenDecisions(now: Date): Promise<TenantId[]>;
  /** Imports of FAQs that nobody has run lately by `now`, longest due first. */
  listDueImports(now: Date, limit: number): Promise<FaqImportKey[]>;
}

export interface AccountKey {
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
}

/** Builds the platform-wide questions; each names itself to the tenant guard. */
export function createPlatformWide({
  messages,
  outbox,
  accounts,
  tenants,
  faqs,
  faqimports,
  duedecisions,
  channelstates,
  conversations,
  routings,
  usagebatches,
  usagehours,
}: Pick<
  Models,
  | 'messages'
  | 'outbox'
  | 'accounts'
  | 'tenants'
  | 'faqs'
  | 'faqimports'
  | 'duedecisions'
  | 'channelstates'
  | 'conversations'
  | 'routings'
  | 'usagebatches'
  | 'usagehours'
>): PlatformWide {
  const across = (platformWide: PlatformWideQuery) => ({ platformWide });
  return {
    async listUnhandled(before, limit) {
      return collect(limit, (skip) =>
        messages
          .find({ unhandledSince: { $lte: before } }, { tenantId: 1, conversationId: 1 })
          .setOptions(across('messages left unhandled'))
          .sort({ unhandledSince: 1 })
          .skip(skip)
          .limit(PAGE)
          .lean(),
      );
    },
    async listDue(now, limit) {
      return collect(limit, (skip) =>
        outbox
          .find({ dueAt: { $lte: now } }, { tenantId: 1, conversationId: 1 })
          .setOptions(across('outbox items due'))
          .sort({ dueAt: 1 })
          .skip(skip)
          .limit(PAGE)
          .lean(),
      );
    },
    async listAccountsOf(platformKey) {
      const docs = await accounts
        .find({ platformKey }, { tenantId: 1 })
        .setOptions(across('accounts of a platform account'))
        .lean();
      return docs.map(({ tenantId, _id }) => ({ tenantId, accountId: _id }));
    },
    async listLeaving(now, limit) {
      const docs = await accounts
        .find({ removeAt: { $lte: now } }, { tenantId: 1 })
        .setOptions(across('accounts to be removed'))
        .sort({ removeAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ tenantId, _id }) => ({ tenantId, accountId: _id }));
    },
    async listDuePulls(now, limit) {
      const docs = await channelstates
        .find({ pullDueAt: { $lte: now } }, { tenantId: 1 })
        .setOptions(across('messages to fetch'))
        .sort({ pullDueAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ tenantId, _id }) => ({ tenantId, accountId: _id }));
    },
    async *listSealed() {
      const sealedAccounts = accounts
        .find({}, { tenantId: 1, sealedCredentials: 1 })
        .setOptions(across('sealed secrets'))
        .lean();
      for await (const { tenantId, _id, sealedCredentials } of sealedAccounts) {
        yield { kind: 'account', tenantId, accountId: _id, sealed: sealedCredentials };
      }
      const withModels = tenants
        .find({}, { tenantId: 1, settings: 1, previousSettings: 1 })
        .setOptions(across('sealed secrets'))
        .lean();
      for await (const { tenantId, settings, previousSettings } of withModels) {
        const keys = { model: settings?.model?.sealedKey, 'previous-model': previousSettings?.model?.sealedKey };
        if (keys.model) yield { kind: 'model', tenantId, sealed: keys.model };
        if (keys['previous-model']) yield { kind: 'previous-model', tenantId, sealed: keys['previous-model'] };
      }
    },
    async listForgetting(now, limit) {
      const docs = await tenants
        .find({ retentionDueAt: { $lte: now } }, { tenantId: 1 })
        .setOptions(across('tenants with messages to forget'))
        .sort({ retentionDueAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ tenantId }) => tenantId);
    },
    async listToAttend(now, limit) {
      const docs = await conversations
        .find(
          { attendAt: { $lte: now }, $or: [{ attendUntil: null }, { attendUntil: { $lte: now } }] },
          { tenantId: 1 },
        )
        .setOptions(across('conversations to attend to'))
        .sort({ attendAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ _id, tenantId }) => ({ tenantId, conversationId: _id }));
    },
    async listToRoute(now, limit) {
      const docs = await routings
        .find({ dueAt: { $lte: now } }, { tenantId: 1 })
        .setOptions(across('tenants with conversations to give'))
        .sort({ dueAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ tenantId }) => tenantId);
    },
    async listUnfinishedChanges(now, limit) {
      const docs = await conversations
        .find({ changeDueAt: { $lte: now } }, { tenantId: 1 })
        .setOptions(across('changes of status to finish'))
        .sort({ changeDueAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ tenantId, _id }) => ({ tenantId, conversationId: _id }));
    },
    async listToLearnFrom(now, limit) {
      const docs = await conversations
        .find({ learnAt: { $lte: now } }, { tenantId: 1 })
        .setOptions(across('conversations to learn from'))
        .sort({ learnAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ tenantId, _id }) => ({ tenantId, conversationId: _id }));
    },
    async listTenants(after, limit) {
      const docs = await tenants
        .find(after === undefined ? {} : { tenantId: { $gt: after } }, { tenantId: 1 })
        .setOptions(across('every tenant'))
        .sort({ tenantId: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ tenantId }) => tenantId);
    },
    async listDuePublishes(now) {
      const docs = await faqs
        .find({ publishAt: { $lte: now } }, { tenantId: 1 })
        .setOptions(across('FAQs due to be published'))
        .sort({ publishAt: 1 })
        .lean();
      return docs.map(({ tenantId, _id }) => ({ tenantId, faqId: _id }));
    },
    async listOpenDecisions(now) {
      const docs = await duedecisions
        .find({ lookAt: { $lte: now } }, { tenantId: 1 })
        .setOptions(across('decisions about drafts that are due'))
        .sort({ lookAt: 1 })
        .lean();
      return [...new Set(docs.map(({ tenantId }) => tenantId))];
    },
    async listDueImports(now, limit) {
      const docs = await faqimports
        .find({ dueAt: { $lte: now } }, { tenantId: 1 })
        .setOptions(across('FAQ imports due'))
        .sort({ dueAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ _id, tenantId }) => ({ tenantId, importId: _id }));
    },
    async listUnsummed(now, limit) {
      const docs = await usagebatches
        .find({ lookAt: { $lte: now } }, { tenantId: 1 })
        .setOptions(across('tenants with usage to sum up'))
        .sort({ lookAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ tenantId }) => tenantId);
    },
    async listHoursDue(now, limit) {
      const docs = await usagehours
        .find({ dueAt: { $lte: now } }, { tenantId: 1, hour: 1 })
        .setOptions(across('hours of usage to settle'))
        .sort({ dueAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ tenantId, hour }) => ({ tenantId, hour }));
    },
  };
}

const PAGE = 500;
const MOST_PAGES = 40;

/** Reads on until there are enough conversations: one with a long line must not hide the others behind it. */
async function collect(
  limit: number,
  read: (skip: number) => Promise<readonly ConversationKey[]>,
): Promise<ConversationKey[]> {
  const found = new Map<string, ConversationKey>();
  for (let page = 0; page < MOST_PAGES && found.size < limit; page += 1) {
    const docs = await read(page * PAGE);
    for (const { tenantId, conversationId } of docs) {
      found.set(`${tenantId}/${conversationId}`, { tenantId, conversationId });
    }
    if (docs.length < PAGE) break;
  }
  return [...found.values()];
}
