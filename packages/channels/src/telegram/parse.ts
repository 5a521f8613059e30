import type { AttachmentKind, InboundContent, InboundMessage, ParsedWebhook, WebhookRequest } from '@answerdesk/domain';
import { z } from 'zod';
import { cleanText } from '../clean-text.ts';
import { readLocale } from '../read-locale.ts';

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
});
type TelegramMessage = z.infer<typeof message>;

const update = z.looseObject({
  update_id: z.int(),
  message: message.optional(),
  callback_query: z
    .object({
      id: z.string(),
      from: user,
      data: z.string().optional(),
      message: z.object({ chat }).optional(),
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
export function parseTelegram({ rawBody }: WebhookRequest): ParsedWebhook {
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
  if (parsed.data.message) return readMessage(parsed.data, parsed.data.message);
  if (parsed.data.callback_query) return readCallback(parsed.data, parsed.data.callback_query);
  const kinds = Object.keys(parsed.data).filter((key) => key !== 'update_id');
  return ignored(`an update of kind ${kinds.join(', ') || 'unknown'}`);
}

function readMessage({ update_id }: TelegramUpdate, received: TelegramMessage): ParsedWebhook {
  if (received.chat.type !== 'private') return ignored(`a message in a ${received.chat.type}`);
  if (!received.from) return ignored('a message without a sender');
  if (received.from.is_bot) return ignored('a message from a bot');
  const content = contentOf(received);
  if (!content) {
    const kinds = Object.keys(received).filter((key) => !ENVELOPE.has(key));
    return ignored(`a message of no kind that is read: ${kinds.join(', ')}`);
  }
  return accepted({
    dedupeKey: `update:${update_id}`,
    chatKey: received.chat.id,
    isGroup: false,
    contact: contactOf(received.from),
    content,
    sentAt: new Date(received.date * 1_000),
  });
}

function readCallback(
  { update_id }: TelegramUpdate,
  pressed: NonNullable<TelegramUpdate['callback_query']>,
): ParsedWebhook {
  if (!pressed.message) return ignored('a button without a message');
  if (pressed.message.chat.type !== 'private') return ignored(`a button in a ${pressed.message.chat.type}`);
  if (pressed.from.is_bot) return ignored('a button pressed by a bot');
  const choiceId = cleanText(pressed.data ?? '', LONGEST_ID);
  if (choiceId === '') return ignored('a button without data');
  return accepted({
    dedupeKey: `update:${update_id}`,
    chatKey: pressed.message.chat.id,
    isGroup: false,
    contact: contactOf(pressed.from),
    content: { kind: 'choice', choiceId, acknowledgeHandle: cleanText(pressed.id, LONGEST_ID) },
  });
}

function contentOf(received: TelegramMessage): InboundContent | undefined {
  if (received.text !== undefined) {
    const text = cleanText(received.text, LONGEST_TEXT);
    if (text.trim() === '') return undefined;
    const command = /^\/([a-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?$/is.exec(text);
    if (!command) return { kind: 'text', text };
    return { kind: 'command', name: (command[1] ?? '').toLowerCase(), argument: (command[2] ?? '').trim() };
  }
  for (const [platformKind, attachment] of Object.entries(ATTACHMENTS)) {
    const value = received[platformKind];
    if (value === undefined) continue;
    const fileId = fileIdOf(value);
    return {
      kind: 'attachment',
      attachment,
      platformKind,
      ...(fileId !== undefined && { fileId }),
      ...(received.caption !== undefined && { caption: cleanText(received.caption, LONGEST_TEXT) }),
    };
  }
  return undefined;
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
