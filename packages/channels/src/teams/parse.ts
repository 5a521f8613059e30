import { createHash } from 'node:crypto';
import type { InboundContent, InboundMessage, ParsedWebhook, WebhookReply, WebhookRequest } from '@answerdesk/domain';
import { z } from 'zod';
import { cleanText } from '../clean-text.ts';
import { readLocale } from '../read-locale.ts';
import { activitySchema, readMention, type TeamsActivity } from './activity.ts';
import { jsonOf } from './call-microsoft.ts';
import { readAttachments } from './read-attachments.ts';
import { writeReplyHandle } from './reply-handle.ts';
import { LARGEST_BODY } from './verify.ts';

const LONGEST_TEXT = 10_000;
const LONGEST_NAME = 300;
const LONGEST_REASON = 300;
const LONGEST_CHOICE_ID = 500;
/** Teams tells of being added in two activities, seconds apart: they are one arrival. */
const SAME_ARRIVAL_MS = 10 * 60_000;

/** Reads one activity. Never throws, whatever the body. */
export function parseTeams({ rawBody }: WebhookRequest): ParsedWebhook {
  if (rawBody.length > LARGEST_BODY) return { kind: 'malformed', reason: 'the body is too large' };
  const body = jsonOf(Buffer.from(rawBody).toString('utf8'));
  if (typeof body !== 'object' || body === null) return { kind: 'malformed', reason: 'the body is not a JSON object' };
  const { data: activity, error } = activitySchema.safeParse(body);
  if (!activity) {
    const issue = error.issues[0];
    return ignored(`not an activity: ${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? ''}`);
  }
  if (activity.from.id === activity.recipient.id) return ignored('a message of our own');
  switch (activity.type) {
    case 'message':
      return readMessage(activity);
    case 'messageUpdate':
      return readEdit(activity);
    case 'messageDelete':
      if (activity.id === undefined) return ignored('a deletion of nothing');
      return accepted(activity, `delete:${keyOf(activity)}`, { kind: 'deleted', of: keyOf(activity) });
    case 'installationUpdate':
      if (activity.action?.startsWith('add')) return arrived(activity);
      return activity.action?.startsWith('remove') ? left(activity) : ignored('an installation of no known action');
    case 'conversationUpdate':
      if (hasBot(activity, activity.membersAdded)) return arrived(activity);
      return hasBot(activity, activity.membersRemoved) ? left(activity) : ignored('a change of a conversation');
    case 'invoke':
      return readInvoke(activity);
    default:
      return ignored(`an activity of type ${activity.type}`);
  }
}

function readMessage(activity: TeamsActivity): ParsedWebhook {
  if (activity.id === undefined) return ignored('a message without an id');
  const pressed = choiceIn(activity.value);
  if (pressed) return accepted(activity, keyOf(activity), pressed);
  const { isMentioned, text: said } = readMention(activity);
  if (isGroup(activity) && !isMentioned) return ignored('a message in a group that does not speak to the bot');
  const text = cleanText(said, LONGEST_TEXT);
  const attachments = readAttachments(activity.attachments);
  if (attachments.length > 0) {
    const messages = attachments.map((attachment, index) =>
      messageOf(activity, index === 0 ? keyOf(activity) : `${keyOf(activity)}:${index}`, {
        ...attachment,
        ...(index === 0 && text !== '' && { caption: text }),
      }),
    );
    return { kind: 'parsed', messages, ignored: [] };
  }
  if (text === '') return ignored('a message that says nothing');
  return accepted(activity, keyOf(activity), { kind: 'text', text });
}

function readEdit(activity: TeamsActivity): ParsedWebhook {
  if (activity.id === undefined) return ignored('an edit of nothing');
  const { isMentioned, text: said } = readMention(activity);
  if (isGroup(activity) && !isMentioned) return ignored('an edit in a group that does not speak to the bot');
  const text = cleanText(said, LONGEST_TEXT);
  if (text === '') return ignored('an edit that says nothing');
  const of = keyOf(activity);
  return accepted(activity, `edit:${of}:${digest(activity.timestamp ?? text)}`, { kind: 'edited', of, text });
}

const executeSchema = z.object({ action: z.object({ data: z.unknown().optional() }) });

