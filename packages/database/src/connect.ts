import { DomainError } from '@answerdesk/domain';
import { startEmbeddedMongo } from '@answerdesk/embedded-mongo';
import mongoose, { type Connection, type Model, type mongo } from 'mongoose';
import type { AnswerTranslationDoc } from './answer-translation-schema.ts';
import type { PushSubscriptionDoc, RoutingDoc, StaffMailsDoc } from './attention-schemas.ts';
import { makeAuthCollections } from './auth-collections.ts';
import type { BillingAlertDoc } from './billing-alert-schema.ts';
import type { CustomerClaimDoc, MeterReportDoc, ReconciliationDoc, StripeEventDoc } from './billing-schemas.ts';
import type { CurveMarkDoc, CurveProgressDoc, CurveWeekDoc } from './curve-schemas.ts';
import type { FaqImportChunkDoc, FaqImportDoc } from './faq-import-schemas.ts';
import type { FaqDoc, FaqRevisionDoc } from './faq-schemas.ts';
import type { GapDoc, GapProgressDoc, GapQuestionDoc } from './gap-schemas.ts';
import type { ConfirmedQuestionDoc, DueDecisionDoc, PinnedExampleDoc } from './gate-schemas.ts';
import type { GlossaryDoc } from './glossary-schema.ts';
import type { ConversationEventDoc } from './inbox-schemas.ts';
import type {
  CannedReplyDoc,
  ContactNoteDoc,
  FileDoc,
  FileUsageDoc,
  PresenceDoc,
  ReplyDraftDoc,
  StaffDoc,
} from './inbox-side-schemas.ts';
import type { LinkedChatDoc } from './linked-chat-schema.ts';
import type { ModelSpendDoc } from './model-spend-schema.ts';
import { databaseNamedIn, markerName } from './move/target.ts';
import type { ContactDetailsDoc, ContactLinkDoc, ContactTagsDoc, ErasureDoc, LinkCodeDoc } from './people-schemas.ts';
import type { RatingDoc } from './rating-schemas.ts';
import type { EnquiryDoc, ResolutionHourDoc } from './resolution-schemas.ts';
import {
  type AccountDoc,
  type AuditDoc,
  type ChannelStateDoc,
  type ContactDoc,
  type ConversationDoc,
  type CountsDoc,
  type DraftDoc,
  type JobDoc,
  type MessageDoc,
  type OutboxDoc,
  schemas,
  type TenantDoc,
  type WebchatPartDoc,
} from './schema.ts';
import type { SuggestionDoc } from './suggestion-schema.ts';
import type { TopicAlertDoc, TopicHourDoc } from './topic-schemas.ts';
import type { BillingAccountDoc, UsageBatchDoc, UsageDayDoc, UsageEventDoc, UsageHourDoc } from './usage-schemas.ts';

export interface ConnectOptions {
  /** A MongoDB URI; without one the embedded database under `dataDir` is started, or joined where it already runs. */
  readonly uri?: string;
  readonly dataDir: string;
  /** The database's name; `answerdesk` unless the URI or the caller says another. */
  readonly name?: string;
  /** Most connections to the server; 20 unless told. */
  readonly maxPoolSize?: number;
  /** Called when the embedded server itself dies; nothing can be stored after that. */
  readonly onFailure?: (error: Error) => void;
}

export interface Models {
  readonly tenants: Model<TenantDoc>;
  readonly accounts: Model<AccountDoc>;
  readonly faqs: Model<FaqDoc>;
  readonly contacts: Model<ContactDoc>;
  readonly conversations: Model<ConversationDoc>;
  readonly conversationevents: Model<ConversationEventDoc>;
  readonly messages: Model<MessageDoc>;
  readonly outbox: Model<OutboxDoc>;
  readonly drafts: Model<DraftDoc>;
  readonly audit: Model<AuditDoc>;
  readonly counts: Model<CountsDoc>;
  readonly jobs: Model<JobDoc>;
  readonly channelstates: Model<ChannelStateDoc>;
  readonly faqrevisions: Model<FaqRevisionDoc>;
  readonly faqimports: Model<FaqImportDoc>;
  readonly faqimportchunks: Model<FaqImportChunkDoc>;
  readonly webchatparts: Model<WebchatPartDoc>;
  readonly linkedchats: Model<LinkedChatDoc>;
  readonly routings: Model<RoutingDoc>;
  readonly pushsubscriptions: Model<PushSubscriptionDoc>;
  readonly staffmails: Model<StaffMailsDoc>;
  readonly ratings: Model<RatingDoc>;
  readonly gaps: Model<GapDoc>;
  readonly glossaries: Model<GlossaryDoc>;
  readonly gapquestions: Model<GapQuestionDoc>;
  readonly gapprogress: Model<GapProgressDoc>;
  readonly confirmedquestions: Model<ConfirmedQuestionDoc>;
  readonly pinnedexamples: Model<PinnedExampleDoc>;
  readonly duedecisions: Model<DueDecisionDoc>;
  readonly suggestions: Model<SuggestionDoc>;
  readonly presences: Model<PresenceDoc>;
  readonly cannedreplies: Model<CannedReplyDoc>;
  readonly replydrafts: Model<ReplyDraftDoc>;
  readonly staff: Model<StaffDoc>;
  readonly contactnotes: Model<ContactNoteDoc>;
  readonly files: Model<FileDoc>;
  readonly fileusages: Model<FileUsageDoc>;
  readonly modelspend: Model<ModelSpendDoc>;
  readonly answertranslations: Model<AnswerTranslationDoc>;
  readonly billingalerts: Model<BillingAlertDoc>;
  readonly curvemarks: Model<CurveMarkDoc>;
  readonly curveweeks: Model<CurveWeekDoc>;
  readonly curveprogress: Model<CurveProgressDoc>;
  readonly topicalerts: Model<TopicAlertDoc>;
  readonly enquiries: Model<EnquiryDoc>;
  readonly resolutionhours: Model<ResolutionHourDoc>;
  readonly topichours: Model<TopicHourDoc>;
  readonly contactlinks: Model<ContactLinkDoc>;
  readonly contactdetails: Model<ContactDetailsDoc>;
  readonly contacttags: Model<ContactTagsDoc>;
  readonly erasures: Model<ErasureDoc>;
  readonly linkcodes: Model<LinkCodeDoc>;
  readonly meterreports: Model<MeterReportDoc>;
  readonly customerclaims: Model<CustomerClaimDoc>;
  readonly reconciliations: Model<ReconciliationDoc>;
  readonly stripeevents: Model<StripeEventDoc>;
  readonly usageevents: Model<UsageEventDoc>;
  readonly usagebatches: Model<UsageBatchDoc>;
  readonly usagedays: Model<UsageDayDoc>;
  readonly usagehours: Model<UsageHourDoc>;
  readonly billingaccounts: Model<BillingAccountDoc>;
}

