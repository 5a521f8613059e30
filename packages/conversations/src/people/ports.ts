import type {
  AccountId,
  Contact,
  ContactDetails,
  ContactId,
  ContactLink,
  Conversation,
  ConversationId,
  FaqId,
  MessageId,
  TagFacts,
  TagJudgement,
  TagRule,
  TagRuleKey,
  TenantId,
  UserId,
} from '@answerdesk/domain';

/** Keeps which contacts are the same person. */
export interface ContactLinkStore {
  /** The links that any of these contacts has. */
  list(tenantId: TenantId, contactIds: readonly ContactId[]): Promise<ContactLink[]>;
  /** Stores a link unless one between the two is there already. */
  add(tenantId: TenantId, link: ContactLink): Promise<'added' | 'there'>;
  /** Safe to repeat. */
  remove(tenantId: TenantId, linkIds: readonly string[]): Promise<void>;
}

/** Keeps how contacts can be reached elsewhere. */
export interface ContactDetailsStore {
  list(tenantId: TenantId, contactIds: readonly ContactId[]): Promise<ContactDetails[]>;
  /** Stores details over those before; without e-mail and telephone they are taken away. */
  save(tenantId: TenantId, details: ContactDetails): Promise<void>;
  /** Contacts with that e-mail address or telephone number, in the form they are compared in. */
  findByKey(
    tenantId: TenantId,
    key: { readonly email?: string | undefined; readonly phone?: string | undefined },
    limit: number,
  ): Promise<ContactDetails[]>;
}

/** Somebody who is to be forgotten, or was. What says who it is goes when they are. */
export interface KeptErasure {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly state: 'running' | 'done';
  readonly startedAt: Date;
  readonly byId: UserId;
  readonly finishedAt?: Date;
  readonly contactCount: number;
  readonly conversationCount: number;
  /** What there was when it began is marked. */
  readonly isMarked?: boolean;
  /** All was deleted once; what a process under way wrote since is looked for. */
  readonly isSecondLook?: boolean;
  readonly contactIds?: readonly ContactId[];
  readonly conversationIds?: readonly ConversationId[];
  /** Groups in which they wrote among others. */
  readonly groupIds?: readonly ConversationId[];
  /** Where their browsers fetch what was sent to them, also once their conversations are gone. */
  readonly visitors?: readonly ErasedVisitor[];
  /** What the person is called: names, handles, e-mail, telephone. */
  readonly names?: readonly string[];
}

/** A visitor of the web widget, who has one conversation. */
export interface ErasedVisitor {
  readonly conversationId: ConversationId;
  readonly accountId: AccountId;
  readonly visitorId: string;
}

/** What an erasure finds before it goes. */
export type FoundOfPerson = Required<Pick<KeptErasure, 'conversationIds' | 'groupIds' | 'visitors'>>;

/** How far a walk through a group is; the FAQs are those made of what was said in it. */
export interface GroupWalk {
  readonly after: MessageId;
  readonly faqIds: readonly FaqId[];
}

export interface ErasureStore {
  /** Stores an erasure, due at once. */
  begin(tenantId: TenantId, erasure: KeptErasure): Promise<void>;
  find(tenantId: TenantId, erasureId: string): Promise<KeptErasure | undefined>;
  /** The one of a contact that has not ended. */
  findRunning(tenantId: TenantId, contactId: ContactId): Promise<KeptErasure | undefined>;
  /** Takes one that is due until `until`; undefined while another process has it, or it is done. */
  claim(
    tenantId: TenantId,
    erasureId: string,
    lease: { readonly owner: string; readonly now: Date; readonly until: Date },
  ): Promise<KeptErasure | undefined>;
  /** Holds on to one that is run until `until`; false when another process has it. */
  hold(tenantId: TenantId, erasureId: string, owner: string, until: Date): Promise<boolean>;
  /** Notes what is to go, before it does, and resolves to all that was ever noted. */
  note(tenantId: TenantId, erasureId: string, found: FoundOfPerson): Promise<FoundOfPerson>;
  /** Everything is deleted; at `at` it is looked at once more. */
  lookAgain(tenantId: TenantId, erasureId: string, at: Date): Promise<void>;
  /** Ends it, and forgets who it was about. */
  finish(tenantId: TenantId, erasureId: string, at: Date): Promise<void>;
}

