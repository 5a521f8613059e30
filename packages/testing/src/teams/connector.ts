import { z } from 'zod';
import { tellIssue } from './adaptive-card.ts';
import { type ConversationBook, type SentActivity, type TeamsConversation, withoutThread } from './conversations.ts';
import { connectorError, type TeamsOperation, type WireAnswer } from './fault.ts';
import { readOutgoing } from './outgoing-activity.ts';

/** A call to the connector by a bot that showed its token. */
export interface ConnectorCall {
  readonly operation: Exclude<TeamsOperation, 'token'>;
  readonly appId: string;
  readonly conversationId: string;
  /** What is replied to, changed or deleted. */
  readonly activityId: string | undefined;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly isPaged: boolean;
}

export interface ConnectorAnswer extends WireAnswer {
  readonly sent?: Omit<SentActivity, 'wasAnswered'>;
  readonly typing?: { readonly appId: string; readonly conversationId: string };
}

type FindSent = (conversationId: string, activityId: string) => SentActivity | undefined;

const wireSchema = z.record(z.string(), z.unknown());
const createSchema = z.strictObject({
  isGroup: z.boolean().optional(),
  bot: z.looseObject({ id: z.string() }).optional(),
  members: z.array(z.looseObject({ id: z.string() })).optional(),
  topicName: z.string().optional(),
  tenantId: z.string().optional(),
  activity: wireSchema.optional(),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string() }).optional(),
      channel: z.looseObject({ id: z.string() }).optional(),
    })
    .optional(),
});

/** Does what a call to the Bot Connector REST API asks, refusing what Teams refuses. */
export function answerConnector(book: ConversationBook, findSent: FindSent, call: ConnectorCall): ConnectorAnswer {
  if (call.operation === 'create') return createConversation(book, call);
  const conversation = book.find(call.conversationId);
  if (!conversation) return connectorError(404, 'ConversationNotFound', 'Conversation not found.');
  const barred = refusalTo(book, conversation, call.appId);
  if (barred) return barred;
  switch (call.operation) {
    case 'members':
      return listMembers(conversation, call);
    case 'send':
    case 'reply':
      return write(book, call);
    case 'update':
    case 'delete':
      return change(findSent, call);
  }
}

function refusalTo(
  book: ConversationBook,
  conversation: TeamsConversation,
  appId: string,
): ConnectorAnswer | undefined {
  if (conversation.appId !== appId || book.removed.has(conversation.id)) {
    return connectorError(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
  }
  return book.blocked.has(conversation.id)
    ? connectorError(403, 'MessageWritesBlocked', 'User blocked the conversation with the bot.')
    : undefined;
}

/** What is replied to need not exist: the SDK makes up an id when it continues a conversation. */
function write(book: ConversationBook, call: ConnectorCall): ConnectorAnswer {
  const { appId, conversationId, activityId: replyToId } = call;
  const reading = readOutgoing(call.body, call);
  if (reading.kind === 'refused') return connectorError(400, reading.code, reading.why);
  const activityId = book.nextActivityId();
  const { type, ...shown } = reading.activity;
  if (type === 'typing') return { status: 202, body: {}, typing: { appId, conversationId } };
  const wire = wireSchema.parse(call.body);
  const sent = { ...shown, appId, conversationId, activityId, replyToId, isEdited: false, isDeleted: false, wire };
  return { status: 201, body: { id: activityId }, sent };
}

function change(findSent: FindSent, call: ConnectorCall): ConnectorAnswer {
  const known = findSent(call.conversationId, call.activityId ?? '');
  if (!known || known.isDeleted) return noSuchActivity();
  if (call.operation === 'delete') return { status: 200, body: {}, sent: { ...known, isDeleted: true } };
  const reading = readOutgoing(call.body, call);
  if (reading.kind === 'refused') return connectorError(400, reading.code, reading.why);
  const { type, ...shown } = reading.activity;
  if (type !== 'message') return connectorError(400, 'BadArgument', 'only a message can take the place of a message');
  const sent = { ...known, ...shown, isEdited: true, wire: wireSchema.parse(call.body) };
  return { status: 200, body: { id: known.activityId }, sent };
}

function createConversation(book: ConversationBook, call: ConnectorCall): ConnectorAnswer {
  const parsed = createSchema.safeParse(call.body);
  if (!parsed.success) return connectorError(400, 'BadSyntax', tellIssue(parsed.error));
  const { bot, members, channelData, activity, isGroup, tenantId } = parsed.data;
  if (bot && bot.id !== `28:${call.appId}`) return connectorError(400, 'BadArgument', 'bot is not this bot');
  const channelId = channelData?.channel?.id;
  if (channelId !== undefined) {
    const channel = book.find(channelId);
    if (!channel) return connectorError(404, 'ConversationNotFound', 'Conversation not found.');
    const barred = refusalTo(book, channel, call.appId);
    if (barred) return barred;
    if (!activity) return connectorError(400, 'BadArgument', 'a thread of a channel starts with an activity');
    const root = write(book, { ...call, conversationId: channelId, activityId: undefined, body: activity });
    if (!root.sent) return root;
    const conversationId = `${withoutThread(channelId)};messageid=${root.sent.activityId}`;
    const body = { id: conversationId, activityId: root.sent.activityId };
    return { status: 201, body, sent: { ...root.sent, conversationId } };
  }
  if (isGroup) return connectorError(400, 'BadArgument', 'a bot cannot start a group chat');
  if (members?.length !== 1) return connectorError(400, 'BadArgument', 'exactly one member is needed');
  const tenant = channelData?.tenant?.id ?? tenantId;
  if (!tenant) return connectorError(400, 'BadArgument', 'channelData.tenant.id is missing');
  const personal = book.personalOf(call.appId, members[0]?.id ?? '');
  if (!personal || personal.tenantId !== tenant) {
    return connectorError(403, 'ForbiddenOperationException', "The bot isn't installed in the user's personal scope.");
  }
  const barred = refusalTo(book, personal, call.appId);
  if (barred) return barred;
  if (!activity) return { status: 201, body: { id: personal.id } };
  const first = write(book, { ...call, conversationId: personal.id, activityId: undefined, body: activity });
  return first.sent ? { ...first, body: { id: personal.id, activityId: first.sent.activityId } } : first;
}

function listMembers(conversation: TeamsConversation, call: ConnectorCall): ConnectorAnswer {
  const members = conversation.members.map(({ id, name, aadObjectId }) => ({
    id,
    name,
    objectId: aadObjectId,
    aadObjectId,
    tenantId: conversation.tenantId,
    userRole: 'user',
  }));
  if (call.activityId !== undefined) {
    const member = members.find(({ id, objectId }) => id === call.activityId || objectId === call.activityId);
    return member
      ? { status: 200, body: member }
      : connectorError(404, 'MemberNotFoundInConversation', 'The member is not in the conversation.');
  }
  if (!call.isPaged) return { status: 200, body: members };
  const size = Number(call.query.get('pageSize') ?? '200');
  const start = Number(call.query.get('continuationToken') ?? '0');
  if (!Number.isInteger(size) || size < 1 || size > 500)
    return connectorError(400, 'BadArgument', 'pageSize is 1 to 500');
  if (!Number.isInteger(start) || start < 0) return connectorError(400, 'BadArgument', 'continuationToken is not ours');
  const next = start + size;
  const page = members.slice(start, next);
  return { status: 200, body: { members: page, ...(next < members.length && { continuationToken: String(next) }) } };
}

function noSuchActivity(): ConnectorAnswer {
  return connectorError(404, 'ActivityNotFoundInConversation', 'The activity is not in the conversation.');
}