export interface Database {
  readonly models: Models;
  /** MongoDB's own handle, for better-auth and who reads its collections, which have no tenant. */
  readonly authDb: mongo.Db;
  /** Where the server is, for people: `embedded` or `MongoDB`. Never the URI, which may hold a password. */
  readonly kind: 'embedded' | 'MongoDB';
  /** Resolves when the server answers; rejects when it does not. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the one connection of a process, with every collection and index in place when it resolves.
 * Rejects when the server cannot be reached within 10 s or an index cannot be made, with DomainError `unavailable` when the
 * embedded database cannot be used, and `conflict` while a move into the database is not complete.
 */
export async function connectDatabase(options: ConnectOptions): Promise<Database> {
  const embedded =
    options.uri === undefined
      ? await startEmbeddedMongo({
          dataDir: options.dataDir,
          ...(options.onFailure && { onFailure: options.onFailure }),
        }).catch((error: unknown) => {
          const why = error instanceof Error ? error.message : String(error);
          throw new DomainError('unavailable', why, { cause: error });
        })
      : undefined;
  const connection = mongoose.createConnection();
  try {
    const uri = embedded?.uri ?? options.uri ?? '';
    const name = options.name ?? (databaseNamedIn(uri) === undefined ? 'answerdesk' : undefined);
    await connection.openUri(uri, {
      maxPoolSize: options.maxPoolSize ?? 20,
      serverSelectionTimeoutMS: 10_000,
      ...(name !== undefined && { dbName: name }),
    });
    const models = makeModels(connection);
    await makeCollections(connection);
    return {
      models,
      authDb: connection.getClient().db(connection.name),
      kind: embedded ? 'embedded' : 'MongoDB',
      ping: async () => {
        await connection.db?.command({ ping: 1 });
      },
      close: async () => {
        await connection.close();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await connection.close();
    await embedded?.stop();
    throw error;
  }
}

function makeModels(connection: Connection): Models {
  return {
    tenants: connection.model<TenantDoc>('tenants', schemas.tenants),
    accounts: connection.model<AccountDoc>('accounts', schemas.accounts),
    gaps: connection.model<GapDoc>('gaps', schemas.gaps),
    glossaries: connection.model<GlossaryDoc>('glossaries', schemas.glossaries),
    gapquestions: connection.model<GapQuestionDoc>('gapquestions', schemas.gapquestions),
    gapprogress: connection.model<GapProgressDoc>('gapprogress', schemas.gapprogress),
    confirmedquestions: connection.model<ConfirmedQuestionDoc>('confirmedquestions', schemas.confirmedquestions),
    duedecisions: connection.model<DueDecisionDoc>('duedecisions', schemas.duedecisions),
    pinnedexamples: connection.model<PinnedExampleDoc>('pinnedexamples', schemas.pinnedexamples),
    faqs: connection.model<FaqDoc>('faqs', schemas.faqs),
    contacts: connection.model<ContactDoc>('contacts', schemas.contacts),
    conversations: connection.model<ConversationDoc>('conversations', schemas.conversations),
    conversationevents: connection.model<ConversationEventDoc>('conversationevents', schemas.conversationevents),
    messages: connection.model<MessageDoc>('messages', schemas.messages),
    outbox: connection.model<OutboxDoc>('outbox', schemas.outbox),
    drafts: connection.model<DraftDoc>('drafts', schemas.drafts),
    audit: connection.model<AuditDoc>('audit', schemas.audit),
    counts: connection.model<CountsDoc>('counts', schemas.counts),
    jobs: connection.model<JobDoc>('jobs', schemas.jobs),
    channelstates: connection.model<ChannelStateDoc>('channelstates', schemas.channelstates),
    faqrevisions: connection.model<FaqRevisionDoc>('faqrevisions', schemas.faqrevisions),
    faqimports: connection.model<FaqImportDoc>('faqimports', schemas.faqimports),
    faqimportchunks: connection.model<FaqImportChunkDoc>('faqimportchunks', schemas.faqimportchunks),
    webchatparts: connection.model<WebchatPartDoc>('webchatparts', schemas.webchatparts),
    linkedchats: connection.model<LinkedChatDoc>('linkedchats', schemas.linkedchats),
    routings: connection.model<RoutingDoc>('routings', schemas.routings),
    pushsubscriptions: connection.model<PushSubscriptionDoc>('pushsubscriptions', schemas.pushsubscriptions),
    staffmails: connection.model<StaffMailsDoc>('staffmails', schemas.staffmails),
    ratings: connection.model<RatingDoc>('ratings', schemas.ratings),
    suggestions: connection.model<SuggestionDoc>('suggestions', schemas.suggestions),
    presences: connection.model<PresenceDoc>('presences', schemas.presences),
    cannedreplies: connection.model<CannedReplyDoc>('cannedreplies', schemas.cannedreplies),
    replydrafts: connection.model<ReplyDraftDoc>('replydrafts', schemas.replydrafts),
    staff: connection.model<StaffDoc>('staff', schemas.staff),
    contactnotes: connection.model<ContactNoteDoc>('contactnotes', schemas.contactnotes),
    files: connection.model<FileDoc>('files', schemas.files),
    fileusages: connection.model<FileUsageDoc>('fileusages', schemas.fileusages),
    modelspend: connection.model<ModelSpendDoc>('modelspend', schemas.modelspend),
    answertranslations: connection.model<AnswerTranslationDoc>('answertranslations', schemas.answertranslations),
    billingalerts: connection.model<BillingAlertDoc>('billingalerts', schemas.billingalerts),
    curvemarks: connection.model<CurveMarkDoc>('curvemarks', schemas.curvemarks),
    curveweeks: connection.model<CurveWeekDoc>('curveweeks', schemas.curveweeks),
    curveprogress: connection.model<CurveProgressDoc>('curveprogress', schemas.curveprogress),
    topicalerts: connection.model<TopicAlertDoc>('topicalerts', schemas.topicalerts),
    enquiries: connection.model<EnquiryDoc>('enquiries', schemas.enquiries),
    resolutionhours: connection.model<ResolutionHourDoc>('resolutionhours', schemas.resolutionhours),
    topichours: connection.model<TopicHourDoc>('topichours', schemas.topichours),
    contactlinks: connection.model<ContactLinkDoc>('contactlinks', schemas.contactlinks),
    contactdetails: connection.model<ContactDetailsDoc>('contactdetails', schemas.contactdetails),
    contacttags: connection.model<ContactTagsDoc>('contacttags', schemas.contacttags),
    erasures: connection.model<ErasureDoc>('erasures', schemas.erasures),
    linkcodes: connection.model<LinkCodeDoc>('linkcodes', schemas.linkcodes),
    meterreports: connection.model<MeterReportDoc>('meterreports', schemas.meterreports),
    customerclaims: connection.model<CustomerClaimDoc>('customerclaims', schemas.customerclaims),
    reconciliations: connection.model<ReconciliationDoc>('reconciliations', schemas.reconciliations),
    stripeevents: connection.model<StripeEventDoc>('stripeevents', schemas.stripeevents),
    usageevents: connection.model<UsageEventDoc>('usageevents', schemas.usageevents),
    usagebatches: connection.model<UsageBatchDoc>('usagebatches', schemas.usagebatches),
    usagedays: connection.model<UsageDayDoc>('usagedays', schemas.usagedays),
    usagehours: connection.model<UsageHourDoc>('usagehours', schemas.usagehours),
    billingaccounts: connection.model<BillingAccountDoc>('billingaccounts', schemas.billingaccounts),
  };
}

/**
 * One collection after another, each before its indexes: some servers do not survive making them all at once. The indexes
 * of a collection are one command: mongoose would send one for each, and a start would wait for three times as many.
 */
async function makeCollections(connection: Connection): Promise<void> {
  const existing = new Set((await connection.listCollections()).map((collection) => collection.name));
  if (existing.has(markerName)) {
    const words = 'A move into this database is not complete. Let answerdesk db move end first, without MONGODB_URI.';
    throw new DomainError('conflict', words);
  }
  for (const model of Object.values(connection.models)) {
    if (!existing.has(model.collection.collectionName)) await model.createCollection();
    const indexes = model.schema.indexes().map(([key, more]) => ({ key, ...more }));
    if (indexes.length > 0) await model.collection.createIndexes(indexes as mongo.IndexDescription[]);
  }
  await makeAuthCollections(connection, existing);
}
