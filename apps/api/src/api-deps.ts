import type {
  FaqImportDeps,
  FindSimilarFaqs,
  GateWatch,
  GlossaryDeps,
  ModelAsOf,
  ModelCache,
  PageReader,
  PinDeps,
  TermProposer,
  Translator,
} from '@answerdesk/answers';
import type { WebhookDeps } from '@answerdesk/billing';
import type {
  ArrivalReader,
  CannedReplyStore,
  ContactNoteStore,
  ConversationList,
  DecideDeps,
  DraftReader,
  EventList,
  emptyInbox,
  FileStore,
  InboxDeps,
  LinkedChatStore,
  ListSuggestionsDeps,
  PresenceStore,
  PreviewDial,
  QuestionReader,
  QueueList,
  ReadDeps,
  ReadTextDeps,
  RehearsalDeps,
  ReplyDraftStore,
  ReplyReader,
  StaffConversations,
  StaffStore,
  SuggestionStore,
  TeachingDeps,
  TellDeps,
  WindowDeps,
} from '@answerdesk/conversations';
import type { PlatformWide, PushSubscriptionWriter } from '@answerdesk/database';
import type { Mailer, Pusher, PushSubscriptionStore, VapidKeys } from '@answerdesk/delivery';
import type { AccountId, Channel, ChannelName, Invitation, TenantId } from '@answerdesk/domain';
import type {
  AnswerGapDeps,
  FirstStepsDeps,
  ListNeglectedDeps,
  ListTopicsDeps,
  RatingReader,
  ReadCurveDeps,
  ReadGapDeps,
  ReadResolutionDeps,
  SummaryDeps,
} from '@answerdesk/insights';
import type {
  AccountStore,
  AuditLog,
  Auth,
  LeaverDesk,
  ReportAccountDeps,
  SecretBox,
  TenantStore,
  TryModel,
} from '@answerdesk/tenants';
import type { BillingDesk } from './billing-desk.ts';
import type { ApiConfig } from './config.ts';
import type { CustomerDesk } from './customers/wire.ts';
import type { ImportRunner } from './import-runner.ts';
import type { PresentAgent } from './live/inbox-news.ts';
import type { Live } from './live/live.ts';

export interface ApiContext {
  readonly config: ApiConfig;
  readonly secretKey: string;
  /** The key before, while secrets are being sealed anew. */
  readonly oldSecretKey?: string;
  /** What was learnt of the tenants' FAQs, where other parts of the process learn it too. */
  readonly answerModels?: ModelCache;
  /** Has what was queued sent at once, where this process sends; it is found within a second otherwise. */
  readonly wakeDelivery?: InboxDeps['wakeDelivery'];
  /** What browser push needs, `isLocalAllowed` for a fake push service; without it nobody can subscribe. */
  readonly push?: { readonly keys: VapidKeys; readonly isLocalAllowed?: boolean };
  readonly log: {
    info(facts: Readonly<Record<string, unknown>>, what: string): void;
    error(facts: Readonly<Record<string, unknown>>, what: string): void;
  };
}

/** What the routers' verbs are given. A new area adds its stores here and fills them where its room is wired. */
export interface ApiDeps
  extends Pick<Auth, 'people' | 'members' | 'invitations' | 'sessions' | 'readSession'>,
    ListTopicsDeps,
    GlossaryDeps {
  readonly tenants: TenantStore;
  readonly audit: AuditLog;
  readonly accounts: AccountStore;
  readonly channels: Readonly<Record<ChannelName, Channel>>;
  readonly accountsOf: PlatformWide['listAccountsOf'];
  readonly secretBox: SecretBox;
  readonly webhookUrlOf: (channel: ChannelName, accountId: AccountId) => string;
  readonly arrivals: ArrivalReader;
  readonly tryModel: TryModel;
  readonly drafts: DraftReader & ReadDeps['drafts'];
  readonly questions: QuestionReader;
  /** What the bot's replies are made of, for those who want to see one without sending it. */
  readonly rehearsal: RehearsalDeps;
  /** What the bot answers with at another moment. */
  readonly modelAsOf: ModelAsOf;
  readonly previewDial: PreviewDial;
  readonly workshop: FaqImportDeps;
  /** What publishing changes is looked at before it is done. */
  readonly gate: GateWatch;
  readonly examples: PinDeps;
  /** Has an import run, here or wherever it is held. */
  readonly wakeImport: ImportRunner['wake'];
  readonly readPage: PageReader;
  readonly findSimilarFaqs: FindSimilarFaqs;
  readonly proposeTerms: TermProposer;
  readonly teaching: TeachingDeps;
  readonly gaps: ReadGapDeps & AnswerGapDeps;
  readonly neglect: ListNeglectedDeps;
  readonly suggesting: ListSuggestionsDeps & DecideDeps & { readonly suggestions: SuggestionStore };
  readonly mailer: Mailer;
  readonly sendMail: Mailer['send'];
  readonly sendsMail: boolean;
  readonly invitationUrlOf: (invitation: Invitation) => string;
  readonly conversations: ConversationList & ReadDeps['conversations'];
  readonly contacts: ReadDeps['contacts'];
  readonly messages: ReadDeps['messages'] & WindowDeps['messages'] & ReadTextDeps['messages'];
  readonly translator: Translator;
  readonly outbox: ReadDeps['outbox'] & WindowDeps['outbox'] & ReportAccountDeps['outbox'];
  readonly faqs: ReadDeps['faqs'];
  readonly linkedChats: LinkedChatStore;
  readonly staffConversations: StaffConversations;
  readonly leavers: LeaverDesk;
  readonly counts: SummaryDeps['counts'];
  readonly resolutions: SummaryDeps['resolutions'];
  readonly resolution: ReadResolutionDeps;
  readonly curve: ReadCurveDeps['curve'];
  /** How far messages have been counted. */
  readonly job: SummaryDeps['job'];
  readonly ratings: RatingReader;
  readonly firstSteps: FirstStepsDeps;
  /** Notes that somebody has tried the bot. */
  readonly noteTried: (tenantId: TenantId) => Promise<void>;
  readonly timeZoneOf: (tenantId: TenantId) => Promise<string>;
  readonly queues: QueueList;
  /** The bot's replies, by what they answer. */
  readonly replies: ReplyReader;
  readonly events: EventList;
  readonly presences: PresenceStore;
  /** Who gave a sign of life since a moment, as colleagues are told. */
  readonly listPresent: (tenantId: TenantId, since: Date) => Promise<PresentAgent[]>;
  readonly cannedReplies: CannedReplyStore;
  readonly replyDrafts: ReplyDraftStore;
  readonly staff: StaffStore;
  readonly push?: Pick<Pusher, 'publicKey' | 'isAllowed'>;
  readonly pushSubscriptions: PushSubscriptionWriter & Pick<PushSubscriptionStore, 'list'>;
  readonly contactNotes: ContactNoteStore;
  readonly customers: CustomerDesk;
  readonly files: FileStore;
  readonly fileUrlOf: (file: { readonly id: string; readonly fileName: string }) => string;
  readonly live: Live;
  /** What agents do with conversations. */
  readonly inbox: InboxDeps;
  readonly listOpen: Parameters<typeof emptyInbox>[0]['listOpen'];
  readonly billing: BillingDesk;
  /** Tells members in the chats they linked. */
  readonly tell: TellDeps;
  readonly now: () => Date;
}

export interface Api {
  /** Where Stripe's keys are set. */
  readonly stripe?: WebhookDeps;
  readonly deps: ApiDeps;
  readonly auth: Auth;
  readonly config: ApiConfig;
  readonly imports: ImportRunner;
}
