import type {
  AttachmentKind,
  ConnectedAccount,
  InboundContent,
  InboundMessage,
  ParsedWebhook,
  WebhookRequest,
} from '@answerdesk/domain';
import { z } from 'zod';
import { cleanText } from '../clean-text.ts';
import { readLocale } from '../read-locale.ts';
import { addressedText } from './addressed.ts';

// Ids exceed 32 bits but stay within what a double holds exactly; anything else is refused rather than rounded.
const id = z.int().transform(String);

const user = z.object({
  id,
  is_bot: z.boolean(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  username: z.string().optional(),
  language_code: z.string().optional(),
});

/** Seconds since 1970; 0 in a message that is too old to be shown. Later than the year 9999 is no date. */
const second = z.int().min(0).max(253_402_300_799);

const chat = z.object({ id, type: z.string() });

const message = z.looseObject({
  message_id: z.int(),
  date: second,
  chat,
  from: user.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  reply_to_message: z.looseObject({ message_id: z.int().positive() }).optional().catch(undefined),
});
type TelegramMessage = z.infer<typeof message>;

const update = z.looseObject({
  update_id: z.int(),
  message: message.optional(),
  edited_message: message.optional(),
  my_chat_member: z
    .object({
      chat,
      from: user,
      date: second,
      new_chat_member: z.object({ status: z.string() }),
    })
    .optional(),
  callback_query: z
    .object({
      id: z.string(),
      from: user,
      data: z.string().optional(),
      message: z.object({ chat, message_id: z.int() }).optional(),
    })
    .optional(),
});
type TelegramUpdate = z.infer<typeof update>;

const LONGEST_TEXT = 10_000;
const LONGEST_NAME = 300;
const LONGEST_REASON = 300;
const LONGEST_ID = 500;
const ENVELOPE = new Set(['message_id', 'date', 'chat', 'from']);

/** Each kind of message that is not text, under the field's name, and what it is to us. */
const ATTACHMENTS: Readonly<Record<string, AttachmentKind>> = {
  photo: 'image',
  live_photo: 'image',
  animation: 'video',
  video: 'video',
  video_note: 'video',
  voice: 'voice',
  audio: 'audio',
  sticker: 'sticker',
  document: 'file',
  venue: 'location',
  location: 'location',
  contact: 'contact-card',
  poll: 'other',
  dice: 'other',
  game: 'other',
  story: 'other',
  paid_media: 'other',
  checklist: 'other',
  rich_message: 'other',
  invoice: 'other',
  giveaway: 'other',
};

/** Reads one Update (https://core.telegram.org/bots/api#update). Never throws, whatever the body. */
export function parseTelegram({ rawBody }: WebhookRequest, account: Pick<ConnectedAccount, 'settings'>): ParsedWebhook {
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(rawBody).toString('utf8'));
  } catch {
    return { kind: 'malformed', reason: 'the body is not JSON' };
  }
  const parsed = update.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return ignored(`not an Update: ${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? ''}`);
  }
  const { message: sent, edited_message: edited, callback_query: pressed, my_chat_member: membership } = parsed.data;
  if (sent) return readMessage(sent, account, false);
  if (edited) return readMessage(edited, account, true);
  if (pressed) return readCallback(parsed.data, pressed);
  if (membership) return readMembership(parsed.data, membership);
  const kinds = Object.keys(parsed.data).filter((key) => key !== 'update_id');
  return ignored(`an update of kind ${kinds.join(', ') || 'unknown'}`);
}

function readMessage(
  received: TelegramMessage,
  account: Pick<ConnectedAccount, 'settings'>,
  isEdit: boolean,
): ParsedWebhook {
  const { chat: where, from, message_id, date, reply_to_message: under } = received;
  if (!from) return ignored('a message without a sender');
  if (from.is_bot) return ignored('a message from a bot');
  const isGroup = where.type === 'group' || where.type === 'supergroup';
  if (!isGroup && where.type !== 'private') return ignored(`a message in a ${where.type}`);
  const words = isGroup ? addressedText(received, account) : (received.text ?? received.caption);
  if (isGroup && words === undefined) return ignored(`a message in a ${where.type} that is not for the bot`);
  const content = contentOf(received, words);
  if (!content) {
    const kinds = Object.keys(received).filter((key) => !ENVELOPE.has(key));
    return ignored(`a message of no kind that is read: ${kinds.join(', ')}`);
  }
  const key = `message:${where.id}:${message_id}`;
  const common = {
    chatKey: where.id,
    isGroup,
    contact: contactOf(from),
    ...(under && { inReplyTo: String(under.message_id) }),
    ...(isGroup && { replyHandle: String(message_id) }),
  };
  if (!isEdit) return accepted({ dedupeKey: key, ...common, content, sentAt: new Date(date * 1_000) });
  const text = content.kind === 'text' ? content.text : content.kind === 'attachment' ? content.caption : undefined;
  const edited = second.safeParse(received['edit_date']).data;
  if (text === undefined || edited === undefined) return ignored('an edited message whose words are the same');
  return accepted({
    dedupeKey: `edit:${where.id}:${message_id}:${edited}`,
    ...common,
    content: { kind: 'edited', of: key, text },
    sentAt: new Date(edited * 1_000),
  });
}

