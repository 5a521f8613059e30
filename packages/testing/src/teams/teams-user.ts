import { createHash } from 'node:crypto';
import type { TeamsConversationKind, TeamsMember } from './conversations.ts';
import type { FakeTeams } from './fake-teams.ts';
import { authorizeActivity, type PostedActivity, postActivity } from './post-activity.ts';
import { createTeamsActivities, type TeamsActivities, type TeamsActivity } from './teams-activities.ts';

export interface TeamsUserOptions {
  readonly fake: FakeTeams;
  readonly appId: string;
  /** The directory that the person belongs to. */
  readonly tenantId: string;
  /** Also what the person's ids are made of, so that the same name is the same person. */
  readonly name?: string;
  readonly botName?: string;
  readonly locale?: string;
}

export interface TeamsUser extends TeamsMember {
  /** The person's own chat with the bot. */
  readonly personal: TeamsActivities;
  groupChat(name?: string): TeamsActivities;
  /** A thread of a channel: a new one starts with the given root. */
  channel(name?: string, rootId?: string): TeamsActivities;
  /** Signs an activity as Bot Framework does and posts it; what it does to the conversation, the platform knows. */
  post(webhookUrl: string, activity: TeamsActivity, timeoutMs?: number): Promise<PostedActivity>;
}

/** A person on Teams; places that they speak from are known to the fake's connector from then on. */
export function createTeamsUser(options: TeamsUserOptions): TeamsUser {
  const { fake, appId, tenantId } = options;
  const name = options.name ?? 'Ana Vega';
  const member: TeamsMember = {
    id: `29:1${createHash('sha256').update(`${tenantId}\n${name}`).digest('base64url')}`,
    name,
    aadObjectId: uuidOf(`${tenantId}\n${name}`),
  };
  const at = (kind: TeamsConversationKind, conversationId: string) => {
    const id = conversationId.split(';', 1)[0] ?? conversationId;
    fake.openConversation({ id, kind, appId, tenantId, members: [member] });
    return createTeamsActivities(
      {
        kind,
        conversationId,
        tenantId,
        appId,
        botName: options.botName ?? 'Shop Bot',
        serviceUrl: fake.serviceUrl,
        locale: options.locale ?? 'en-US',
        nextId: fake.nextActivityId,
      },
      member,
    );
  };
  return {
    ...member,
    personal: at('personal', `a:1${createHash('sha256').update(`${appId}\n${member.id}`).digest('base64url')}`),
    groupChat: (chat = 'group') =>
      at('groupChat', `19:${uuidOf(`${tenantId}\n${chat}`).replaceAll('-', '')}@thread.v2`),
    channel: (channel = 'General', rootId = fake.nextActivityId()) =>
      at('channel', `19:${uuidOf(`${tenantId}\n${channel}`).replaceAll('-', '')}@thread.tacv2;messageid=${rootId}`),
    async post(webhookUrl, activity, timeoutMs) {
      const conversationId = activity.conversation.id;
      const comes = activity['action'] === 'add' || activity['membersAdded'] !== undefined;
      const goes = activity['action'] === 'remove' || activity['membersRemoved'] !== undefined;
      if (comes) fake.restoreBot(conversationId);
      if (goes) fake.removeBot(conversationId);
      return postActivity(webhookUrl, activity, await authorizeActivity(fake, appId, activity), timeoutMs);
    },
  };
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