/** Action.Execute waits for an answer of its own form (https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model). */
function readInvoke(activity: TeamsActivity): ParsedWebhook {
  if (activity.name !== 'adaptiveCard/action') {
    return { ...ignored(`an invoke of ${activity.name ?? 'nothing'}`), reply: json(501, {}) };
  }
  const pressed = choiceIn(executeSchema.safeParse(activity.value).data?.action.data);
  if (!pressed || activity.id === undefined) {
    const error = { code: 'BadRequest', message: 'No such choice.' };
    const reply = json(200, { statusCode: 400, type: 'application/vnd.microsoft.error', value: error });
    return { ...ignored('an action without a choice'), reply };
  }
  const reply = json(200, { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'OK' });
  return { kind: 'parsed', messages: [messageOf(activity, keyOf(activity), pressed)], ignored: [], reply };
}

const choiceSchema = z.object({ choiceId: z.string() });

function choiceIn(value: unknown): InboundContent | undefined {
  const { data } = choiceSchema.safeParse(typeof value === 'string' ? jsonOf(value) : value);
  const choiceId = cleanText(data?.choiceId ?? '', LONGEST_CHOICE_ID);
  return choiceId === '' ? undefined : { kind: 'choice', choiceId };
}

function arrived(activity: TeamsActivity): ParsedWebhook {
  return accepted(activity, `opened:${conversationOf(activity)}:${arrivalOf(activity)}`, { kind: 'opened' });
}

/** Who takes the bot out of a group is still there to be written to. */
function left(activity: TeamsActivity): ParsedWebhook {
  if (isGroup(activity)) return ignored('the bot was taken out of a group');
  return accepted(activity, `left:${conversationOf(activity)}:${arrivalOf(activity)}`, { kind: 'left' });
}

function arrivalOf(activity: TeamsActivity): string {
  const at = dateOf(activity);
  return at ? String(Math.floor(at.getTime() / SAME_ARRIVAL_MS)) : digest(activity.id ?? '');
}

function hasBot({ recipient }: TeamsActivity, members: TeamsActivity['membersAdded']): boolean {
  return members?.some(({ id }) => id === recipient.id) ?? false;
}

function isGroup({ conversation }: TeamsActivity): boolean {
  return conversation.conversationType === undefined
    ? (conversation.isGroup ?? false)
    : conversation.conversationType !== 'personal';
}

/** Activities are numbered by the millisecond in each conversation: the number alone may come twice to one bot. */
function keyOf(activity: TeamsActivity): string {
  return `${conversationOf(activity)}:${digest(activity.id ?? '')}`;
}

/** Threads of a channel number their activities together. */
function conversationOf({ conversation }: TeamsActivity): string {
  return digest(conversation.id.split(';', 1)[0] ?? '');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

function dateOf({ timestamp }: TeamsActivity): Date | undefined {
  const at = new Date(timestamp ?? '');
  return Number.isNaN(at.getTime()) ? undefined : at;
}

function messageOf(activity: TeamsActivity, dedupeKey: string, content: InboundContent): InboundMessage {
  const { conversation, from, recipient, serviceUrl } = activity;
  const displayName = cleanText(from.name ?? '', LONGEST_NAME).trim();
  const locale = readLocale(activity.locale);
  const sentAt = dateOf(activity);
  const tenantId = cleanText(conversation.tenantId ?? '', 100);
  const replyHandle = writeReplyHandle({
    serviceUrl: cleanText(serviceUrl, LONGEST_TEXT),
    conversationId: conversation.id,
    botId: recipient.id,
    ...(tenantId !== '' && { tenantId }),
  });
  return {
    dedupeKey,
    chatKey: conversation.id,
    isGroup: isGroup(activity),
    contact: {
      platformId: personOf(activity),
      ...(displayName !== '' && { displayName }),
      ...(locale !== undefined && { locale }),
    },
    content,
    ...(sentAt && { sentAt }),
    ...(replyHandle !== undefined && { replyHandle }),
  };
}

function personOf({ from }: TeamsActivity): string {
  const { aadObjectId = '' } = from;
  if (/^[\w-]{1,100}$/.test(aadObjectId)) return aadObjectId;
  return from.id.length <= LONGEST_PERSON ? from.id : digest(from.id);
}

const LONGEST_PERSON = 200;

function accepted(activity: TeamsActivity, dedupeKey: string, content: InboundContent): ParsedWebhook {
  return { kind: 'parsed', messages: [messageOf(activity, dedupeKey, content)], ignored: [] };
}

function ignored(reason: string): ParsedWebhook & { readonly kind: 'parsed' } {
  return { kind: 'parsed', messages: [], ignored: [cleanText(reason, LONGEST_REASON)] };
}

function json(status: number, body: unknown): WebhookReply {
  return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}
