import { createHash } from 'node:crypto';
import type {
  ConnectedAccount,
  InboundContent,
  InboundMessage,
  ParsedWebhook,
  WebhookReply,
  WebhookRequest,
} from '@answerdesk/domain';
import { cleanText } from '../clean-text.ts';
import type { XmlFields } from '../tencent-xml.ts';
import { readCall } from './read-call.ts';

const LONGEST_TEXT = 10_000;
const LONGEST_REASON = 300;
const LONGEST_ID = 500;

/** What the platform is told once a call is stored, and whenever nothing is to be shown. */
export const SUCCESS: WebhookReply = { status: 200, contentType: 'text/plain; charset=utf-8', body: 'success' };

/** What the platform writes in place of a sticker, a file and whatever else it does not pass on. */
const NOT_PASSED_ON = /^【收到不支持的消息类型，暂无法显示】$/;

/**
 * Reads a message or an event. Never throws, whatever the body.
 * Source: developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html and
 * Receiving_event_pushes.html.
 */
export function parseWechat(request: WebhookRequest, account: ConnectedAccount): ParsedWebhook {
  const fields = readCall(request, account);
  if (!fields) return { kind: 'malformed', reason: "the body is not the platform's XML" };
  const openid = fields.get('FromUserName') ?? '';
  if (!/^[\w-]{1,128}$/.test(openid)) return ignored('a call without a sender');
  const sentAt = timeOf(fields.get('CreateTime'));
  if (!sentAt) return ignored('a call without a time');
  const type = fields.get('MsgType') ?? '';
  const envelope = { chatKey: openid, isGroup: false, contact: { platformId: openid }, sentAt };
  if (type === 'event') return readEvent(fields, envelope);
  const id = fields.get('MsgId') ?? '';
  if (!/^\d{1,32}$/.test(id)) return ignored(`a message of type ${type} without an id`);
  const content = contentOf(type, fields);
  if (!content) return ignored(`a message of type ${type || 'unknown'} that is not read`);
  return accepted({
    ...envelope,
    dedupeKey: `msg:${id}`,
    content,
    // A tapped item of a menu counts as a click on the account's own menu, and gives no window of a message.
    ...(content.kind === 'choice' && { opens: 'event' }),
  });
}

type Envelope = Pick<InboundMessage, 'chatKey' | 'isGroup' | 'contact'> & { readonly sentAt: Date };

function readEvent(fields: XmlFields, envelope: Envelope): ParsedWebhook {
  const event = fields.get('Event') ?? '';
  const key = fields.get('EventKey') ?? '';
  const content = contentOfEvent(event, key);
  if (!content) return ignored(`an event of type ${event || 'unknown'}`);
  const what = createHash('sha256')
    .update(JSON.stringify([event, key]))
    .digest('base64url')
    .slice(0, 22);
  return accepted({
    ...envelope,
    dedupeKey: `event:${envelope.chatKey}:${envelope.sentAt.getTime() / 1_000}:${what}`,
    content,
    opens: 'event',
  });
}

function contentOfEvent(event: string, key: string): InboundContent | undefined {
  switch (event.toLowerCase()) {
    case 'subscribe':
    case 'scan':
      return { kind: 'opened' };
    case 'unsubscribe':
      return { kind: 'left' };
    case 'click': {
      const text = cleanText(key, LONGEST_TEXT);
      return text.trim() === '' ? undefined : { kind: 'text', text };
    }
    default:
      return undefined;
  }
}

function contentOf(type: string, fields: XmlFields): InboundContent | undefined {
  const fileId = clean(fields.get('MediaId'), LONGEST_ID);
  const file = { ...(fileId !== undefined && { fileId }) };
  switch (type) {
    case 'text':
      return textOf(fields);
    case 'image': {
      const url = clean(fields.get('PicUrl'), 2_000);
      return {
        kind: 'attachment',
        attachment: 'image',
        platformKind: type,
        ...file,
        ...(url !== undefined && { url }),
      };
    }
    case 'voice': {
      const transcript = clean(fields.get('Recognition'), LONGEST_TEXT);
      const heard = { ...(transcript !== undefined && { transcript }) };
      return { kind: 'attachment', attachment: 'voice', platformKind: type, ...file, ...heard };
    }
    case 'video':
    case 'shortvideo':
      return { kind: 'attachment', attachment: 'video', platformKind: type, ...file };
    case 'location':
      return placeOf(fields);
    case 'link': {
      const url = clean(fields.get('Url'), 2_000);
      const words = [fields.get('Title') ?? '', fields.get('Description') ?? ''].filter((line) => line.trim() !== '');
      const caption = clean(words.join('\n'), LONGEST_TEXT);
      return {
        kind: 'attachment',
        attachment: 'other',
        platformKind: type,
        ...(url !== undefined && { url }),
        ...(caption !== undefined && { caption }),
      };
    }
    default:
      return undefined;
  }
}

function textOf(fields: XmlFields): InboundContent | undefined {
  const choiceId = clean(fields.get('bizmsgmenuid'), LONGEST_ID);
  if (choiceId !== undefined) return { kind: 'choice', choiceId };
  const text = cleanText(fields.get('Content') ?? '', LONGEST_TEXT);
  if (text.trim() === '') return undefined;
  if (NOT_PASSED_ON.test(text)) return { kind: 'attachment', attachment: 'other', platformKind: 'not-passed-on' };
  return { kind: 'text', text };
}

function placeOf(fields: XmlFields): InboundContent {
  const latitude = degreesOf(fields.get('Location_X'), 90);
  const longitude = degreesOf(fields.get('Location_Y'), 180);
  const name = clean(fields.get('Label'), 1_000);
  return {
    kind: 'attachment',
    attachment: 'location',
    platformKind: 'location',
    ...(latitude !== undefined &&
      longitude !== undefined && { place: { latitude, longitude, ...(name !== undefined && { name }) } }),
  };
}

function degreesOf(text: string | undefined, most: number): number | undefined {
  if (text === undefined || !/^-?\d{1,3}(?:\.\d{1,20})?$/.test(text)) return undefined;
  return Math.abs(Number(text)) <= most ? Number(text) : undefined;
}

/** Seconds since 1970, up to the year 9999. */
function timeOf(text: string | undefined): Date | undefined {
  if (text === undefined || !/^\d{1,12}$/.test(text) || Number(text) > 253_402_300_799) return undefined;
  return new Date(Number(text) * 1_000);
}

function clean(text: string | undefined, limit: number): string | undefined {
  const cleaned = cleanText(text ?? '', limit);
  return cleaned.trim() === '' ? undefined : cleaned;
}

function accepted(inbound: InboundMessage): ParsedWebhook {
  return { kind: 'parsed', messages: [inbound], ignored: [], reply: SUCCESS };
}

function ignored(reason: string): ParsedWebhook {
  return { kind: 'parsed', messages: [], ignored: [cleanText(reason, LONGEST_REASON)], reply: SUCCESS };
}