/** What collections hold of people, and how it goes. Everything is safe to repeat. */
export interface ErasedRecords {
  /** What contacts are called: names, handles, e-mail, telephone. */
  listNames(tenantId: TenantId, contactIds: readonly ContactId[]): Promise<readonly string[]>;
  /** Conversations that are theirs alone, a group's where nobody else wrote among them; and where their browsers fetch messages. */
  find(tenantId: TenantId, contactIds: readonly ContactId[]): Promise<Omit<FoundOfPerson, 'groupIds'>>;
  /**
   * Marks what is held of contacts and stands in these conversations at this moment: that, and what is made of it, is what the
   * erasure goes for. Whatever comes later is not, by whichever clock it was written.
   */
  mark(
    tenantId: TenantId,
    erasureId: string,
    contactIds: readonly ContactId[],
    conversationIds: readonly ConversationId[],
  ): Promise<void>;
  /** Groups in which something of theirs was found. */
  listGroups(tenantId: TenantId, contactIds: readonly ContactId[]): Promise<readonly ConversationId[]>;
  /** Takes names out of FAQs that were made of what was said in a conversation, and out of their histories. */
  forgetInTaught(tenantId: TenantId, conversationId: ConversationId, names: readonly string[]): Promise<void>;
  /**
   * Deletes some of the messages of a conversation that go, and all beside them; wordings of FAQs that are theirs to the letter
   * go as well. What goes is all of it until they have written anew, and what was found, and is made of that, since. Resolves to
   * whether there may be more.
   */
  deleteMessages(tenantId: TenantId, conversationId: ConversationId): Promise<boolean>;
  /** Deletes a conversation in which they have not written anew; of any other all that it has from before. */
  deleteConversation(tenantId: TenantId, conversationId: ConversationId): Promise<void>;
  /** Deletes what waits for a visitor's browser, or was fetched by it; where they wrote anew, what answers older messages. */
  deleteSentTo(tenantId: TenantId, visitor: ErasedVisitor): Promise<void>;
  /**
   * Deletes of some messages of a group those found that people wrote in it, with what was made of them. Resolves to where to
   * go on; undefined at the group's end. Each message of the group is looked at once.
   */
  forgetInGroup(
    tenantId: TenantId,
    groupId: ConversationId,
    going: { readonly contactIds: readonly ContactId[]; readonly names: readonly string[] },
    walk: GroupWalk | undefined,
  ): Promise<GroupWalk | undefined>;
  /** Takes ids out of the audit: that something was done stays, on what does not. */
  forgetInAudit(tenantId: TenantId, ids: readonly string[]): Promise<void>;
  /**
   * Deletes notes, details, tags and links of contacts, and them. Who wrote since in one of these conversations or in a group is
   * a new contact, who came with that message: they keep what was written of them since, and are due to be tagged at `dueAt`.
   */
  deleteContacts(
    tenantId: TenantId,
    contactIds: readonly ContactId[],
    conversationIds: readonly ConversationId[],
    dueAt: Date,
  ): Promise<void>;
}

/** The rules of a tenant, as the settings of that revision have them. */
export interface RulesInForce {
  readonly rules: readonly TagRule[];
  readonly revision: number;
}

/** What of a tenant's rules is true of a contact; `dueAt`: when they are to be judged again. */
export interface ContactTags {
  readonly contactId: ContactId;
  readonly ruleKeys: readonly TagRuleKey[];
  readonly dueAt?: Date;
}