function readCallback(
  { update_id }: TelegramUpdate,
  { message: under, from, data, id: callbackId }: NonNullable<TelegramUpdate['callback_query']>,
): ParsedWebhook {
  if (!under) return ignored('a button without a message');
  if (!['private', 'group', 'supergroup'].includes(under.chat.type)) return ignored(`a button in a ${under.chat.type}`);
  if (from.is_bot) return ignored('a button pressed by a bot');
  const choiceId = cleanText(data ?? '', LONGEST_ID);
  if (choiceId === '') return ignored('a button without data');
  const isGroup = under.chat.type !== 'private';
  return accepted({
    dedupeKey: `update:${update_id}`,
    chatKey: under.chat.id,
    isGroup,
    contact: contactOf(from),
    content: { kind: 'choice', choiceId, acknowledgeHandle: cleanText(callbackId, LONGEST_ID) },
    ...(isGroup && { replyHandle: String(under.message_id) }),
  });
}

/** A customer who blocks the bot; one who lets it back in starts it, which is a message. */
function readMembership(
  { update_id }: TelegramUpdate,
  { chat: where, from, date, new_chat_member }: NonNullable<TelegramUpdate['my_chat_member']>,
): ParsedWebhook {
  if (where.type !== 'private' || new_chat_member.status !== 'kicked') {
    return ignored(`a my_chat_member in a ${where.type}: ${new_chat_member.status}`);
  }
  return accepted({
    dedupeKey: `update:${update_id}`,
    chatKey: where.id,
    isGroup: false,
    contact: contactOf(from),
    content: { kind: 'left' },
    sentAt: new Date(date * 1_000),
  });
}

/** What a message holds, where `words` are those that are for the bot. */
function contentOf(received: TelegramMessage, words: string | undefined): InboundContent | undefined {
  if (received.text !== undefined) {
    const text = cleanText(words ?? '', LONGEST_TEXT);
    if (text.trim() === '') return undefined;
    const command = /^\/([a-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?$/is.exec(text);
    if (!command) return { kind: 'text', text };
    return { kind: 'command', name: (command[1] ?? '').toLowerCase(), argument: (command[2] ?? '').trim() };
  }
  for (const [platformKind, attachment] of Object.entries(ATTACHMENTS)) {
    const value = received[platformKind];
    if (value === undefined) continue;
    const fileId = fileIdOf(value);
    const fileName = named.safeParse(value).data?.file_name;
    const place = placeOf(value);
    return {
      kind: 'attachment',
      attachment,
      platformKind,
      ...(fileId !== undefined && { fileId }),
      ...(fileName !== undefined && { fileName: cleanText(fileName, LONGEST_NAME) }),
      ...(place && { place }),
      ...(words !== undefined && received.caption !== undefined && { caption: cleanText(words, LONGEST_TEXT) }),
    };
  }
  return undefined;
}

const named = z.object({ file_name: z.string() });
const point = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) });
const venue = z.object({ location: point, title: z.string() });

function placeOf(value: unknown): Extract<InboundContent, { kind: 'attachment' }>['place'] {
  const alone = point.safeParse(value).data;
  if (alone) return alone;
  const known = venue.safeParse(value).data;
  return known && { ...known.location, name: cleanText(known.title, LONGEST_NAME) };
}

const file = z.object({
  file_id: z
    .string()
    .max(LONGEST_ID)
    .regex(/^[\w-]+$/),
});
const photoSize = file.extend({ width: z.number(), height: z.number() });

/** A file's id; of a photo's sizes the largest one's. */
function fileIdOf(value: unknown): string | undefined {
  const sizes = z.array(photoSize).safeParse(value);
  if (!sizes.success) return file.safeParse(value).data?.file_id;
  const [largest] = sizes.data.toSorted((a, b) => b.width * b.height - a.width * a.height);
  return largest?.file_id;
}

function contactOf(sender: z.infer<typeof user>): InboundMessage['contact'] {
  const names = [[sender.first_name, sender.last_name].filter(Boolean).join(' '), sender.username ?? ''];
  const displayName = names.map((name) => cleanText(name, LONGEST_NAME).trim()).find((name) => name !== '');
  const locale = readLocale(sender.language_code);
  return {
    platformId: sender.id,
    ...(displayName !== undefined && { displayName }),
    ...(locale !== undefined && { locale }),
  };
}

function accepted(inbound: InboundMessage): ParsedWebhook {
  return { kind: 'parsed', messages: [inbound], ignored: [] };
}

function ignored(reason: string): ParsedWebhook {
  return { kind: 'parsed', messages: [], ignored: [cleanText(reason, LONGEST_REASON)] };
}
