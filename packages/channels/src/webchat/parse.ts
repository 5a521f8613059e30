import {
  type ConnectedAccount,
  type InboundContent,
  localeSchema,
  type ParsedWebhook,
  type WebhookRequest,
} from '@answerdesk/domain';
import { z } from 'zod';
import { cleanText, isVisible } from '../clean-text.ts';
import { readBearer } from './verify.ts';

const LONGEST_TEXT = 4_000;
const LONGEST_BODY = 16 * 1_024;
const LONGEST_CHOICE = 200;

const bodySchema = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{8,40}$/),
  locale: localeSchema.optional().catch(undefined),
});
const textSchema = z.object({ text: z.string() });
const choiceSchema = z.object({ choiceId: z.string() });
const openedSchema = z.object({ opened: z.literal(true) });

/** Reads what the widget posts: a text, a pressed button, or that the chat was opened. */
export function parseWebchat(request: WebhookRequest, account: ConnectedAccount, now: Date): ParsedWebhook {
  const reading = readBearer(request, account, now);
  if (reading.kind === 'refused') return { kind: 'malformed', reason: reading.reason };
  if (request.rawBody.length > LONGEST_BODY) return { kind: 'malformed', reason: 'the body is too long' };
  const json = parseJson(request.rawBody);
  const body = bodySchema.safeParse(json);
  if (!body.success) return { kind: 'malformed', reason: 'not a message of the widget' };
  const content = contentOf(json);
  if (typeof content === 'string') return { kind: 'parsed', messages: [], ignored: [content] };
  const { visitorId } = reading.session;
  const { id, locale } = body.data;
  return {
    kind: 'parsed',
    ignored: [],
    messages: [
      {
        dedupeKey: `${visitorId}/${id}`,
        chatKey: visitorId,
        isGroup: false,
        contact: { platformId: visitorId, ...(locale !== undefined && { locale }) },
        content,
      },
    ],
  };
}

/** What a body says, or why it is no message. */
function contentOf(json: unknown): InboundContent | string {
  const text = textSchema.safeParse(json);
  if (text.success) {
    const clean = cleanText(text.data.text, LONGEST_TEXT).trim();
    return isVisible(clean) ? { kind: 'text', text: clean } : 'a blank text';
  }
  const choice = choiceSchema.safeParse(json);
  if (choice.success) {
    const choiceId = cleanText(choice.data.choiceId, LONGEST_CHOICE);
    return choiceId === '' ? 'a choice without an id' : { kind: 'choice', choiceId };
  }
  return openedSchema.safeParse(json).success ? { kind: 'opened' } : 'of no known kind';
}

function parseJson(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
  } catch {
    return undefined;
  }
}
