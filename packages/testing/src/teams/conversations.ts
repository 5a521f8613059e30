import type { ReadActivity } from './outgoing-activity.ts';

export type TeamsConversationKind = 'personal' | 'groupChat' | 'channel';

export interface TeamsMember {
  readonly id: string;
  readonly name: string;
  readonly aadObjectId: string;
}

/** A conversation between people and one bot. */
export interface TeamsConversation {
  /** Without the `;messageid=` of a thread: threads of a channel are one conversation to its members. */
  readonly id: string;
  readonly kind: TeamsConversationKind;
  readonly appId: string;
  readonly tenantId: string;
  readonly members: readonly TeamsMember[];
}

/** A bot's message as it stands now; edits replace what it shows. */
export interface SentActivity extends Omit<ReadActivity, 'type'> {
  readonly appId: string;
  /** As the bot wrote it, with the `;messageid=` of a thread. */
  readonly conversationId: string;
  readonly activityId: string;
  readonly replyToId: string | undefined;
  readonly isEdited: boolean;
  readonly isDeleted: boolean;
  /** Whether the bot was told; false when the answer never came. */
  readonly wasAnswered: boolean;
  /** The activity as it came over the wire. */
  readonly wire: Readonly<Record<string, unknown>>;
}

export interface TypingShown {
  readonly appId: string;
  readonly conversationId: string;
}

/** What the platform remembers of who talks to whom. */
export interface ConversationBook {
  open(conversation: TeamsConversation): void;
  find(conversationId: string): TeamsConversation | undefined;
  personalOf(appId: string, memberId: string): TeamsConversation | undefined;
  /** The time of day in milliseconds, as the platform numbers its activities; never the same twice. */
  nextActivityId(): string;
  readonly blocked: Set<string>;
  readonly removed: Set<string>;
}

export function createConversationBook(): ConversationBook {
  const conversations = new Map<string, TeamsConversation>();
  let lastId = 0;
  return {
    open(conversation) {
      const known = conversations.get(conversation.id);
      const members = [...(known?.members ?? []), ...conversation.members];
      const distinct = [...new Map(members.map((member) => [member.id, member])).values()];
      conversations.set(conversation.id, { ...conversation, members: distinct });
    },
    find: (conversationId) => conversations.get(withoutThread(conversationId)),
    personalOf: (appId, memberId) =>
      [...conversations.values()].find(
        ({ kind, appId: of, members }) =>
          kind === 'personal' && of === appId && members.some(({ id }) => id === memberId),
      ),
    nextActivityId() {
      lastId = Math.max(lastId + 1, Date.now());
      return String(lastId);
    },
    blocked: new Set(),
    removed: new Set(),
  };
}

/** A conversation's own id: a channel's threads carry `;messageid=` and its root after it. */
export function withoutThread(conversationId: string): string {
  return conversationId.split(';', 1)[0] ?? conversationId;
}