/** Keeps which rules are true of which contacts. */
export interface ContactTagStore {
  list(tenantId: TenantId, contactIds: readonly ContactId[]): Promise<ContactTags[]>;
  /** Contacts a rule is true of, in the order of their ids, after one. */
  listTagged(
    tenantId: TenantId,
    ruleKey: TagRuleKey,
    after: ContactId | undefined,
    limit: number,
  ): Promise<readonly ContactId[]>;
  /** Whether rules changed, or what they ask of, and not all contacts were judged since. */
  isJudgingAll(tenantId: TenantId): Promise<boolean>;
  /** Notes that something is new about a contact, who is to be judged again. */
  markDue(tenantId: TenantId, contactId: ContactId, at: Date): Promise<void>;
  /**
   * Keeps a judgement by the rules of a revision, unless one by newer rules is kept. Who was marked since `keptDueAt` was read
   * stays due.
   */
  keep(
    tenantId: TenantId,
    contactId: ContactId,
    judgement: TagJudgement & { readonly revision: number },
    keptDueAt: Date | undefined,
  ): Promise<void>;
  remove(tenantId: TenantId, contactId: ContactId): Promise<void>;
}

/** Finds whose tags are to be judged, of all tenants. */
export interface TagWork {
  /** Longest due first. */
  listDue(now: Date, limit: number): Promise<{ readonly tenantId: TenantId; readonly contactId: ContactId }[]>;
  /** Tenants all of whose contacts are to be judged, and the last one that was. */
  listChanged(limit: number): Promise<readonly (TagRound & { readonly tenantId: TenantId })[]>;
  /** Contacts of a tenant in the order of their ids, after one. */
  listContacts(tenantId: TenantId, after: ContactId | undefined, limit: number): Promise<readonly ContactId[]>;
  /**
   * Notes how far a round is; without `next`, that all were judged: then it begins anew where they are to be judged once more.
   * Where the settings are others by now, or somebody else has gone on, it changes nothing.
   */
  advance(tenantId: TenantId, round: TagRound, next: ContactId | undefined): Promise<void>;
}

/** One time that all contacts of a tenant are judged: by the settings of a revision, and how far it is. */
export interface TagRound {
  readonly revision: number;
  /** The last contact that was judged; missing before the first. */
  readonly taggedTo?: ContactId;
}

/** Work on tags that one process at a time does for all. */
export interface TagJob {
  claim(lease: { readonly owner: string; readonly now: Date; readonly until: Date }): Promise<boolean>;
  /** False when another process has taken it meanwhile. */
  hold(owner: string, until: Date): Promise<boolean>;
  release(owner: string): Promise<void>;
}

/** Reads what rules ask of a customer. */
export interface TagFactReader {
  /**
   * Of all of a customer's contacts together what these rules ask for at that moment. Nothing of who only wrote in groups, and
   * of whom staff wrote nothing down: they have no tags by rule.
   */
  read(
    tenantId: TenantId,
    contactIds: readonly ContactId[],
    rules: readonly TagRule[],
    now: Date,
  ): Promise<TagFacts | undefined>;
}

/** What an export holds of one collection, some at a time. */
export interface ExportedPart {
  readonly name: string;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

export interface PersonExport {
  /** Everything that is held on people, collection by collection, in an order that does not change. */
  read(tenantId: TenantId, contactIds: readonly ContactId[]): AsyncIterable<ExportedPart>;
}

/** Reads a contact's conversations. */
export interface ContactConversations {
  /** Their own, not members' chats, the newest message first. */
  listOfContacts(tenantId: TenantId, contactIds: readonly ContactId[], limit: number): Promise<Conversation[]>;
}

/** Finds contacts by what platforms call them. */
export interface ContactHandles {
  findByHandle(tenantId: TenantId, accountIds: readonly AccountId[], handle: string): Promise<Contact[]>;
}

/** Keeps codes by which customers prove who they are on another channel: of each the hash alone. */
export interface LinkCodeStore {
  /** Keeps a contact's newest code; their earlier one counts no more. */
  keep(
    tenantId: TenantId,
    code: { readonly contactId: ContactId; readonly hash: string; readonly expiresAt: Date },
  ): Promise<void>;
  /** Whose a code is that has not run out. It counts once: for the message that brought it first, and for that one again. */
  take(
    tenantId: TenantId,
    hash: string,
    by: { readonly messageId: MessageId; readonly now: Date },
  ): Promise<ContactId | undefined>;
  /** Counts a try of a contact's, and says whether it is one of the first `most` until the time of the first one is over. */
  mayTry(
    tenantId: TenantId,
    by: { readonly contactId: ContactId; readonly now: Date; readonly until: Date },
    most: number,
  ): Promise<boolean>;
}
