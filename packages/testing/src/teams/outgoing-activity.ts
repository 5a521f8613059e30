import { z } from 'zod';
import { type ReadCard, readAdaptiveCard, type TeamsButton, tellIssue } from './adaptive-card.ts';
import { readMarkdown } from './read-markdown.ts';

/** What a bot's activity shows its reader. */
export interface ReadActivity {
  readonly type: 'message' | 'typing';
  readonly text: string;
  readonly cards: readonly ReadCard[];
  readonly images: readonly string[];
  readonly buttons: readonly TeamsButton[];
  readonly mentions: readonly string[];
}

export type ActivityReading =
  | { readonly kind: 'read'; readonly activity: ReadActivity }
  | { readonly kind: 'refused'; readonly code: 'BadSyntax' | 'BadArgument'; readonly why: string };

const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';
const account = z.looseObject({ id: z.string().min(1) });
const attachmentSchema = z.strictObject({
  contentType: z.string().min(1),
  contentUrl: z.string().optional(),
  content: z.unknown().optional(),
  name: z.string().optional(),
  thumbnailUrl: z.string().optional(),
});
const suggestedSchema = z.strictObject({
  to: z.array(z.string()).optional(),
  actions: z
    .array(
      z.looseObject({
        type: z.literal('imBack', 'only imBack is shown'),
        title: z.string().trim().min(1),
        value: z.string().min(1),
      }),
    )
    .min(1)
    .max(6),
});
const activitySchema = z.strictObject({
  type: z.string(),
  id: z.string().optional(),
  timestamp: z.string().optional(),
  localTimestamp: z.string().optional(),
  localTimezone: z.string().optional(),
  callerId: z.string().optional(),
  serviceUrl: z.string().optional(),
  channelId: z.literal('msteams').optional(),
  from: account.optional(),
  conversation: account.optional(),
  recipient: account.optional(),
  textFormat: z.enum(['plain', 'markdown', 'xml']).optional(),
  attachmentLayout: z.enum(['list', 'carousel']).optional(),
  locale: z.string().optional(),
  text: z.string().optional(),
  speak: z.string().optional(),
  inputHint: z.enum(['acceptingInput', 'ignoringInput', 'expectingInput']).optional(),
  summary: z.string().optional(),
  suggestedActions: suggestedSchema.optional(),
  attachments: z.array(attachmentSchema).optional(),
  entities: z.array(z.looseObject({ type: z.string().min(1) })).optional(),
  channelData: z.unknown().optional(),
  replyToId: z.string().optional(),
  importance: z.enum(['low', 'normal', 'high', 'urgent']).optional(),
  deliveryMode: z.enum(['normal', 'notification', 'ephemeral', 'expectReplies']).optional(),
  value: z.unknown().optional(),
  valueType: z.string().optional(),
  name: z.string().optional(),
});
const mentionSchema = z.object({
  type: z.literal('mention'),
  text: z.string().regex(/^<at>[^<]+<\/at>$/),
  mentioned: z.object({ id: z.string().min(1), name: z.string().min(1) }),
});

/** Reads a bot's activity as the people in the conversation see it, or tells why the platform takes no such thing. */
export function readOutgoing(
  body: unknown,
  call: { readonly appId: string; readonly conversationId: string },
): ActivityReading {
  const parsed = activitySchema.safeParse(body);
  if (!parsed.success) return refused('BadSyntax', tellIssue(parsed.error));
  const given = parsed.data;
  if (given.type !== 'message' && given.type !== 'typing')
    return refused('BadArgument', `Unknown activity type ${given.type}`);
  if (given.from && given.from.id !== `28:${call.appId}`) return refused('BadArgument', 'from is not this bot');
  if (given.conversation && given.conversation.id !== call.conversationId) {
    return refused('BadArgument', 'conversation.id is not the one in the path');
  }
  const text = given.text ?? '';
  if (text !== text.toWellFormed()) return refused('BadSyntax', 'text: is not well-formed Unicode');
  if (given.type === 'typing') {
    if (text !== '' || given.attachments?.length) return refused('BadArgument', 'typing carries no content');
    return { kind: 'read', activity: { type: 'typing', text: '', cards: [], images: [], buttons: [], mentions: [] } };
  }
  if (text.trim() === '' && !given.attachments?.length)
    return refused('BadArgument', 'Activity must include text or attachments');

  const cards: ReadCard[] = [];
  const images: string[] = [];
  for (const [index, attachment] of (given.attachments ?? []).entries()) {
    const { contentType, contentUrl } = attachment;
    if (contentType === ADAPTIVE) {
      const card = readAdaptiveCard(attachment.content);
      if ('problem' in card) return refused('BadArgument', `attachments.${index}.content.${card.problem}`);
      cards.push(card);
    } else if (/^image\/(?:png|jpe?g|gif)$/.test(contentType)) {
      const isPicture = contentUrl !== undefined && /^(?:https?:\/\/\S+|data:image\/\S+)$/.test(contentUrl);
      if (!isPicture) return refused('BadArgument', `attachments.${index}.contentUrl: must be an address of a picture`);
      images.push(contentUrl);
    } else {
      return refused('BadArgument', `attachments.${index}.contentType: ${contentType} is not known to this fake`);
    }
  }
  const mentions: string[] = [];
  for (const [index, entity] of (given.entities ?? []).entries()) {
    if (entity.type !== 'mention') continue;
    const mention = mentionSchema.safeParse(entity);
    if (!mention.success) return refused('BadArgument', `entities.${index}.${tellIssue(mention.error)}`);
    if (!text.includes(mention.data.text)) return refused('BadArgument', `entities.${index}.text: is not in the text`);
    mentions.push(mention.data.mentioned.id);
  }
  const said = (given.suggestedActions?.actions ?? []).map(
    ({ title, value }): TeamsButton => ({ kind: 'say', title, text: value }),
  );
  return {
    kind: 'read',
    activity: {
      type: 'message',
      text: given.textFormat === 'plain' ? text : readMarkdown(text),
      cards,
      images: [...images, ...cards.flatMap((card) => card.images)],
      buttons: [...cards.flatMap((card) => card.buttons), ...said],
      mentions,
    },
  };
}

function refused(code: 'BadSyntax' | 'BadArgument', why: string): ActivityReading {
  return { kind: 'refused', code, why };
}
