import type { AttachmentKind, InboundContent } from '@answerdesk/domain';
import { z } from 'zod';
import { cleanText } from '../clean-text.ts';
import { entryShape, envelopeOf, ignored, type KfEntry, type ReadEntry } from './kf-entry.ts';
import { readEvent } from './read-event.ts';

const LONGEST_TEXT = 10_000;

const ORIGIN_CUSTOMER = 3;
const ORIGIN_SYSTEM = 4;

/** Kinds of messages, and what they are to us; a kind that is not here is kept as an attachment of no kind of ours. */
const ATTACHMENTS: Readonly<Record<string, AttachmentKind>> = {
  image: 'image',
  voice: 'voice',
  video: 'video',
  file: 'file',
  location: 'location',
  business_card: 'contact-card',
};

/**
 * Reads one entry of kf/sync_msg, whatever it is. Never throws.
 * Source: developer.work.weixin.qq.com, document/path/94670.
 */
export function readEntry(value: unknown, openKfid: string): ReadEntry {
  const { data: entry } = entryShape.safeParse(value);
  if (!entry) return ignored('an entry without an id, a time or an origin');
  if (entry.open_kfid !== undefined && entry.open_kfid !== openKfid) return ignored('an entry of another account');
  if (entry.origin === ORIGIN_SYSTEM) return readEvent(entry, openKfid);
  if (entry.origin !== ORIGIN_CUSTOMER) return ignored(`a message of staff, or of origin ${entry.origin}`);
  if (entry.external_userid === undefined) return ignored('a message without a customer');
  const content = contentOf(entry);
  if (!content) return ignored('a text that says nothing');
  return { kind: 'message', message: { ...envelopeOf(entry, entry.external_userid), content } };
}

const words = z.string().optional().catch(undefined);
const bodyShape = z
  .object({
    content: words,
    menu_id: words,
    media_id: words,
    title: words,
    desc: words,
    url: words,
    name: words,
    address: words,
    latitude: z.number().min(-90).max(90).optional().catch(undefined),
    longitude: z.number().min(-180).max(180).optional().catch(undefined),
  })
  .catch({
    content: undefined,
    menu_id: undefined,
    media_id: undefined,
    title: undefined,
    desc: undefined,
    url: undefined,
    name: undefined,
    address: undefined,
    latitude: undefined,
    longitude: undefined,
  });
type Body = z.infer<typeof bodyShape>;

function contentOf(entry: KfEntry): InboundContent | undefined {
  const { msgtype } = entry;
  const body = bodyShape.parse(Object.hasOwn(entry, msgtype) ? entry[msgtype] : undefined);
  if (msgtype !== 'text') return attachmentOf(msgtype, body);
  const choiceId = clean(body.menu_id, 500);
  if (choiceId !== undefined) return { kind: 'choice', choiceId };
  const text = clean(body.content, LONGEST_TEXT);
  return text === undefined ? undefined : { kind: 'text', text };
}

function attachmentOf(msgtype: string, body: Body): InboundContent {
  const fileId = clean(body.media_id, 500);
  const url = clean(body.url, 2_000);
  const caption = clean([body.title, body.desc].filter((line) => line?.trim()).join('\n'), LONGEST_TEXT);
  const { latitude, longitude } = body;
  const name = clean([body.name, body.address].filter((line) => line?.trim()).join(', '), 1_000);
  const isPlace = msgtype === 'location' && latitude !== undefined && longitude !== undefined;
  return {
    kind: 'attachment',
    attachment: (Object.hasOwn(ATTACHMENTS, msgtype) && ATTACHMENTS[msgtype]) || 'other',
    platformKind: cleanText(msgtype, 100),
    ...(fileId !== undefined && { fileId }),
    ...(url !== undefined && { url }),
    ...(caption !== undefined && { caption }),
    ...(isPlace && { place: { latitude, longitude, ...(name !== undefined && { name }) } }),
  };
}

function clean(text: string | undefined, limit: number): string | undefined {
  const cleaned = cleanText(text ?? '', limit);
  return cleaned.trim() === '' ? undefined : cleaned;
}
